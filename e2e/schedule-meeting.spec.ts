import { expect, test } from "./fixtures";
import { openMeetingForm } from "./meeting-form";
import { amara, jon, mei, tom } from "./people";
import { card, openRecord, unique } from "./records";
import { inDays, onCard } from "./times";

test.beforeEach(async ({ connectedCalendar: _ }) => undefined);

test("from a contact: the event is made, the guest invited, and the note stays here", async ({
  page,
  side,
  calendar,
}) => {
  const title = unique("Renewal call");
  const slot = inDays(9, "14:00");
  await openRecord(page, "contact", amara.name);
  const form = await openMeetingForm(page);
  await expect(form.guests()).toContainText([amara.name]);
  await form.field("Title").fill(title);
  await form.at(slot);
  await form.field("Location").selectOption(side.conference);
  await form.field("Description for attendees").fill("We walk through the draft.");
  await form.field("Internal note").fill("She wants net-45.");
  await expect(form.dialog).toContainText(`1 person will be invited by ${side.maker}.`);
  await form.saved();

  const entry = card(page, title);
  await expect(entry).toContainText(onCard(slot));
  await expect(entry).toContainText("1 awaiting");
  await expect(entry).toContainText("We walk through the draft.");
  await expect(entry).toContainText("She wants net-45.");
  await expect(entry.getByRole("link", { name: side.conference })).toBeVisible();
  await expect(entry.getByRole("link", { name: `Join ${title}` })).toHaveAttribute("href", /^https:/);

  const event = await calendar.theOne(mei, title);
  expect(event.attendees?.map(({ email }) => email)).toContain(amara.email);
  expect(event.description).toContain("We walk through the draft.");
  expect(event.hangoutLink).toMatch(/^https:/);
  expect(JSON.stringify(event)).not.toContain("net-45");
  expect(await calendar.mails(amara, title)).toMatchObject([{ kind: "Invitation", from: mei.email }]);
  // The guest's own calendar has it too.
  await calendar.theOne(amara, title);
});

const others = [
  { kind: "company", name: "Northwind" },
  { kind: "deal", name: `Renewal ${new Date().getFullYear() + 1}` },
  { kind: "ticket", name: "SSO certificate expired" },
] as const;

for (const { kind, name } of others) {
  test(`from a ${kind}: its people are offered, and the meeting is on its timeline and theirs`, {
    tag: "@google",
  }, async ({ page, calendar }) => {
    const title = unique(`About the ${kind}`);
    const slot = inDays(10, "11:00");
    await openRecord(page, kind, name);
    const form = await openMeetingForm(page);
    await expect(form.guests()).toHaveCount(0);
    await form.field("Title").fill(title);
    await form.at(slot);
    await form.take(amara.name);
    await form.invite(tom.email);
    await form.invite("outsider@elsewhere.example");
    await form.saved();

    await expect(card(page, title)).toContainText(onCard(slot));
    const event = await calendar.theOne(mei, title);
    expect(event.attendees?.map(({ email }) => email)).toEqual(
      expect.arrayContaining([amara.email, tom.email, "outsider@elsewhere.example"]),
    );
    expect(await calendar.mails(amara, title)).toHaveLength(1);
    expect(await calendar.mails({ email: "outsider@elsewhere.example" }, title)).toHaveLength(1);
    await openRecord(page, "contact", amara.name);
    await expect(card(page, title)).toBeVisible();
  });
}

test("it is logged on what is ticked and not on what is unticked", { tag: "@google" }, async ({
  page,
  aDeal,
}) => {
  const title = unique("Ticked");
  await openRecord(page, "contact", amara.name);
  const form = await openMeetingForm(page);
  await form.field("Title").fill(title);
  // Soon, so that it is among the first that Upcoming shows of a company that many journeys meet.
  await form.at(inDays(1, "06:00"));
  const log = form.dialog.getByRole("group", { name: "Log on" });
  await log.getByRole("checkbox", { name: /Warehouse add-on/ }).uncheck();
  await log.getByRole("button", { name: "+ Add record" }).click();
  await log.getByRole("combobox", { name: "Add record" }).fill(aDeal.name);
  await log.getByRole("option").filter({ hasText: aDeal.name }).click();
  await expect(log.getByRole("checkbox", { name: new RegExp(aDeal.name) })).toBeChecked();
  await form.saved();
  await expect(card(page, title)).toBeVisible();
  await page.goto(aDeal.path);
  await expect(card(page, title)).toBeVisible();
  await openRecord(page, "company", "Northwind");
  await expect(card(page, title)).toBeVisible();
  await openRecord(page, "deal", "Warehouse add-on");
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(card(page, title)).toHaveCount(0);
});

test("pressing Save twice makes one meeting, one event, one invitation", async ({ page, calendar }) => {
  const title = unique("Pressed twice");
  await openRecord(page, "contact", jon.name);
  const form = await openMeetingForm(page);
  await form.field("Title").fill(title);
  // Soon, so that it is among the first that Upcoming shows of somebody whom many journeys meet.
  await form.at(inDays(1));
  await form.save.dblclick();
  await expect(form.dialog).toBeHidden();
  await expect(card(page, title)).toHaveCount(1);
  await calendar.theOne(mei, title);
  expect(await calendar.mails(jon, title)).toHaveLength(1);
});

test("a start in the past logs the meeting and invites nobody", async ({ page, calendar }) => {
  const title = unique("Already met");
  const slot = inDays(-2);
  await openRecord(page, "contact", amara.name);
  const form = await openMeetingForm(page);
  await form.field("Title").fill(title);
  await form.at(slot);
  await expect(form.dialog).toContainText("the meeting is logged and no invitation is sent");
  await form.dialog.getByRole("button", { name: "Log meeting" }).click();
  await expect(form.dialog).toBeHidden();
  const entry = card(page, title);
  await expect(entry).toContainText(onCard(slot));
  await expect(entry.getByLabel("Outcome")).toHaveValue("Completed");
  await expect(entry).toContainText("Not in a calendar");
  expect(await calendar.titled(mei, title)).toEqual([]);
  expect(await calendar.mails(amara, title)).toEqual([]);
});

test("without a mouse", { tag: "@google" }, async ({ page, calendar, aContact }) => {
  const title = unique("Typed only");
  const slot = inDays(13, "16:30");
  const keys = page.keyboard;
  await page.getByRole("button", { name: "Meeting", exact: true }).focus();
  await keys.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Schedule a meeting" });
  await expect(dialog.getByLabel("Title")).toBeFocused();
  await keys.type(title);
  await tabTo(page, "Date");
  // The order in which the browser's date field takes the parts is its language's.
  await keys.press("ArrowUp");
  await dialog.getByLabel("Date").fill(slot.date);
  await tabTo(page, "Start");
  await keys.type("4:30pm");
  await tabTo(page, "End");
  await expect(dialog.getByLabel("Start", { exact: true })).toHaveValue("16:30");
  await expect(dialog.getByLabel("End", { exact: true })).toHaveValue("17:00");
  await tabTo(page, "Attendees");
  await keys.type(jon.email);
  await expect(dialog.getByRole("option").first()).toContainText(jon.name);
  await keys.press("Enter");
  await expect(dialog.getByRole("list", { name: "Chosen guests" })).toContainText(jon.name);
  await tabTo(page, "Location");
  await keys.type("Phone");
  await tabTo(page, "Phone number");
  await keys.type("+46 8 555 010 22");
  await tabTo(page, "Internal note");
  await keys.type("By keyboard");
  await keys.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Meeting", exact: true })).toBeFocused();
  await expect(card(page, title)).toContainText(onCard(slot));
  const event = await calendar.theOne(mei, title);
  expect(event.attendees?.map(({ email }) => email)).toEqual(
    expect.arrayContaining([jon.email, aContact.email]),
  );
  expect(event.location).toBe("+46 8 555 010 22");
});

/** Presses Tab until the field of this label has the focus. */
async function tabTo(page: import("@playwright/test").Page, label: string): Promise<void> {
  const field = page.getByRole("dialog").getByLabel(label, { exact: true });
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press("Tab");
    if (await field.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never reached ${label}`);
}
