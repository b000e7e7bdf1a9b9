import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { amara, jon, mei, tom, zoe } from "./people";
import { card, openRecord, unique } from "./records";
import type { Side } from "./sides";
import { readStack } from "./stack";
import { inDays, onCard } from "./times";

test.beforeEach(async ({ connectedCalendar: _ }) => undefined);

test("a whole story in the calendar's own pages, read on a record page that is never reloaded", async ({
  page,
  context,
  side,
}) => {
  const [title, renamed] = [unique("Kick-off"), unique("Kick-off, renamed")];
  const slot = inDays(1, "15:00");
  const later = inDays(1, "16:30");
  await openRecord(page, "contact", amara.name);
  await markPage(page);

  const sandbox = await context.newPage();
  await sandbox.goto(calendarOf(side, mei.email, slot.date));
  await sandbox.getByRole("button", { name: "New event" }).click();
  const dialog = sandbox.getByRole("dialog");
  const week = sandbox.getByRole("region", { name: `Week of ${mei.name}` });
  await dialog.getByLabel("Title").fill(title);
  await dialog.getByLabel("Date").fill(slot.date);
  await dialog.getByLabel("Start").fill(slot.start);
  await dialog.getByLabel("End").fill(slot.end);
  await dialog.getByLabel("Guests").fill(amara.email);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(card(page, title)).toContainText(onCard(slot));
  await expect(card(page, title)).toContainText("1 awaiting");
  await expect(page.getByText("Updated just now")).toBeVisible();

  // The guest says yes in her inbox.
  const hers = await context.newPage();
  await hers.goto(calendarOf(side, amara.email, slot.date));
  await hers.getByRole("button", { name: `Yes: Invitation: ${title}` }).click();
  await expect(card(page, title)).toContainText("1 yes");

  await week.getByRole("button", { name: title }).click();
  await dialog.getByLabel("Start").fill(later.start);
  await dialog.getByLabel("End").fill(later.end);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(card(page, title)).toContainText(onCard(later));
  await expect(card(page, title)).toContainText("1 awaiting");

  await week.getByRole("button", { name: title }).click();
  await dialog.getByLabel("Title").fill(renamed);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(card(page, renamed)).toBeVisible();
  await expect(card(page, title)).toHaveCount(0);

  await hers
    .getByRole("button", { name: `No: Updated: ${renamed}` })
    .first()
    .click();
  await expect(card(page, renamed)).toContainText("1 no");
  await card(page, renamed).getByRole("button", { name: "1 no" }).click();
  await expect(card(page, renamed).getByRole("list", { name: "Replies" })).toContainText(`${amara.name}`);

  await week.getByRole("button", { name: renamed }).click();
  await dialog.getByRole("button", { name: "Delete event" }).click();
  await expect(card(page, renamed)).toContainText(`Canceled in ${side.app}`);
  await expect(card(page, renamed).locator("s")).toHaveText(renamed);
  await expect(card(page, renamed).getByLabel("Outcome")).toHaveValue("Canceled");
  await expectNeverReloaded(page);
});

test("a guest's decline shows on the deal", async ({ page, calendar }) => {
  const title = unique("Numbers");
  await openRecord(page, "deal", `Renewal ${new Date().getFullYear() + 1}`);
  const event = await calendar.create(mei, { title, on: inDays(4), guests: [amara, jon] });
  await expect(card(page, title)).toContainText("2 awaiting");
  await calendar.answer(jon, event, "declined");
  await calendar.answer(amara, event, "tentative");
  await expect(card(page, title)).toContainText("1 no · 1 maybe");
});

test("a meeting that a guest made is on the timeline too, once, with colleagues in it", async ({
  page,
  calendar,
}) => {
  const title = unique("Asked by the guest");
  await openRecord(page, "contact", zoe.name);
  await calendar.create(zoe, { title, on: inDays(5), guests: [mei, tom] });
  await expect(card(page, title)).toContainText(`${zoe.name} invited ${mei.name}`);
  await expect(card(page, title)).toHaveCount(1);
});

test("what concerns nobody here leaves no trace", async ({ page, calendar }) => {
  const [secret, inner, marker] = [unique("Private"), unique("Colleagues"), unique("Marker")];
  await openRecord(page, "contact", jon.name);
  await calendar.create(mei, { title: secret, on: inDays(6, "09:00"), guests: [jon], visibility: "private" });
  await calendar.create(mei, { title: inner, on: inDays(6, "11:00"), guests: [tom] });
  await calendar.create(mei, { title: marker, on: inDays(6, "13:00"), guests: [jon] });
  // They come in the order they were made: once the last one is here, the others are decided.
  await expect(card(page, marker)).toBeVisible();
  await expect(card(page, secret)).toHaveCount(0);
  await expect(card(page, inner)).toHaveCount(0);
});

test("HTML from the calendar is text or harmless, and never runs", async ({ page, side, calendar }) => {
  const title = unique("<img src=x onerror=alert(1)> مرحبا 🎈");
  const html = `<b>Bold</b><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">link</a>`;
  page.on("dialog", () => expect("a script of the event").toBe("never run"));
  await openRecord(page, "contact", jon.name);
  // What one types into Outlook is text; HTML that nobody has looked at comes by mail.
  if (side.provider === "microsoft") await calendar.deliver(mei, { title, on: inDays(7), from: jon, html });
  else await calendar.create(mei, { title, on: inDays(7), guests: [jon], description: html });
  const entry = card(page, title);
  await expect(entry.locator("b, strong")).toHaveText("Bold");
  await expect(entry.locator("script, img, [href^=javascript]")).toHaveCount(0);
});

test("what is being read stays where it is while entries arrive above it", async ({ page, calendar }) => {
  await openRecord(page, "contact", amara.name);
  const call = card(page, "Call with Amara").first();
  await call.evaluate((element) => element.scrollIntoView({ block: "start" }));
  const before = (await call.boundingBox())?.y;
  const titles = [unique("Above"), unique("Above")];
  for (const title of titles) await calendar.create(mei, { title, on: inDays(8), guests: [amara] });
  for (const title of titles) await expect(card(page, title)).toBeAttached();
  expect((await call.boundingBox())?.y).toBeCloseTo(before ?? -1, 0);
});

/** Leaves a mark that a reload would wipe away. */
const markPage = (page: Page) => page.evaluate(() => Object.assign(window, { neverReloaded: true }));

async function expectNeverReloaded(page: Page): Promise<void> {
  expect(await page.evaluate(() => "neverReloaded" in window)).toBe(true);
}

const calendarOf = ({ provider }: Side, email: string, week: string): string =>
  `${readStack().sandboxUrls[provider]}/calendar?${new URLSearchParams({ as: email, week })}`;
