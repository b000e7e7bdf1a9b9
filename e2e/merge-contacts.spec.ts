import type { Locator, Page } from "@playwright/test";
import { axe, colourRules } from "./axe";
import { expect, test } from "./fixtures";
import { mei } from "./people";
import { card, createRecord, type MadeRecord, unique } from "./records";
import { inDays } from "./times";

test("a merged contact's meeting goes on with the primary, and its old page leads there", async ({
  page,
  context,
  connectedCalendar: calendar,
}) => {
  const [title, renamed] = [unique("Merged call"), unique("Merged call, renamed")];
  const going = await createRecord(page, "contact");
  const event = await calendar.create(mei, { title, on: inDays(2, "09:00"), guests: [going] });
  await expect(card(page, title)).toBeVisible();
  const staying = await createRecord(page, "contact");
  const beside = await context.newPage();
  await beside.goto(going.path);
  await expect(card(beside, title)).toBeVisible();

  const dialog = await openMerge(page);
  await choose(dialog, going);
  await expect(dialog.getByRole("radio", { name: staying.name })).toBeChecked();
  await expect(dialog.getByRole("row", { name: "Email" })).toContainText(staying.email);
  await expect(dialog).toContainText(`${going.email} stays as an additional email`);
  await dialog.getByRole("button", { name: "Merge" }).click();
  await expect(dialog).toBeHidden();
  await expect(card(page, title)).toBeVisible();
  await expect(page.getByRole("region", { name: "Details" })).toContainText(`Additional email${going.email}`);

  // The other window stood on the contact that is no more.
  await expect(beside).toHaveURL(new RegExp(`${staying.path}$`));
  await expect(beside.getByRole("heading", { level: 1, name: staying.name })).toBeVisible();
  await beside.goto(going.path);
  await expect(beside).toHaveURL(new RegExp(`${staying.path}$`));

  await calendar.rename(mei, event, renamed);
  await expect(card(page, renamed)).toBeVisible();
  await expect(card(page, title)).toHaveCount(0);
  await page.goto(`/contacts?q=${encodeURIComponent(going.email)}`);
  await expect(page.getByRole("table").getByRole("link", { name: staying.name })).toBeVisible();
});

test("by keyboard: what is missing is said at the field, and the other one can be the primary", async ({
  page,
  aContact: going,
}) => {
  const staying = await createRecord(page, "contact");
  await page.goto(going.path);
  await page.getByRole("button", { name: "Actions for this contact" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Merge" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Merge contacts" });
  const field = dialog.getByRole("combobox", { name: "Merge with" });
  await expect(field).toBeFocused();
  await dialog.getByRole("button", { name: "Merge" }).press("Enter");
  await expect(field).toHaveAccessibleDescription("Choose the contact to merge with.");
  await expect(field).toBeFocused();

  await field.fill("nobody is called so");
  await expect(dialog.getByText("No other contacts match.")).toBeVisible();
  await field.fill(staying.email);
  await expect(dialog.getByRole("option", { name: staying.name })).toBeVisible();
  await field.press("Enter");
  const primary = dialog.getByRole("radio", { name: going.name });
  await expect(primary).toBeChecked();
  // Enter in the search does nothing that cannot be undone.
  await field.press("Enter");
  await expect(dialog).toBeVisible();
  await primary.focus();
  await primary.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: staying.name })).toBeChecked();
  await expect(dialog).toContainText(`${going.email} stays as an additional email`);
  await dialog.getByRole("button", { name: "Merge" }).press("Enter");
  await expect(page).toHaveURL(new RegExp(`${staying.path}$`));
  await expect(page.getByRole("region", { name: "Details" })).toContainText(going.email);
});

test("one that was merged meanwhile is refused, with the way to what it became", async ({
  page,
  aContact,
}) => {
  const [one, other] = [await createRecord(page, "contact"), await createRecord(page, "contact")];
  await page.goto(aContact.path);
  const dialog = await openMerge(page);
  await choose(dialog, one);
  const elsewhere = await page.context().newPage();
  await elsewhere.goto(other.path);
  const second = await openMerge(elsewhere);
  await choose(second, one);
  await second.getByRole("button", { name: "Merge" }).click();
  await expect(second).toBeHidden();

  await dialog.getByRole("button", { name: "Merge" }).click();
  await expect(dialog.getByRole("alert")).toContainText(`${one.name} was merged into ${other.name} already.`);
  await dialog.getByRole("link", { name: other.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: other.name })).toBeVisible();
});

test("the dialog in light and dark, wide and narrow; only contacts have it", async ({
  page,
  aDeal,
  aContact,
}) => {
  const other = await createRecord(page, "contact");
  const dialog = await openMerge(page);
  await choose(dialog, aContact);
  await expect(dialog.getByRole("table")).toBeVisible();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    await axe(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await axe(page, colourRules);
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Actions for this contact" })).toBeFocused();
  await expect(page.getByRole("heading", { level: 1, name: other.name })).toBeVisible();
  await page.goto(aDeal.path);
  await page.getByRole("button", { name: "Actions for this deal" }).click();
  await expect(page.getByRole("menuitem", { name: "Delete this deal" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Merge" })).toHaveCount(0);
});

async function openMerge(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Actions for this contact" }).click();
  await page.getByRole("menuitem", { name: "Merge" }).click();
  return page.getByRole("dialog", { name: "Merge contacts" });
}

async function choose(dialog: Locator, { name, email }: MadeRecord): Promise<void> {
  await dialog.getByRole("combobox", { name: "Merge with" }).fill(email);
  await dialog.getByRole("option", { name }).click();
  await expect(dialog.getByRole("radio", { name })).toBeVisible();
}
