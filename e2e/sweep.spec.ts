import type { Page } from "@playwright/test";
import { axe } from "./axe";
import type { SandboxCalendar } from "./calendar";
import { calendarStanding, expectInSync, settingsPage } from "./connecting";
import { expect, test } from "./fixtures";
import { mei } from "./people";
import { card, unique } from "./records";
import { inDays } from "./times";

test.beforeEach(async ({ connectedCalendar: _ }) => undefined);

test("@both most of a calendar goes missing: nothing is cancelled before one has looked", async ({
  page,
  side,
  calendar,
  aContact,
}) => {
  const titles = await fill(page, calendar, aContact.email);
  const [first, second] = titles as [string, string];
  await emptied(page, calendar, titles);

  const banner = page
    .getByRole("status")
    .filter({ hasText: `${titles.length} meetings would be cancelled. Their events` });
  await expect(banner).toBeVisible({ timeout: 40_000 });
  await expectInSync(page);
  await axe(page);
  await page.goto(aContact.path);
  await expect(card(page, first)).not.toContainText(`Canceled in ${side.app}`);
  await page.getByRole("button", { name: /^Notifications, \d+ unread$/ }).click();
  const told = page.getByRole("dialog", { name: "Notifications" }).getByRole("listitem").first();
  await expect(told).toContainText(`${titles.length} meetings would be cancelled. Review`);
  await page.keyboard.press("Escape");

  await page.goto(settingsPage);
  await banner.getByRole("link", { name: "Review" }).click();
  await expect(
    page.getByRole("heading", { name: `${titles.length} meetings would be cancelled` }),
  ).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByRole("button", { name: "Check again" })).toBeEnabled({ timeout: 30_000 });
  await expect(page.getByText(`All ${titles.length} chosen`)).toBeVisible();

  const mails = async () => (await calendar.mails(aContact, second)).length;
  const before = await mails();
  await page.getByRole("checkbox", { name: first }).uncheck();
  const cancel = `Cancel ${titles.length - 1} meetings in Almanac`;
  await page.getByRole("button", { name: cancel }).click();
  const question = page.getByRole("dialog", { name: `${cancel}?` });
  await expect(question).toContainText("Nobody gets mail");
  await expect(question.getByRole("button", { name: "Back" })).toBeFocused();
  await question.getByRole("button", { name: cancel }).click();
  await expect(page.getByText(`${titles.length - 1} meetings are cancelled in Almanac`)).toBeVisible();
  await expect(page.getByRole("list", { name: "Missing meetings" }).getByRole("listitem")).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeFocused();

  await page.getByRole("checkbox", { name: first }).check();
  await page.getByRole("button", { name: "Keep them" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep them" }).click();
  await expect(page.getByText("Nothing to review")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Review" })).toBeFocused();
  await page.getByRole("link", { name: "Back to Calendar" }).click();
  await expect(banner).toHaveCount(0);

  await page.goto(aContact.path);
  await expect(card(page, second)).toContainText(`Canceled in ${side.app}`);
  await expect(card(page, first)).not.toContainText(`Canceled in ${side.app}`);
  expect(await mails()).toBe(before);
});

test("nobody else is shown what is missing", async ({ tomsPage }) => {
  await tomsPage.goto(`${settingsPage}/review`);
  await expect(tomsPage.getByText("Nothing to review")).toBeVisible();
  await axe(tomsPage);
});

/** Makes more than a fifth of what Mei's calendar holds then, at least a dozen, all with one contact. */
async function fill(page: Page, calendar: SandboxCalendar, email: string): Promise<string[]> {
  const { connection } = await calendarStanding(page);
  const count = 12 + Math.ceil((connection?.meetings ?? 0) / 3);
  const titles = Array.from({ length: count }, (_, nth) => unique(`Gone ${nth + 1}`));
  for (const [nth, title] of titles.entries())
    await calendar.create(mei, { title, on: inDays(2 + (nth % 20), "17:00"), guests: [{ email }] });
  const meetings = async () => (await calendarStanding(page)).connection?.meetings;
  await expect.poll(meetings, { timeout: 40_000 }).toBe((connection?.meetings ?? 0) + count);
  return titles;
}

/** While nothing is read, all of them are deleted at the provider, and the place to go on from is lost. */
async function emptied(page: Page, calendar: SandboxCalendar, titles: readonly string[]): Promise<void> {
  const flip = page.getByRole("switch", { name: "Sync my calendar" });
  await page.goto(settingsPage);
  await flip.click();
  await expect(page.getByText("Sync is off")).toBeVisible();
  for (const title of titles) await calendar.cancel(mei, await calendar.theOne(mei, title));
  await calendar.trouble({ kind: "expire-sync-tokens", email: mei.email });
  await flip.click();
  await expect(flip).toBeChecked();
}
