import type { Page } from "@playwright/test";
import { axe } from "./axe";
import { expect, test } from "./fixtures";
import { openMeetingForm } from "./meeting-form";
import { jon, mei, tom } from "./people";
import { card, openRecord, unique } from "./records";
import { inDays } from "./times";

const syncLog = "/settings/general/sync-log";

test.beforeEach(async ({ connectedCalendar: _ }) => undefined);

const row = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title }).first();
const search = (page: Page, text: string) =>
  page.getByRole("searchbox", { name: "Search the sync log" }).fill(text);

test("every event is told with what was decided and why, and can be searched and filtered @both", async ({
  page,
  calendar,
}) => {
  const run = unique("run");
  const [met, inside, secret] = [`Met ${run}`, `Inside ${run}`, `Secret ${run}`];
  await page.goto(syncLog);
  await calendar.create(mei, { title: met, on: inDays(4, "08:00"), guests: [jon] });
  await calendar.create(mei, { title: inside, on: inDays(4, "09:00"), guests: [tom] });
  await calendar.create(mei, { title: secret, on: inDays(4, "11:00"), guests: [jon], visibility: "private" });
  await expect(row(page, met)).toContainText("Logged");
  await expect(row(page, inside)).toContainText("Everyone invited belongs to your organisation");
  await expect(row(page, "Private event")).toContainText("nothing of it is kept");
  await expect(page.getByText(secret)).toHaveCount(0);
  await axe(page);

  await search(page, jon.email);
  await expect(row(page, met)).toBeVisible();
  await expect(row(page, inside)).toHaveCount(0);
  await page.getByRole("link", { name: "Left out" }).click();
  await expect(row(page, met)).toHaveCount(0);
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(row(page, inside)).toBeVisible();
  await search(page, `nothing ${run}`);
  await expect(page.getByText("No event matches")).toBeVisible();
  await page.getByRole("link", { name: "Show all events" }).click();
  await row(page, met)
    .getByRole("link", { name: `Show on ${jon.name}` })
    .click();
  await expect(card(page, met)).toBeVisible();
  await card(page, met).getByRole("link", { name: "Why is it here?" }).click();
  await expect(row(page, met)).toContainText("One of your contacts takes part");
  await expect(row(page, inside)).toHaveCount(0);
});

test("Create contact and log brings a stranger's meeting onto their new timeline @both", async ({
  page,
  calendar,
}) => {
  const title = unique("Intro");
  const email = `${title.toLowerCase().replace(" ", ".")}@orbit.example`;
  await calendar.create(mei, { title, on: inDays(5, "08:00"), guests: [{ email }] });
  await page.goto(syncLog);
  await expect(row(page, title)).toContainText("No match");
  await row(page, title)
    .getByRole("button", { name: `Create contact ${email} and log` })
    .dblclick();
  await expect(row(page, title)).toContainText("Logged");
  await row(page, title)
    .getByRole("link", { name: `Show on ${email}` })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: email })).toBeVisible();
  await expect(card(page, title)).toHaveCount(1);
});

test("the log of a calendar that is off says why nothing can be logged from it", async ({
  page,
  calendar,
}) => {
  const title = unique("Too late");
  await calendar.create(mei, { title, on: inDays(5, "09:00"), guests: [{ email: "late@orbit.example" }] });
  await page.goto(syncLog);
  await expect(row(page, title)).toContainText("late@orbit.example is not a contact.");
  await page.goto("/settings/general/calendar");
  await page.getByRole("switch", { name: "Sync my calendar" }).click();
  await expect(page.getByText("Sync is off")).toBeVisible();
  await page.getByRole("link", { name: "Why is a meeting here, or missing?" }).click();
  await expect(row(page, title)).toContainText("Turn on Sync my calendar to log this event.");
  await expect(row(page, title).getByRole("button")).toHaveCount(0);
});

test("nobody else sees it: a colleague's own log has none of it", async ({ calendar, tomsPage, page }) => {
  const title = unique("Mine alone");
  await calendar.create(mei, { title, on: inDays(5, "10:00"), guests: [jon] });
  await page.goto(syncLog);
  await expect(row(page, title)).toBeVisible();
  await tomsPage.goto(syncLog);
  // What his own calendar told while it was connected may stand there.
  await expect(tomsPage.getByRole("heading", { name: "Why is a meeting here, or missing?" })).toBeVisible();
  await expect(tomsPage.getByRole("searchbox", { name: "Search the sync log" })).toBeVisible();
  await expect(tomsPage.getByText(title)).toHaveCount(0);
});

test("what was written to the calendar is told with who was mailed and why", async ({ page }) => {
  const title = unique("Sent by hand");
  await openRecord(page, "contact", jon.name);
  const form = await openMeetingForm(page);
  await form.field("Title").fill(title);
  await form.at(inDays(6, "12:00"));
  await form.saved();
  await expect(card(page, title)).toContainText("synced", { timeout: 30_000 });
  await page.goto(syncLog);
  await page.getByRole("link", { name: "Written to my calendar" }).click();
  await expect(row(page, title)).toContainText("Created: title, time and guests");
  await expect(row(page, title)).toContainText(`Mail went to ${jon.email}.`);
  await expect(row(page, title)).toContainText("A meeting was scheduled in Almanac.");
  await expect(row(page, title)).toContainText(mei.name);
  await axe(page);
});
