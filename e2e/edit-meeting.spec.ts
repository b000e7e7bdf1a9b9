import type { Locator, Page } from "@playwright/test";
import postgres from "postgres";
import { axe } from "./axe";
import type { SandboxCalendar, SandboxEvent } from "./calendar";
import { expect, test } from "./fixtures";
import { openEditForm, openMeetingForm } from "./meeting-form";
import { amara, jon, mei, tom, zoe } from "./people";
import { card, openRecord, unique } from "./records";
import { control, readStack } from "./stack";
import { asInstants, inDays, onCard, type Slot } from "./times";

test.beforeEach(async ({ connectedCalendar: _ }) => undefined);

test("title, time and a new guest: the event is changed, and everybody is told", async ({
  page,
  side,
  calendar,
}) => {
  const [title, renamed] = [unique("Terms"), unique("Terms, revised")];
  const [slot, later] = [inDays(3, "09:00"), inDays(3, "12:30")];
  await scheduled(page, calendar, title, slot);
  const form = await openEditForm(page, title);
  await expect(form.field("Title")).toBeFocused();
  await expect(form.field("Title")).toHaveValue(title);
  await expect(form.field("Start")).toHaveValue(slot.start);
  await expect(form.guests()).toContainText([amara.name]);
  await expect(form.sendUpdate).toBeDisabled();
  await expect(form.dialog).toContainText("no update is needed");

  await form.field("Title").fill(renamed);
  await form.at(later);
  await form.invite(jon.email);
  await expect(form.save).toBeDisabled();
  await expect(form.dialog).toContainText(
    `2 people will be told by ${side.maker}. Title and time belong to the event: they change with Save and send update.`,
  );
  await form.sent();
  await expect(page.getByText("Meeting saved and update sent.")).toBeVisible();

  await expect(card(page, renamed)).toContainText(onCard(later));
  await expect(card(page, renamed)).toContainText("2 awaiting");
  await expect(card(page, title)).toHaveCount(0);
  const event = await calendar.theOne(mei, renamed);
  expect(startOf(event)).toBe(startOf(asInstants(later)));
  expect(event.attendees?.map(({ email }) => email)).toEqual(
    expect.arrayContaining([amara.email, jon.email]),
  );
  expect(await calendar.mails(jon, renamed)).toMatchObject([{ kind: "Invitation", from: mei.email }]);
  expect(await calendar.mails(amara, renamed)).toMatchObject([{ kind: "Updated", from: mei.email }]);
  // The new guest's own calendar has it too, and nothing comes back as something new.
  await calendar.copyOf(jon, event);
  await openRecord(page, "contact", jon.name);
  await expect(card(page, renamed)).toHaveCount(1);
});

test("plain Save logs the meeting for somebody who was added and leaves the event alone", async ({
  page,
  calendar,
}) => {
  const title = unique("Logged for her as well");
  const event = await scheduled(page, calendar, title, inDays(3, "14:00"));
  const form = await openEditForm(page, title);
  await form.find(zoe.name);
  await expect(form.dialog).toContainText(
    `Save logs the meeting for ${zoe.name} here and does not invite them; Save and send update invites them.`,
  );
  await form.field("Outcome").selectOption("Rescheduled");
  await form.field("Internal note").fill("Keep her posted.");
  await form.saved();
  await expect(page.getByText("Meeting saved.", { exact: true })).toBeVisible();
  await expect(menuOf(page, title)).toBeFocused();
  await expect(card(page, title).getByLabel("Outcome")).toHaveValue("Rescheduled");
  await expect(card(page, title)).toContainText("Keep her posted.");
  expect(await calendar.theOne(mei, title)).toEqual(event);
  expect(await calendar.mails(zoe, title)).toEqual([]);

  await openRecord(page, "contact", zoe.name);
  await expect(card(page, title)).toContainText("1 awaiting");
  // She can still be invited, and nobody else is bothered with that.
  const again = await openEditForm(page, title);
  await again.take(zoe.name);
  await again.sent();
  await expect(card(page, title)).toContainText("2 awaiting");
  expect(await calendar.mails(zoe, title)).toMatchObject([{ kind: "Invitation" }]);
  expect(await calendar.mails(amara, title)).toHaveLength(1);
});

test("a guest's own meeting: its fields are locked and say why, the outcome is ours", async ({
  page,
  calendar,
}) => {
  const title = unique("Hers to change");
  await openRecord(page, "contact", amara.name);
  const event = await calendar.create(amara, { title, on: inDays(4, "09:00"), guests: [mei] });
  const hers = await calendar.copyOf(amara, event);
  const form = await openEditForm(page, title);
  await expect(form.dialog).toContainText("organises this meeting: only they can change its event.");
  for (const label of shared) await expect(form.field(label)).toBeDisabled();
  await expect(form.dialog.getByRole("button", { name: /^Remove / })).toHaveCount(0);
  await expect(form.sendUpdate).toHaveCount(0);
  await expect(form.field("Outcome")).toBeFocused();
  await axe(page);
  await form.field("Outcome").selectOption("Completed");
  await form.field("Internal note").fill("She wants net-45.");
  await page.keyboard.press("Control+Enter");
  await expect(form.dialog).toBeHidden();
  await expect(card(page, title).getByLabel("Outcome")).toHaveValue("Completed");
  await expect(card(page, title)).toContainText("She wants net-45.");
  expect(await calendar.copyOf(amara, event)).toEqual(hers);
});

test("moved in the calendar meanwhile: the calendar's time stays, and the card says so", async ({
  page,
  side,
  calendar,
}) => {
  const title = unique("Two at once");
  const [slot, theirs, ours] = [inDays(4, "11:00"), inDays(4, "13:00"), inDays(4, "15:00")];
  const event = await scheduled(page, calendar, title, slot);
  const form = await openEditForm(page, title);
  await calendar.move(mei, event, theirs);
  await expect(card(page, title)).toContainText(onCard(theirs));
  // What stands in the form is its person's, until they save or close it.
  await expect(form.field("Start")).toHaveValue(slot.start);
  await form.at(ours);
  await form.sent();

  const sentence = `The time had been changed in ${side.app} meanwhile, so your change of it was not made.`;
  await expect(page.getByRole("region", { name: /^Notifications/ })).toContainText(sentence);
  await page.reload();
  const entry = card(page, title);
  await expect(entry).toContainText("Change not made");
  await expect(entry).toContainText(sentence);
  await expect(entry).toContainText(onCard(theirs));
  await entry.getByRole("button", { name: /^Dismiss/ }).click();
  await expect(entry).not.toContainText(sentence);
  await page.reload();
  await expect(entry).toContainText(onCard(theirs));
  await expect(entry).not.toContainText("Change not made");
  expect(startOf(await calendar.theOne(mei, title))).toBe(startOf(asInstants(theirs)));
});

test("while the calendar is down the card says what happens, and the change is made once", async ({
  page,
  side,
  calendar,
}) => {
  const title = unique("Changed while it is down");
  const [slot, later] = [inDays(5, "09:00"), inDays(5, "12:00")];
  await scheduled(page, calendar, title, slot);
  await calendar.trouble({ kind: "server-error-500", email: mei.email, seconds: 600 });
  const form = await openEditForm(page, title);
  await form.at(later);
  await form.sent();
  await expect(page.getByText("Meeting saved. The update is being sent.")).toBeVisible();
  const entry = card(page, title);
  await expect(entry).toContainText(`Sending the update… ${side.app} does not answer just now`);
  await expect(entry).toContainText(onCard(slot));
  await openEditForm(page, title);
  await expect(form.dialog).toContainText("A change of this meeting is still being sent.");
  await page.keyboard.press("Escape");
  await calendar.endTrouble();
  await expect(entry).toContainText(onCard(later), { timeout: 60_000 });
  await expect(entry).not.toContainText("Sending the update");
  expect(startOf(await calendar.theOne(mei, title))).toBe(startOf(asInstants(later)));
  expect(await calendar.mails(amara, title)).toMatchObject([{ kind: "Updated" }, { kind: "Invitation" }]);
});

test("what cannot be is said at its field, and an outage loses nothing", { tag: "@google" }, async ({
  page,
  calendar,
}) => {
  const title = unique("Typed with care");
  await scheduled(page, calendar, title, inDays(5, "14:00"));
  const form = await openEditForm(page, title);
  await form.field("Title").fill("");
  await form.sendUpdate.click();
  await form.fault("Title", "Give the meeting a title.");
  await expect(form.field("Title")).toBeFocused();
  await form.field("Title").fill(title);
  await form.at({ ...inDays(5, "14:00"), end: "13:00" });
  await form.sendUpdate.click();
  await form.fault("End", "The end must come after the start.");
  await form.at({ ...inDays(5), start: "half past", end: "15:00" });
  await form.sendUpdate.click();
  await form.fault("Start", "Write a time such as 14:30.");
  await form.at(inDays(5, "15:00"));
  await form.field("Location").selectOption("Phone call");
  await form.sendUpdate.click();
  await form.fault("Phone number", "Write the phone number.");
  await form.field("Phone number").fill("+46 8 555 010 22");
  await expect(form.field("Location").locator("option")).toHaveText([
    "None",
    "Phone call",
    "In person",
    "Pasted link",
  ]);
  await control("database", "stop");
  try {
    await form.sendUpdate.click();
    await expect(form.dialog.getByText("Almanac cannot reach its database just now.")).toBeVisible();
  } finally {
    await control("database", "start");
  }
  await expect(form.field("Phone number")).toHaveValue("+46 8 555 010 22");
  await expect(async () => {
    await form.sendUpdate.click();
    await expect(form.dialog).toBeHidden({ timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
  await expect(card(page, title)).toContainText("+46 8 555 010 22");
  expect((await calendar.theOne(mei, title)).location).toBe("+46 8 555 010 22");
});

test("without a mouse; closing it changes nothing, and keeps what was typed", { tag: "@google" }, async ({
  page,
  calendar,
}) => {
  const title = unique("By keyboard");
  const slot = inDays(6, "09:00");
  await scheduled(page, calendar, title, slot);
  const keys = page.keyboard;
  const edit = async () => {
    await menuOf(page, title).focus();
    await keys.press("Enter");
    // Letters look an item up once the menu has taken the focus.
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    await keys.press("e");
    await expect(page.getByRole("menuitem", { name: "Edit" })).toBeFocused();
    await keys.press("Enter");
    await expect(page.getByRole("dialog", { name: "Edit meeting" }).getByLabel("Title")).toBeFocused();
  };
  await edit();
  await keys.type(" and no more");
  await keys.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(menuOf(page, title)).toBeFocused();
  await edit();
  const dialog = page.getByRole("dialog", { name: "Edit meeting" });
  await expect(dialog.getByLabel("Title")).toHaveValue(/ and no more/);
  await dialog.getByRole("button", { name: "Discard draft" }).press("Enter");
  await expect(dialog.getByLabel("Title")).toHaveValue(title);
  await dialog.getByLabel("Start", { exact: true }).focus();
  await keys.type("4:30pm");
  await keys.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(card(page, title)).toContainText(onCard(inDays(6, "16:30")));
});

test("who may only read cannot edit", { tag: "@google" }, async ({ page, tomsPage, calendar }) => {
  const title = unique("Read only");
  await scheduled(page, calendar, title, inDays(6, "11:00"));
  const sql = postgres(readStack().databaseUrl, { max: 1 });
  await sql`update users set role = 'viewer' where email = ${tom.email}`;
  try {
    await openRecord(tomsPage, "contact", amara.name);
    await menuOf(tomsPage, title).click();
    await expect(tomsPage.getByRole("menuitem", { name: "Copy link" })).toBeVisible();
    await expect(tomsPage.getByRole("menuitem", { name: "Edit" })).toHaveCount(0);
  } finally {
    await sql`update users set role = 'member' where email = ${tom.email}`;
    await sql.end();
  }
});

/** The fields that a meeting and its event share, by their labels. */
const shared = [
  "Title",
  "Date",
  "Start",
  "End",
  "Time zone",
  "Attendees",
  "Location",
  "Description for attendees",
];

const menuOf = (page: Page, title: string): Locator =>
  card(page, title).getByRole("button", { name: `Actions for ${title}` });

const startOf = ({ start }: Pick<SandboxEvent, "start">): number => Date.parse(start.dateTime ?? "");

/** Schedules a meeting with Amara from her page; answers with its event, once it stands in the calendar. */
async function scheduled(
  page: Page,
  calendar: SandboxCalendar,
  title: string,
  slot: Slot,
): Promise<SandboxEvent> {
  await openRecord(page, "contact", amara.name);
  const form = await openMeetingForm(page);
  await form.field("Title").fill(title);
  await form.at(slot);
  await form.saved();
  await expect(card(page, title)).toContainText("synced");
  return await calendar.theOne(mei, title);
}
