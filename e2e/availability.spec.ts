import type { Locator } from "@playwright/test";
import { axe } from "./axe";
import { disconnect, ensureConnected, settingsPage } from "./connecting";
import { expect, test } from "./fixtures";
import { type MeetingForm, openMeetingForm } from "./meeting-form";
import { mei, tom } from "./people";
import { unique } from "./records";
import { inDays } from "./times";

/** A day of this file's own, at nine in Warsaw. */
const day = (clock: string) => inDays(23, clock);
const PX_PER_HOUR = 48;

test("the columns show what keeps people busy, and of a teammate times alone", { tag: "@both" }, async ({
  page,
  side,
  tomsPage,
  connectedCalendar: calendar,
  aContact,
}) => {
  await ensureConnected(tomsPage, side, tom);
  const [own, hidden, theirs, away] = [
    unique("Stand-up"),
    unique("Secret"),
    unique("Interview"),
    unique("Dentist"),
  ];
  await calendar.create(mei, { title: own, on: day("09:00") });
  await calendar.create(mei, { title: hidden, on: day("10:00"), visibility: "private" });
  await calendar.create(tom, { title: theirs, on: day("11:00") });
  await calendar.create(tom, { title: away, on: day("15:00"), eventType: "outOfOffice" });

  await page.goto(aContact.path);
  const form = await openMeetingForm(page);
  await form.at(day("13:00"));
  const [mine, toms] = [columnOf(form, "Your day"), columnOf(form, `Day of ${tom.name}`)];
  await expect(mine.getByRole("listitem").filter({ hasText: own })).toContainText("09:00–09:30");
  await expect(mine.getByRole("listitem").filter({ hasText: "10:00–10:30" }).first()).toContainText("Busy");
  await expect(mine.getByRole("listitem").filter({ hasText: "13:00–13:30" })).toContainText("chosen");
  await expect(toms).toHaveCount(0);

  await form.invite(tom.email);
  await expect(toms.getByRole("listitem").filter({ hasText: "11:00–11:30" }).first()).toContainText("Busy");
  await expect(toms.getByRole("listitem").filter({ hasText: "15:00–15:30" })).toContainText("Out of office");
  for (const text of [hidden, theirs, away]) await expect(form.dialog).not.toContainText(text);
  await axe(page);

  await tomsPage.goto(settingsPage);
  await disconnect(tomsPage);
});

test("a click sets the start and keeps the length, a drag sets both, the arrow keys move them", {
  tag: "@both",
}, async ({ page, connectedCalendar: _, aContact }) => {
  await page.goto(aContact.path);
  const form = await openMeetingForm(page);
  await form.field("Title").fill(unique("Picked"));
  await form.at({ ...day("13:00"), end: "13:45" });
  await form.field("Title").focus();
  const chosen = columnOf(form, "Your day").getByRole("listitem").filter({ hasText: "chosen" });
  await expect(chosen).toContainText("13:00–13:45");
  const hours = form.dialog.getByRole("group", { name: "Hours of the day" });
  // Where the day stands depends on the hour of the test: four hours of room are left above what is chosen.
  const room = (await boxOf(chosen)).y - (await boxOf(hours)).y - 4 * PX_PER_HOUR;
  await hours.evaluate((element, top) => element.scrollBy({ top, behavior: "instant" }), room);
  const box = await boxOf(chosen);
  const hour = (at: number) => box.y + (at - 13) * PX_PER_HOUR + 2;
  const x = box.x + box.width / 2;

  await page.mouse.click(x, hour(11.25));
  await expectTimes(form, "11:15", "12:00");
  await page.mouse.move(x, hour(14));
  await page.mouse.down();
  await page.mouse.move(x, hour(14.5), { steps: 4 });
  await page.mouse.move(x, hour(15.25), { steps: 4 });
  await expect(chosen).toContainText("14:00–15:30");
  await page.mouse.up();
  await expectTimes(form, "14:00", "15:30");

  await hours.press("ArrowDown");
  await expectTimes(form, "14:15", "15:45");
  await hours.press("Shift+ArrowUp");
  await expectTimes(form, "14:15", "15:30");

  await form.dialog.getByRole("button", { name: "Next day" }).click();
  await expect(form.field("Date")).toHaveValue(day("13:00").date);
  await expect(chosen).toHaveCount(0);
  await page.mouse.click(x, hour(14));
  await expect(form.field("Date")).toHaveValue(inDays(24).date);
  await expect(chosen).toBeVisible();
  await form.saved();
});

test("a calendar that does not answer or is not connected is said, and holds nothing up", async ({
  page,
  connectedCalendar: calendar,
  aContact,
}) => {
  await page.goto(aContact.path);
  await calendar.trouble({ kind: "server-error-500", email: mei.email, method: "GET", count: 40 });
  const form = await openMeetingForm(page);
  await form.at(inDays(25));
  await form.invite("sofia@almanac.example");
  const panel = form.dialog.getByRole("complementary", { name: "Availability" });
  await expect(panel).toContainText("Calendar does not answer");
  await expect(panel).toContainText("Calendar not connected");
  await calendar.endTrouble();
  await form.field("Title").fill(unique("Saved all the same"));
  await form.saved();
});

test("on a phone the day is below the fields and unfolds", async ({
  page,
  connectedCalendar: _,
  aContact,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(aContact.path);
  const form = await openMeetingForm(page);
  const panel = form.dialog.getByRole("region", { name: "Availability" });
  const mine = panel.getByRole("list", { name: "Your day" });
  const fold = panel.getByRole("button", { name: "Availability" });
  await expect(mine).toHaveCount(0);
  await fold.click();
  await expect(mine).toBeAttached();
  await panel.scrollIntoViewIfNeeded();
  await axe(page);
  const sizes = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(sizes[0]).toBeLessThanOrEqual(sizes[1] ?? 0);
  await fold.click();
  await expect(mine).toHaveCount(0);
});

const columnOf = (form: MeetingForm, name: string): Locator =>
  form.dialog.getByRole("list", { name, exact: true });

async function boxOf(place: Locator) {
  const box = await place.boundingBox();
  if (!box) throw new Error("it is not shown");
  return box;
}

async function expectTimes(form: MeetingForm, start: string, end: string): Promise<void> {
  await expect(form.field("Start")).toHaveValue(start);
  await expect(form.field("End")).toHaveValue(end);
}
