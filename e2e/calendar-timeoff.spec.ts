import type { Locator, Page } from "@playwright/test";
import postgres from "postgres";
import { axe } from "./axe";
import type { SandboxCalendar } from "./calendar";
import { disconnect, ensureConnected, settingsPage } from "./connecting";
import { expect, test } from "./fixtures";
import { openMeetingForm } from "./meeting-form";
import { jon, mei, tom } from "./people";
import { openRecord, unique } from "./records";
import { readStack } from "./stack";
import { inDays } from "./times";

const timeOffPage = "/settings/general/time-off";

test("time off goes into the calendar, follows it both ways, and nobody gets mail", async ({
  page,
  connectedCalendar: calendar,
}) => {
  const [note, changed, theirs] = [unique("Dentist"), unique("Surgery"), unique("Conference")];
  await page.goto(timeOffPage);
  const form = await openForm(page, "Add time off");
  await form.getByLabel("First day").fill(inDays(9).date);
  await form.getByLabel("Last day").fill(inDays(10).date);
  await form.getByLabel("Note").fill(note);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(row(page, note)).toContainText("In your calendar");
  const event = await calendar.theOne(mei, note);
  expect(event).toMatchObject({ eventType: "outOfOffice" });
  await axe(page);

  await row(page, note)
    .getByRole("button", { name: /^Edit / })
    .click();
  await form.getByLabel("Note").fill(changed);
  await form.getByRole("switch", { name: "Whole days" }).click();
  await form.getByLabel("Last day").fill(inDays(9).date);
  await form.getByLabel("From").fill("14");
  await form.getByLabel("Until").fill("16:30");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(row(page, changed)).toContainText("14:00–16:30");
  await calendar.theOne(mei, changed);

  const away = await calendar.create(mei, { title: theirs, on: inDays(12), eventType: "outOfOffice" });
  await expect(row(page, theirs)).toContainText("10:00–10:30");
  await calendar.move(mei, away, inDays(12, "11:00"));
  await expect(row(page, theirs)).toContainText("11:00–11:30");
  await calendar.cancel(mei, away);
  await expect(row(page, theirs)).toHaveCount(0);

  await row(page, changed)
    .getByRole("button", { name: /^Remove / })
    .click();
  const dialog = page.getByRole("dialog", { name: "Remove this time off?" });
  await expect(dialog).toContainText("is taken out of your calendar as well. Nobody gets mail.");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(row(page, changed)).toHaveCount(0);
  await expect.poll(() => standing(calendar, changed)).toBe(0);
});

test("what cannot be told waits and says why, and the switch keeps the two apart", async ({
  page,
  side,
  connectedCalendar: calendar,
}) => {
  const [waits, apart] = [unique("Waits"), unique("Apart")];
  await page.goto(timeOffPage);
  const flip = page.getByRole("switch", { name: "Keep time off and my calendar the same" });
  await expect(flip).toBeChecked();
  await flip.click();
  await expect(page.getByText("Off: time off stays here")).toBeVisible();
  const said = page.getByRole("status").filter({ hasText: "From now on" });
  await expect(said).toContainText("nothing goes either way. What stands in both places stays in both.");
  await addDay(page, apart, 14);
  await expect(row(page, apart)).toContainText("Only here");
  await flip.click();
  await expect(page.getByText(`stands in ${side.app}`)).toBeVisible();
  expect(await standing(calendar, apart)).toBe(0);

  await calendar.trouble({ kind: "revoke-grant", email: mei.email });
  await addDay(page, waits, 15);
  await expect(row(page, waits)).toContainText("Reconnect your calendar to bring it there.");
  await expect(row(page, waits)).toContainText("Waiting");
  await ensureConnected(page, side, mei);
  await page.goto(timeOffPage);
  await expect(row(page, waits)).toContainText("In your calendar");
  await calendar.theOne(mei, waits);
});

test("without a calendar the page says so; a teammate's chip tells until when, and never the note", async ({
  page,
  side,
  tomsPage,
  connectedCalendar: _,
}) => {
  const secret = unique("Clinic");
  await tomsPage.goto(timeOffPage);
  await expect(tomsPage.getByText("Your calendar is not connected, so time off stays here.")).toBeVisible();
  await addDay(tomsPage, secret, 17);
  await expect(row(tomsPage, secret)).toContainText("Only here");

  await openRecord(page, "contact", jon.name);
  const form = await openMeetingForm(page);
  await form.at(inDays(17, "11:00"));
  await form.invite(tom.email);
  await expect(form.guests().filter({ hasText: /tom/i })).toContainText(/Out of office until \d+ \w{3}/);
  await expect(form.dialog).not.toContainText(secret);
  await form.at(inDays(19, "11:00"));
  await expect(form.guests().filter({ hasText: /tom/i })).not.toContainText("Out of office");

  await page.goto(settingsPage);
  await disconnect(page);
  await page.goto(timeOffPage);
  await expect(page.getByRole("link", { name: "Connect your calendar" })).toBeVisible();
  await ensureConnected(page, side, mei);
});

test("bad input gets one sentence, and nothing typed is lost", async ({ page }) => {
  await page.goto(timeOffPage);
  const form = await openForm(page, "Add time off");
  await form.getByLabel("Note").fill("Kept");
  await form.getByLabel("First day").fill(inDays(9).date);
  await form.getByLabel("Last day").fill(inDays(8).date);
  await form.getByRole("button", { name: "Save" }).click();
  const last = form.getByLabel("Last day");
  await expect(last).toHaveAccessibleDescription("The last day must not come before the first.");
  await expect(last).toBeFocused();
  await expect(form.getByLabel("Note")).toHaveValue("Kept");
  await axe(page);
});

test("a note without a single space stays within its card, on a narrow screen as well", async ({ page }) => {
  const note = `${unique("Long")}${"x".repeat(240)}`;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(timeOffPage);
  await addDay(page, note, 21);
  await expect(row(page, note)).toBeVisible();
  const overflow = () =>
    page.getByRole("main").evaluate((main) => {
      const edge = main.getBoundingClientRect().right;
      return [...main.querySelectorAll("li, p, button")].filter(
        (one) => one.getBoundingClientRect().right > edge,
      ).length;
    });
  expect(await overflow()).toBe(0);
  await row(page, note)
    .getByRole("button", { name: /^Remove / })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(row(page, note)).toHaveCount(0);
});

test("who may only read is offered nothing to change", async ({ tomsPage }) => {
  const sql = postgres(readStack().databaseUrl, { max: 1 });
  await sql`update users set role = 'viewer' where email = ${tom.email}`;
  try {
    await tomsPage.goto(timeOffPage);
    await expect(tomsPage.getByRole("heading", { name: "Time off" })).toBeVisible();
    await expect(tomsPage.getByRole("main").getByRole("button")).toHaveCount(0);
    await expect(tomsPage.getByRole("main").getByRole("switch")).toHaveCount(0);
  } finally {
    await sql`update users set role = 'member' where email = ${tom.email}`;
    await sql.end();
  }
});

const row = (page: Page, note: string): Locator => page.getByRole("listitem").filter({ hasText: note });

const standing = async (calendar: SandboxCalendar, title: string): Promise<number> =>
  (await calendar.titled(mei, title)).filter((event) => event.status !== "cancelled").length;

async function openForm(page: Page, name: string): Promise<Locator> {
  await page.getByRole("button", { name }).click();
  return page.getByRole("dialog", { name: /(Add|Edit) time off/ });
}

/** Adds one whole day, some days from today. */
async function addDay(page: Page, note: string, days: number): Promise<void> {
  const form = await openForm(page, "Add time off");
  await form.getByLabel("First day").fill(inDays(days).date);
  await form.getByLabel("Last day").fill(inDays(days).date);
  await form.getByLabel("Note").fill(note);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
}
