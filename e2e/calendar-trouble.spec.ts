import { calendarStanding, expectInSync, settingsPage } from "./connecting";
import { expect, test } from "./fixtures";
import { amara, jon, mei } from "./people";
import { card, openRecord, unique } from "./records";
import { inDays } from "./times";

test.beforeEach(async ({ connectedCalendar: _ }) => undefined);

test("a notification that got lost is made up for by the next one", async ({ page, calendar }) => {
  const [heard, lost, next] = [unique("Heard message"), unique("Lost message"), unique("Next message")];
  await openRecord(page, "contact", jon.name);
  await calendar.create(mei, { title: heard, on: inDays(2, "07:00"), guests: [jon] });
  await expect(card(page, heard)).toBeVisible();
  // All of them for a while: a late word about an earlier event would bring this one along.
  await calendar.trouble({ kind: "lose-notifications", email: mei.email, count: 50 });
  await calendar.create(mei, { title: lost, on: inDays(2, "08:00"), guests: [jon] });
  await openRecord(page, "contact", jon.name);
  await expect(card(page, lost)).toHaveCount(0);
  await calendar.endTrouble();
  await calendar.create(mei, { title: next, on: inDays(2, "09:00"), guests: [jon] });
  await expect(card(page, lost)).toBeVisible();
  await expect(card(page, next)).toBeVisible();
});

test("Sync now brings what no notification told", async ({ page, context, calendar }) => {
  const title = unique("Nobody told us");
  await openRecord(page, "contact", jon.name);
  await calendar.trouble({ kind: "lose-notifications", email: mei.email, count: 50 });
  await calendar.create(mei, { title, on: inDays(2, "10:00"), guests: [jon] });
  const tab = await context.newPage();
  await tab.goto(settingsPage);
  await tab.getByRole("button", { name: "Sync now" }).click();
  await expect(card(page, title)).toBeVisible();
});

test("an expired sync token is outlived: nothing twice, nothing lost", async ({ page, side, calendar }) => {
  const [before, after] = [unique("Before 410"), unique("After 410")];
  await openRecord(page, "contact", jon.name);
  const event = await calendar.create(mei, { title: before, on: inDays(3, "08:00"), guests: [jon] });
  await expect(card(page, before)).toBeVisible();
  await calendar.trouble({ kind: "lose-notifications", email: mei.email });
  await calendar.cancel(mei, event);
  await openRecord(page, "contact", jon.name);
  await expect(card(page, before)).toContainText("1 awaiting");
  await calendar.trouble({ kind: "expire-sync-tokens", email: mei.email });
  await calendar.create(mei, { title: after, on: inDays(3, "09:00"), guests: [jon] });
  await expect(card(page, after)).toHaveCount(1);
  await expect(card(page, before)).toContainText(`Canceled in ${side.app}`);
  await expect(card(page, before)).toHaveCount(1);
});

test("an expired access token is renewed without a word", async ({ page, calendar }) => {
  const title = unique("Renewed");
  await openRecord(page, "contact", jon.name);
  await calendar.trouble({ kind: "expire-access-tokens", email: mei.email });
  await calendar.create(mei, { title, on: inDays(3, "10:00"), guests: [jon] });
  await expect(card(page, title)).toBeVisible();
  expect(await calendarStanding(page)).toMatchObject({ connection: { state: "in-sync" } });
});

const limits = [
  { answer: "429 with Retry-After", trouble: { kind: "rate-limit-429", retryAfter: 4 }, tag: "@both" },
  // Twice, since the client takes the first 403 for a stale token and tries once more with a fresh one.
  { answer: "403 rate limit", trouble: { kind: "rate-limit-403", retryAfter: 4, count: 2 }, tag: "@google" },
];

for (const { answer, trouble, tag } of limits) {
  test(`${answer}: the pause is shown as what it is, and ends by itself`, { tag }, async ({
    page,
    context,
    side,
    calendar,
  }) => {
    const title = unique("After the pause");
    await openRecord(page, "contact", amara.name);
    const tab = await context.newPage();
    await tab.goto(settingsPage);
    await calendar.trouble({ ...trouble, email: mei.email, method: "GET" });
    await calendar.create(mei, { title, on: inDays(6, "08:00"), guests: [amara] });
    await expect(
      tab.getByText(`${side.app} asked us to slow down. Changes follow in a moment.`),
    ).toBeVisible();
    await expect(tab.getByText("Paused")).toBeVisible();
    await expect(page.getByText("Calendar paused")).toBeVisible();
    await expect(card(page, title)).toBeVisible({ timeout: 20_000 });
    await expect(tab.getByText("In sync")).toBeVisible();
  });
}

test("an error of the provider's own is waited out", async ({ page, context, side, calendar }) => {
  const title = unique("After the 500");
  await openRecord(page, "contact", amara.name);
  const tab = await context.newPage();
  await tab.goto(settingsPage);
  await calendar.trouble({ kind: "server-error-500", email: mei.email, method: "GET", count: 2 });
  await calendar.create(mei, { title, on: inDays(6, "09:00"), guests: [amara] });
  await expect(tab.getByText(`${side.app} does not answer. We keep trying.`)).toBeVisible();
  await expect(card(page, title)).toBeVisible({ timeout: 30_000 });
  await expectInSync(page);
});
