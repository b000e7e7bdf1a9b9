import type { Page } from "@playwright/test";
import postgres from "postgres";
import { axe } from "./axe";
import { settingsPage } from "./connecting";
import { expect, test } from "./fixtures";
import { jon, mei, tom } from "./people";
import { card, openRecord, unique } from "./records";
import { readStack } from "./stack";
import { asInstants, inDays } from "./times";

const rulesPage = "/settings/general/sync-rules";
const list = (page: Page, name: string) => page.getByRole("list", { name });
const own = "Your organisation's domains";
const denied = "Domains that are never logged";
const groups = "Group addresses";

async function add(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label);
  await field.fill(value);
  await field.press("Enter");
}

async function remove(page: Page, value: string): Promise<void> {
  await page.getByRole("button", { name: `Remove ${value}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("an administrator keeps the lists; what is refused stays typed, and the sentence says why", async ({
  page,
}) => {
  await page.goto(rulesPage);
  await expect(page.getByRole("link", { name: "Sync rules" })).toHaveAttribute("aria-current", "page");
  await expect(list(page, own).getByText("Main", { exact: true })).toBeVisible();
  await expect(list(page, own).getByRole("button")).toHaveCount(0);
  await expect(list(page, denied)).toContainText("resource.calendar.google.com");

  const field = page.getByLabel("Add a domain of yours");
  await add(page, "Add a domain of yours", "Gmail.com");
  await expect(
    page.getByRole("alert").filter({ hasText: "Anybody can have an address at gmail.com" }),
  ).toBeVisible();
  await expect(field).toHaveValue("Gmail.com");
  await expect(field).toBeFocused();
  await add(page, "Add a domain of yours", "https://www.Müller-Partner.example/about");
  const added = list(page, own).getByRole("listitem").filter({ hasText: "xn--mller-partner-wob.example" });
  await expect(added).toContainText(`Added by ${mei.name}`);
  await expect(field).toHaveValue("");
  await expect(page.getByRole("status").filter({ hasText: "From now on" })).toContainText(
    "count as colleagues. What is on timelines stays.",
  );

  await add(page, "Add a group address", "team@client.example");
  await expect(list(page, groups)).toContainText("team@client.example");
  await add(page, "Add a group address", "TEAM@client.example");
  await expect(page.getByText("team@client.example is on the list already.")).toBeVisible();
  await axe(page);

  await page.reload();
  await expect(added).toBeVisible();
  await remove(page, "xn--mller-partner-wob.example");
  await expect(added).toHaveCount(0);
  await expect(page.getByRole("heading", { name: own })).toBeFocused();
  await remove(page, "team@client.example");
  await expect(list(page, groups)).toContainText("No group address is listed.");
});

test("a change made elsewhere shows by itself, and what is being typed stays", async ({ page, tomsPage }) => {
  const elsewhere = await page.context().newPage();
  const address = `${unique("list").toLowerCase().replace(" ", ".")}@client.example`;
  for (const window of [page, elsewhere, tomsPage]) await window.goto(rulesPage);
  const field = page.getByLabel("Add a group address");
  await field.fill("half-typ");
  await add(elsewhere, "Add a group address", address);
  await expect(list(page, groups)).toContainText(address);
  await expect(list(tomsPage, groups)).toContainText(address);
  await expect(field).toHaveValue("half-typ");
  await expect(field).toBeFocused();

  await page.getByRole("button", { name: `Remove ${address}` }).click();
  await remove(elsewhere, address);
  await expect(page.getByText(address, { exact: true })).toHaveCount(0);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(dialog.getByRole("alert")).toHaveText(`${address} is not on the list any more.`);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: groups })).toBeFocused();
  await expect(field).toHaveValue("half-typ");
});

test("a right that is taken away takes nothing typed along", async ({ page, tomsPage }) => {
  await setRole(tom.email, "admin");
  try {
    await tomsPage.goto(rulesPage);
    const field = tomsPage.getByLabel("Add a domain of yours");
    await field.fill("still-here.example");
    await setRole(tom.email, "member");
    await field.press("Enter");
    await expect(tomsPage.getByText("Only an administrator may do this.")).toBeVisible();
    await expect(tomsPage.getByText(`Administrators change them: ask ${mei.name}`)).toBeVisible();
    await expect(field).toHaveValue("still-here.example");
  } finally {
    await setRole(tom.email, "member");
  }
  await page.goto(rulesPage);
  await expect(list(page, own)).not.toContainText("still-here.example");
});

test("everybody else reads the lists and is told whom to ask", async ({ tomsPage }) => {
  await tomsPage.goto(rulesPage);
  await expect(tomsPage.getByText(`Administrators change them: ask ${mei.name}`)).toBeVisible();
  await expect(list(tomsPage, own)).toContainText(tom.email.split("@")[1] ?? "");
  await expect(tomsPage.getByRole("main").getByRole("button")).toHaveCount(0);
  await expect(tomsPage.getByRole("main").getByRole("textbox")).toHaveCount(0);
});

test("a denied domain keeps what comes next off timelines, and nothing that is there", async ({
  page,
  aContact,
  connectedCalendar: calendar,
}) => {
  const domain = aContact.email.split("@")[1] ?? "";
  const [before, meanwhile, beside, after] = ["Before", "Meanwhile", "Beside", "After"].map((word) =>
    unique(word),
  ) as [string, string, string, string];
  await page.goto(aContact.path);
  await calendar.create(mei, { title: before, on: inDays(4, "08:00"), guests: [aContact] });
  await expect(card(page, before)).toBeVisible();
  await page.goto(rulesPage);
  await add(page, "Add a domain that is never logged", domain);
  await expect(page.getByRole("status").filter({ hasText: "are never logged" })).toBeVisible();
  try {
    await openRecord(page, "contact", jon.name);
    await calendar.create(mei, { title: meanwhile, on: inDays(4, "10:00"), guests: [aContact] });
    await calendar.create(mei, { title: beside, on: inDays(4, "12:00"), guests: [aContact, jon] });
    await expect(card(page, beside)).toBeVisible();
    await page.goto(aContact.path);
    await expect(card(page, before)).toBeVisible();
    await expect(card(page, beside)).toHaveCount(0);
    await expect(card(page, meanwhile)).toHaveCount(0);
  } finally {
    await page.goto(rulesPage);
    await remove(page, domain);
  }
  await page.goto(aContact.path);
  await calendar.create(mei, { title: after, on: inDays(4, "14:00"), guests: [aContact] });
  await expect(card(page, after)).toBeVisible();
  await expect(card(page, meanwhile)).toHaveCount(0);
});

const both = { tag: "@both" };
test(
  "the switches for all-day events and for every occurrence act on what comes next, and say so",
  both,
  async ({ page, aContact, connectedCalendar: calendar }) => {
    const [out, day, series] = ["Day, off", "Day, on", "Daily"].map((word) => unique(word)) as [
      string,
      string,
      string,
    ];
    const allDay = { start: { date: inDays(6).date }, end: { date: inDays(7).date } };
    const guests = [aContact];
    await calendar.create(mei, { title: out, on: inDays(6), guests, ...allDay });
    await page.goto(settingsPage);
    const elsewhere = await page.context().newPage();
    await elsewhere.goto(settingsPage);
    await turn(page, "All-day events", "From now on, all-day events come onto timelines.");
    await expect(elsewhere.getByRole("switch", { name: "All-day events" })).toBeChecked();
    await elsewhere.close();
    await turn(page, "Log every occurrence when it takes place", "From now on, each occurrence that begins");
    await axe(page);
    try {
      await page.goto(aContact.path);
      await calendar.create(mei, { title: day, on: inDays(6), guests, ...allDay });
      await expect(card(page, day)).toBeVisible();
      await expect(card(page, out)).toHaveCount(0);

      const recurrence = ["RRULE:FREQ=DAILY;COUNT=3"];
      await calendar.create(mei, { title: series, on: inDays(-3), guests, recurrence });
      await expect(card(page, series)).toHaveCount(1);
      // After the first and before the second.
      await lastLookWas(asInstants(inDays(-3, "22:00")).start.dateTime);
      await expect(card(page, series)).toHaveCount(3, { timeout: 25_000 });
      await expect(card(page, series).first()).toContainText("Completed");
    } finally {
      await page.goto(settingsPage);
      await turn(page, "All-day events", "From now on, all-day events stay out.");
      await turn(page, "Log every occurrence when it takes place", "From now on, only changed occurrences");
    }
  },
);

/** Turns a switch and waits until it says what that means from now on. */
async function turn(page: Page, name: string, sentence: string): Promise<void> {
  await page.getByRole("switch", { name }).click();
  await expect(page.getByRole("status").filter({ hasText: sentence })).toBeVisible();
}

/** Gives a person another role behind the product's back, as another administrator would. */
async function setRole(email: string, role: "admin" | "member"): Promise<void> {
  const sql = postgres(readStack().databaseUrl, { max: 1 });
  await sql`update users set role = ${role} where email = ${email}`;
  await sql.end();
}

/** Lets the last look at what took place be at an earlier instant, as if nobody had looked since. */
async function lastLookWas(at: string): Promise<void> {
  const sql = postgres(readStack().databaseUrl, { max: 1 });
  await sql`
    update calendar_connections set occurrences_until = ${at}
    where occurrences_until is not null`;
  await sql.end();
}
