import type { Locator, Page } from "@playwright/test";
import { axe } from "./axe";
import type { SandboxCalendar } from "./calendar";
import { expectInSync, settingsPage } from "./connecting";
import { expect, test } from "./fixtures";
import { mei } from "./people";
import { card, unique } from "./records";
import { inDays, type Slot } from "./times";

test.beforeEach(async ({ connectedCalendar: _ }) => undefined);

const earlier = (page: Page): Locator => page.getByRole("region", { name: "Bring in earlier meetings" });

type Draft = { title: string; on: Slot; visibility?: string };

/** Makes events that the sync leaves out: what was made while it was off is older than its new beginning. */
async function madeBefore(
  page: Page,
  calendar: SandboxCalendar,
  email: string,
  drafts: Draft[],
): Promise<void> {
  const flip = page.getByRole("switch", { name: "Sync my calendar" });
  await page.goto(settingsPage);
  await flip.click();
  await expect(page.getByText("Sync is off")).toBeVisible();
  for (const draft of drafts) await calendar.create(mei, { ...draft, guests: [{ email }] });
  // The provider tells its time in whole seconds: the switch has to be turned in a later one.
  const second = () => Math.floor(Date.now() / 1_000);
  const made = second();
  await expect.poll(second, { intervals: [50] }).toBeGreaterThan(made);
  await flip.click();
  await expect(page.getByText("Sync is off")).toHaveCount(0);
  await expectInSync(page);
}

test("@both earlier meetings are counted per contact, logged when told to, and never twice; nobody is mailed", async ({
  page,
  calendar,
  aContact,
}) => {
  const drafts = [-5, -12, 9].map((days) => ({ title: unique(`Earlier ${days}`), on: inDays(days) }));
  const secret = { title: unique("Between us"), on: inDays(-6), visibility: "private" };
  await madeBefore(page, calendar, aContact.email, [...drafts, secret]);
  const titles = drafts.map(({ title }) => title);
  const mails = async () =>
    (await Promise.all(titles.map((title) => calendar.mails(aContact, title)))).flat();
  const before = (await mails()).length;
  await page.goto(aContact.path);
  for (const title of titles) await expect(card(page, title)).toHaveCount(0);

  await page.goto(settingsPage);
  const stage = earlier(page);
  await stage.getByRole("radio", { name: "30 days" }).check();
  await stage.getByRole("button", { name: "Count meetings" }).click();
  const own = stage.getByRole("listitem").filter({ hasText: aContact.name });
  await expect(own).toContainText("3 meetings");
  await expect(stage).toBeFocused();
  const log = stage.getByRole("button", { name: /^Log \d+ meetings$/ });
  const found = /\d+/.exec((await log.textContent()) ?? "")?.[0];
  await expect(stage.getByRole("status")).toContainText(`${found} meetings would be logged`);
  await axe(page);
  await page.reload();
  await expect(own).toContainText("3 meetings");
  await log.click();
  await expect(stage).toContainText(`${found} meetings from the last 30 days were logged on`);
  await expect(stage.getByRole("radio", { name: "30 days" })).toBeChecked();
  await axe(page);

  await page.goto(aContact.path);
  for (const title of titles) await expect(card(page, title)).toHaveCount(1);
  await expect(card(page, secret.title)).toHaveCount(0);
  expect(await mails()).toHaveLength(before);

  await page.goto(settingsPage);
  await stage.getByRole("button", { name: "Count meetings" }).click();
  await expect(stage.getByRole("status")).toContainText("There is nothing to bring in from the last 30 days");
  await stage.getByRole("button", { name: "Choose another time" }).click();
  await expect(stage.getByRole("button", { name: "Count meetings" })).toBeVisible();
});

test("counting shows itself, can be cancelled, and waits for a calendar that is not to be read", async ({
  page,
  calendar,
}) => {
  await page.goto(settingsPage);
  const stage = earlier(page);
  const flip = page.getByRole("switch", { name: "Sync my calendar" });
  const counting = stage
    .getByRole("status")
    .filter({ hasText: "Counting the meetings of the last 365 days" });
  await calendar.behave({ answerMilliseconds: 1_500 });
  try {
    await stage.getByRole("radio", { name: "365 days" }).check();
    await stage.getByRole("button", { name: "Count meetings" }).click();
    await expect(counting).toBeVisible();
    await stage.getByRole("button", { name: "Cancel" }).click();
    await expect(stage.getByRole("button", { name: "Count meetings" })).toBeVisible();
    await stage.getByRole("radio", { name: "365 days" }).check();
    await stage.getByRole("button", { name: "Count meetings" }).click();
    await expect(counting).toBeVisible();
    await flip.click();
    await expect(stage).toContainText("It waits until Sync my calendar is on again.");
  } finally {
    await calendar.behave({ answerMilliseconds: 10 });
  }
  await expect(flip).not.toHaveAttribute("aria-busy");
  await flip.click();
  await expect(counting).toHaveCount(0, { timeout: 20_000 });
  await stage.getByRole("button", { name: /^(Cancel|Choose another time)$/ }).click();
  await expect(stage.getByRole("button", { name: "Count meetings" })).toBeVisible();
});
