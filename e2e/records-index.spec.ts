import { expect, test } from "./fixtures";
import { amara } from "./people";
import { createRecord, type Kind, pathOf, unique } from "./records";

const rows = "tbody tr";

test("?q= searches, in any script and whatever the accents", async ({ page }) => {
  const searches = [
    ["/contacts?q=lindqvist", "Amara Lindqvist"],
    ["/contacts?q=nunez", "Zoë Núñez"],
    ["/contacts?q=Παπαδ", "Ελένη Παπαδοπούλου"],
    ["/companies?q=northwind", "Northwind"],
    ["/deals?q=warehouse", "Warehouse add-on"],
    ["/tickets?q=certificate", "SSO certificate expired"],
  ] as const;
  for (const [address, name] of searches) {
    await page.goto(address);
    await expect(page.getByRole("table").getByRole("link", { name, exact: true })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: /^\d+ records? found$/ })).toBeVisible();
    await expect(page.locator(rows)).not.toHaveCount(50);
  }
});

test("searching while typing keeps the address in step, and Clear shows all again", async ({ page }) => {
  await page.goto("/contacts");
  await page.getByLabel("Search contacts").fill("amara");
  await expect(page).toHaveURL(/\/contacts\?q=amara$/);
  await expect(page.locator(rows)).toHaveCount(1);
  await expect(page.getByLabel("Search contacts")).toBeFocused();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(page).toHaveURL(/\/contacts$/);
  await expect(page.locator(rows)).toHaveCount(50);
});

test("nothing found says what was searched, as text", async ({ page }) => {
  const search = "<b>nobody</b> & 'co' %";
  await page.goto(`/contacts?q=${encodeURIComponent(search)}`);
  await expect(page.getByText("No contacts match your search")).toBeVisible();
  await expect(page.getByText(`Nothing was found for “${search}”.`)).toBeVisible();
  await page.getByRole("link", { name: "Clear the search" }).click();
  await expect(page.locator(rows)).toHaveCount(50);
});

test("a column sorts both ways and says so", async ({ page }) => {
  await page.goto("/deals");
  const amount = page.getByRole("columnheader", { name: "Amount" });
  await amount.getByRole("link").click();
  await expect(amount).toHaveAttribute("aria-sort", "ascending");
  await expect(page.locator(rows).first()).toContainText("Freelancer seats");
  await amount.getByRole("link").click();
  await expect(amount).toHaveAttribute("aria-sort", "descending");
  await expect(page.locator(rows).first()).toContainText("Field crew licences");
});

test("Next and Previous go through all of them, each once", async ({ page }) => {
  await page.goto("/contacts");
  const hrefs = () => page.locator(`${rows} th a`).evaluateAll((links) => links.map(String));
  const next = page.getByRole("link", { name: "Next", exact: true });
  // What streams in after the frame of the page is there only a moment later on a busy machine.
  await expect(next).toBeVisible();
  const first = await hrefs();
  const seen = [...first];
  while (await next.isVisible()) {
    const place = page.url();
    await next.click();
    await expect(page).not.toHaveURL(place);
    await expect.poll(async () => (await hrefs()).some((href) => seen.includes(href))).toBe(false);
    seen.push(...(await hrefs()));
  }
  await expect(page.getByRole("button", { name: "Next", exact: true })).toBeDisabled();
  await expect(page.getByRole("status").filter({ hasText: "records" })).toHaveText(`${seen.length} records`);
  while (await page.getByRole("link", { name: "Previous", exact: true }).isVisible()) {
    const place = page.url();
    await page.getByRole("link", { name: "Previous", exact: true }).click();
    await expect(page).not.toHaveURL(place);
    await expect.poll(async () => (await hrefs())[0]).not.toBe(undefined);
  }
  await expect.poll(hrefs).toEqual(first);
});

test("a made-up cursor or sort is as if it had not been asked", async ({ page }) => {
  await page.goto("/contacts?cursor=made-up&sort=password&dir=sideways");
  await expect(page.locator(rows)).toHaveCount(50);
});

for (const kind of ["contact", "company", "deal", "ticket"] as const satisfies Kind[]) {
  test(`a ${kind} made on the index is found there`, async ({ page }) => {
    const { name } = await createRecord(page, kind, unique(`Fresh ${kind} שלום 🌱 <i>`));
    await page.goto(`${pathOf[kind]}?q=${encodeURIComponent(name)}`);
    await expect(page.getByRole("table").getByRole("link", { name, exact: true })).toBeVisible();
  });
}

test("a second contact with the same address is refused, with the way to the first", async ({ page }) => {
  await page.goto("/deals");
  await page.getByRole("banner").getByRole("button", { name: "Create" }).click();
  await page.getByRole("menuitem", { name: "Contact" }).click();
  const panel = page.getByRole("dialog", { name: "Create contact" });
  await panel.getByLabel("Email").fill(amara.email.toUpperCase());
  await panel.getByLabel("First name").fill("Another");
  await panel.getByLabel("Job title").fill("Impostor");
  await panel.getByRole("button", { name: "Create", exact: true }).click();
  await expect(panel.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await expect(panel.getByLabel("Job title")).toHaveValue("Impostor");
  await panel.getByRole("link", { name: amara.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: amara.name })).toBeVisible();
});

test("what cannot be a record is said at the field, and stays to be mended", async ({ page }) => {
  await page.goto("/companies");
  await page.getByRole("button", { name: "Create company" }).click();
  const panel = page.getByRole("dialog", { name: "Create company" });
  const create = panel.getByRole("button", { name: "Create", exact: true });
  await create.click();
  await expect(panel.getByLabel("Company name")).toHaveAccessibleDescription("Company name is needed.");
  await panel.getByLabel("Company name").fill("x".repeat(10_000));
  await panel.getByLabel("Company domain name").fill("not a domain");
  await create.click();
  await expect(panel.getByLabel("Company name")).toHaveAccessibleDescription("Use at most 500 characters.");
  await expect(panel.getByLabel("Company domain name")).toHaveAccessibleDescription(/Write the domain alone/);
  await expect(panel.getByLabel("Company name")).toHaveValue("x".repeat(10_000));
});

test("search from anywhere opens a record", async ({ page }) => {
  await page.goto("/settings/general/calendar");
  await page.keyboard.press("Control+k");
  const search = page.getByRole("dialog", { name: "Search" });
  await search.getByRole("combobox").fill("amara lind");
  await expect(search.getByRole("option", { name: /Amara Lindqvist/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: amara.name })).toBeVisible();
});
