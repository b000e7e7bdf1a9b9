import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { amara } from "./people";
import { createRecord, openRecord, pathOf, unique } from "./records";

test.describe("About, edited in place", () => {
  test("a good value is stored, also after a reload", async ({ page, aContact: _ }) => {
    await edit(page, "Job title", "Head of <Everything> 🎩");
    await expect(about(page)).toContainText("Head of <Everything> 🎩");
    await page.reload();
    await expect(about(page)).toContainText("Head of <Everything> 🎩");
  });

  test("a bad value says why and stays; Escape leaves the old one", async ({ page, aContact }) => {
    const field = await edit(page, "Email", "not an address");
    await expect(field).toHaveAccessibleDescription("This is not an email address.");
    await expect(field).toHaveValue("not an address");
    await field.press("Escape");
    await expect(field).toBeHidden();
    await expect(about(page)).toContainText(aContact.email);
  });

  test("an address somebody else has is refused, with the way to them", async ({ page, aContact: _ }) => {
    await edit(page, "Email", amara.email);
    await about(page).getByRole("link", { name: amara.name }).click();
    await expect(page.getByRole("heading", { level: 1, name: amara.name })).toBeVisible();
  });

  test("10,000 characters are too many for a name", async ({ page, aCompany }) => {
    const field = await edit(page, "Company name", "x".repeat(10_000));
    await expect(field).toHaveAccessibleDescription("Use at most 500 characters.");
    await field.fill(`${aCompany.name}, renamed`);
    await field.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: `${aCompany.name}, renamed` })).toBeVisible();
  });

  test("each property has its own input", async ({ page, aDeal: _ }) => {
    await edit(page, "Amount", "12500");
    await expect(about(page)).toContainText(/12,500/);
    await open(page, "Deal stage");
    await about(page).getByLabel("Deal stage").selectOption("Contract sent");
    await about(page).getByRole("button", { name: "Save" }).click();
    await expect(about(page)).toContainText("Contract sent");
    await edit(page, "Close date", "2027-03-31");
    await expect(about(page)).toContainText(/31 Mar 2027/);
    await open(page, "Deal owner");
    const owner = about(page).getByRole("combobox", { name: "Deal owner" });
    await owner.fill("Sofia");
    await about(page)
      .getByRole("option", { name: /Sofia Reyes/ })
      .click();
    await about(page).getByRole("button", { name: "Save" }).click();
    await expect(about(page)).toContainText("Sofia Reyes");
  });
});

test.describe("associations", () => {
  test("an existing record is added and taken off again, on both sides", async ({
    page,
    aDeal,
    aContact,
  }) => {
    await associations(page).getByRole("button", { name: "Add deals" }).click();
    const panel = page.getByRole("dialog", { name: "Add deal" });
    await panel.getByRole("tab", { name: "Add existing" }).click();
    await panel.getByLabel("Search deals").fill(aDeal.name);
    await panel.getByRole("checkbox", { name: new RegExp(aDeal.name) }).check();
    await panel.getByRole("button", { name: "Add deal" }).click();
    await associations(page).getByRole("link", { name: aDeal.name }).click();
    await expect(page.getByRole("heading", { level: 1, name: aDeal.name })).toBeVisible();
    await expect(associations(page).getByRole("link", { name: aContact.name })).toBeVisible();

    await associations(page)
      .getByRole("button", { name: `Remove ${aContact.name}` })
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect(associations(page).getByText("No contacts yet.")).toBeVisible();
    await page.goto(aContact.path);
    await expect(associations(page).getByText("No deals yet.")).toBeVisible();
  });

  test("a new record made from here belongs to this one at once", async ({ page, aContact }) => {
    const name = unique("Made from here");
    await associations(page).getByRole("button", { name: "Add tickets" }).click();
    const panel = page.getByRole("dialog", { name: "Add ticket" });
    await panel.getByLabel("Ticket name").fill(name);
    await panel.getByRole("button", { name: "Create", exact: true }).click();
    await associations(page).getByRole("link", { name }).click();
    await expect(associations(page).getByRole("link", { name: aContact.name })).toBeVisible();
  });
});

test("a deleted record's address says so, with 404, and leads back", async ({ page, aTicket }) => {
  await page.getByRole("button", { name: "Actions for this ticket" }).click();
  await page.getByRole("menuitem", { name: "Delete this ticket" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/tickets$/);
  const answer = await page.goto(aTicket.path);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "This ticket does not exist any more" })).toBeVisible();
  await page.getByRole("link", { name: "Back to tickets" }).click();
  await expect(page).toHaveURL(/\/tickets$/);
});

test("an id of another account, of another kind, or none at all shows nothing", async ({ page, aDeal }) => {
  const ids = [
    "00000000-0000-4000-8000-000000000000",
    aDeal.id,
    "1",
    "..%2f..%2fetc",
    "%00",
    "%27%20or%201=1",
  ];
  for (const id of ids) {
    const answer = await page.goto(`${pathOf.contact}/${id}`);
    expect([id, answer?.status()]).toEqual([id, 404]);
    await expect(page.getByRole("heading", { name: aDeal.name })).toHaveCount(0);
  }
  const timeline = await page.request.get(`/api/records/contacts/${aDeal.id}/timeline`);
  expect(timeline.status()).toBe(404);
});

test("names are shown as they were typed, whatever is in them", async ({ page }) => {
  page.on("dialog", () => expect("a script in a name").toBe("never run"));
  const name = unique(`<script>alert(1)</script> "عمر" 👩‍🚀 &amp;`);
  await createRecord(page, "company", name);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.goto(`/companies?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole("table").getByRole("link", { name, exact: true })).toBeVisible();
});

test("what a colleague changes shows without a reload", async ({ page, tomsPage, aContact }) => {
  const title = unique("Promoted");
  await tomsPage.goto(aContact.path);
  await edit(tomsPage, "Job title", title);
  await expect(about(tomsPage)).toContainText(title);
  await expect(about(page)).toContainText(title);
  await openRecord(page, "contact", aContact.name);
});

const about = (page: Page): Locator => page.getByRole("region", { name: /^About this/ });
const associations = (page: Page): Locator => page.getByRole("region", { name: "Associations" });

/** Opens a property for editing. */
async function open(page: Page, label: string): Promise<void> {
  await about(page)
    .getByRole("button", { name: new RegExp(`edit ${label}`, "i") })
    .click();
}

/** Opens a property, writes a value and presses Enter; answers with the field. */
async function edit(page: Page, label: string, value: string): Promise<Locator> {
  await open(page, label);
  const field = about(page).getByRole("textbox", { name: label }).or(about(page).locator("input[type=date]"));
  await field.fill(value);
  await field.press("Enter");
  return field;
}
