import type { Page } from "@playwright/test";
import postgres from "postgres";
import { axe } from "./axe";
import { allowAccess, calendarStanding, disconnect, expectInSync, settingsPage } from "./connecting";
import { expect, test } from "./fixtures";
import { openMeetingForm } from "./meeting-form";
import { amara, jon, mei, sofia, yichun } from "./people";
import { card, openRecord, unique } from "./records";
import { readStack } from "./stack";
import { inDays, onCard } from "./times";

test.beforeEach(async ({ connectedCalendar: _ }) => undefined);

test("a revoked grant is told once, asks nothing more of the provider, and Reconnect catches up", async ({
  page,
  side,
  calendar,
}) => {
  const [moved, dropped, gap, promised] = ["Moved", "Dropped", "Made", "Promised"].map((word) =>
    unique(`${word} in the gap`),
  ) as [string, string, string, string];
  await openRecord(page, "contact", jon.name);
  const stays = await calendar.create(mei, { title: moved, on: inDays(4, "08:00"), guests: [jon] });
  const goes = await calendar.create(mei, { title: dropped, on: inDays(4, "10:00"), guests: [jon] });
  await expect(card(page, moved)).toBeVisible();
  await expect(card(page, dropped)).toBeVisible();

  await page.goto(settingsPage);
  await calendar.trouble({ kind: "revoke-grant", email: mei.email });
  await untilItNeedsMei(page);
  const main = page.getByRole("main");
  await expect(main.getByRole("button", { name: "Reconnect" })).toBeVisible();
  await expect(main.getByText(`Access was withdrawn at ${side.maker}`)).toBeVisible();
  await expect(main.getByText(`At ${side.maker}, choose ${mei.email} again.`)).toBeVisible();
  const banner = page.getByRole("status").filter({ hasText: `${side.app} is not syncing.` });
  await expect(banner).toContainText("What mends it is below.");
  await expect(bell(page, 1)).toBeVisible();
  await axe(page);

  const asked = (await calendar.calls()).at(-1);
  const slot = inDays(5, "08:00");
  await calendar.move(mei, stays, slot);
  await calendar.cancel(mei, goes);
  await calendar.create(mei, { title: gap, on: inDays(4, "09:00"), guests: [jon] });
  await openRecord(page, "contact", jon.name);
  const form = await openMeetingForm(page);
  await form.field("Title").fill(promised);
  await form.at(inDays(4, "12:00"));
  await form.saved();
  await expect(card(page, promised)).toContainText("Reconnect your calendar to send the invitation.");
  await expect(page.getByRole("link", { name: "Reconnect calendar" })).toBeVisible();
  await expect(bell(page, 1)).toBeVisible();
  expect((await calendar.calls()).at(-1)).toEqual(asked);
  expect(await calendar.mails(jon, promised)).toEqual([]);

  await page.goto("/deals");
  await expect(banner).toContainText(`Access was withdrawn at ${side.maker}`);
  await bell(page, 1).click();
  const told = page.getByRole("dialog", { name: "Notifications" }).getByRole("listitem").first();
  await expect(told).toContainText(`Reconnect your ${side.app}`);
  await expect(told).toContainText(`${mei.email} is not synced.`);
  await page.keyboard.press("Escape");
  await expect(bell(page, 0)).toBeVisible();

  await banner.getByRole("button", { name: "Reconnect" }).click();
  await allowAccess(page, side, mei);
  await expect(main.getByRole("status").first()).toContainText("Your calendar is connected.");
  await expect(main.getByText("In sync")).toBeVisible();
  await expect(banner).toHaveCount(0);
  await openRecord(page, "contact", jon.name);
  await expect(card(page, gap)).toHaveCount(1);
  await expect(card(page, moved)).toHaveCount(1);
  await expect(card(page, moved)).toContainText(onCard(slot));
  await expect(card(page, dropped)).toHaveCount(1);
  await expect(card(page, dropped)).toContainText(`Canceled in ${side.app}`);
  await expect(card(page, promised)).toContainText("synced", { timeout: 30_000 });
  await calendar.theOne(mei, promised);
  expect(await calendar.mails(jon, promised)).toHaveLength(1);
  await expect(banner).toHaveCount(0);
  await expect(bell(page, 0)).toBeVisible();
});

test("another account chosen on the way back starts afresh, and what was stays", async ({
  page,
  side,
  calendar,
}) => {
  const [before, theirs, late, fresh] = ["Before", "Sofia's before", "Too late", "From now on"].map((word) =>
    unique(word),
  ) as [string, string, string, string];
  await openRecord(page, "contact", jon.name);
  await calendar.create(mei, { title: before, on: inDays(5, "10:00"), guests: [jon] });
  await calendar.create(sofia, { title: theirs, on: inDays(5, "12:00"), guests: [jon] });
  await expect(card(page, before)).toBeVisible();

  await page.goto(settingsPage);
  await calendar.trouble(deaths[side.provider]);
  await untilItNeedsMei(page);
  await page.getByRole("main").getByRole("button", { name: mends[side.provider] }).click();
  await calendar.endTrouble();
  await allowAccess(page, side, sofia);
  await expect(page.getByRole("main").getByRole("status").first()).toContainText(
    "You connected another account: it starts from now, and meetings of the one before stay on their timelines.",
  );
  await expect(page.getByText(`${sofia.email} · primary calendar`)).toBeVisible();
  await expectInSync(page);

  await openRecord(page, "contact", jon.name);
  await calendar.create(mei, { title: late, on: inDays(5, "14:00"), guests: [jon] });
  await calendar.create(sofia, { title: fresh, on: inDays(5, "16:00"), guests: [jon] });
  await expect(card(page, fresh)).toBeVisible();
  await expect(card(page, before)).toBeVisible();
  await expect(card(page, theirs)).toHaveCount(0);
  await expect(card(page, late)).toHaveCount(0);
});

test("with Sync my calendar off meetings are logged only and nothing is read; on again, new events come", async ({
  page,
  side,
  calendar,
}) => {
  const [logged, meanwhile, after] = ["Logged only", "While it was off", "After it was on"].map((word) =>
    unique(word),
  ) as [string, string, string];
  const off = page.getByText("Sync is off");
  const flip = page.getByRole("switch", { name: "Sync my calendar" });
  const listeners = await calendar.listeners(mei);
  await page.goto(settingsPage);
  await flip.click();
  await expect(off).toBeVisible();
  await expect(flip).not.toBeChecked();
  await expect.poll(() => calendar.listeners(mei)).toBe(listeners - 1);

  await calendar.create(mei, { title: meanwhile, on: inDays(6, "10:00"), guests: [amara] });
  await openRecord(page, "contact", amara.name);
  const form = await openMeetingForm(page);
  await expect(form.dialog).toContainText("Sync my calendar is off, so this meeting is logged only");
  await form.field("Title").fill(logged);
  await form.at(inDays(6, "12:00"));
  await form.saved();
  await expect(card(page, logged)).toContainText("Not in a calendar");

  await page.goto(settingsPage);
  await flip.click();
  await expect(flip).toBeChecked();
  await expect(off).toHaveCount(0);
  await expectInSync(page);
  await openRecord(page, "contact", amara.name);
  await calendar.create(mei, { title: after, on: inDays(6, "14:00"), guests: [amara] });
  await expect(card(page, after)).toContainText(side.short);
  await expect(card(page, meanwhile)).toHaveCount(0);
  expect(await calendar.titled(mei, logged)).toEqual([]);
  expect(await calendar.mails(amara, logged)).toEqual([]);
});

test("the first reading says that it is catching up", async ({ page, side, calendar }) => {
  await page.goto(settingsPage);
  await disconnect(page);
  await calendar.behave({ answerMilliseconds: 2_500 });
  try {
    await page.getByRole("button", { name: "Connect your calendar" }).click();
    await allowAccess(page, side, mei);
    await expect(page.getByText("Catching up")).toBeVisible();
    await expect(page.getByText(/^(Reading your calendar|[\d,]+ events? looked at so far)\.$/)).toBeVisible();
  } finally {
    await calendar.behave({ answerMilliseconds: 10 });
  }
  await expect(page.getByText("In sync")).toBeVisible({ timeout: 40_000 });
});

test("push that the provider drops in silence: Sync now brings the change, and push is opened again in time", async ({
  page,
  context,
  side,
  calendar,
}) => {
  const [unheard, heard] = [unique("Nobody told"), unique("Told again")];
  await openRecord(page, "contact", jon.name);
  await calendar.trouble({ kind: side.silentDrop, email: mei.email });
  expect(await calendar.listeners(mei)).toBe(0);
  await calendar.create(mei, { title: unheard, on: inDays(7, "10:00"), guests: [jon] });
  const tab = await context.newPage();
  await tab.goto(settingsPage);
  await tab.getByRole("button", { name: "Sync now" }).click();
  await expect(card(page, unheard)).toBeVisible();

  await letDaysPass(5);
  await expect.poll(() => calendar.listeners(mei), { timeout: 30_000 }).toBe(1);
  await expectInSync(tab);
  await calendar.create(mei, { title: heard, on: inDays(7, "12:00"), guests: [jon] });
  await expect(card(page, heard)).toBeVisible();
});

test("a guest who lives at the other provider is invited and answers there", async ({
  page,
  side,
  calendar,
  otherCalendar,
}) => {
  const title = unique("Across the border");
  await calendar.moveHouse(yichun, "elsewhere");
  try {
    await openRecord(page, "contact", yichun.name);
    const form = await openMeetingForm(page);
    await form.field("Title").fill(title);
    await form.at(inDays(8, "10:00"));
    await expect(form.dialog).toContainText(`1 person will be invited by ${side.maker}.`);
    await form.saved();
    await expect(card(page, title)).toContainText("1 awaiting");
    const arrived = await otherCalendar.theOne(yichun, title);
    expect(arrived.iCalUID).toBe((await calendar.theOne(mei, title)).iCalUID);
    await otherCalendar.answer(yichun, arrived, "accepted");
    await expect(card(page, title)).toContainText("1 yes");
    await expect(card(page, title)).toHaveCount(1);
  } finally {
    await calendar.moveHouse(yichun, "here");
  }
});

/** How a connection ends for good at each provider, and the button that mends it. */
const deaths = {
  google: { kind: "revoke-grant", email: mei.email },
  microsoft: { kind: "no-mailbox", email: mei.email, seconds: 600 },
};
const mends = { google: "Reconnect", microsoft: "Connect another account" };

const bell = (page: Page, unread: number) =>
  page.getByRole("button", {
    name: unread ? `Notifications, ${unread} unread` : "Notifications",
    exact: true,
  });

/** Presses Sync now until the trouble is noticed. Microsoft may tell of it first, and then the button is gone. */
async function untilItNeedsMei(page: Page): Promise<void> {
  const state = async () => (await calendarStanding(page)).connection?.state;
  await expect(async () => {
    if ((await state()) !== "reconnect")
      await page.getByRole("button", { name: "Sync now" }).click({ timeout: 1_000 });
    expect(await state()).toBe("reconnect");
  }).toPass({ timeout: 20_000 });
}

/** Lets the push channels stand as they would some days later. */
async function letDaysPass(days: number): Promise<void> {
  const sql = postgres(readStack().databaseUrl, { max: 1 });
  await sql`
    update watch_channels set created_at = created_at - ${days} * interval '1 day',
      granted_at = granted_at - ${days} * interval '1 day', expires_at = expires_at - ${days} * interval '1 day'
    where stopped_at is null`;
  await sql.end();
}
