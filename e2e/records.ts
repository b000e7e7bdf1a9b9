import { expect, type Locator, type Page } from "@playwright/test";

export type Kind = "contact" | "company" | "deal" | "ticket";
export type MadeRecord = { id: string; path: string; name: string; email: string };

export const pathOf: Record<Kind, string> = {
  contact: "/contacts",
  company: "/companies",
  deal: "/deals",
  ticket: "/tickets",
};
const nameLabel: Record<Kind, string> = {
  contact: "Last name",
  company: "Company name",
  deal: "Deal name",
  ticket: "Ticket name",
};

let made = 0;

/** A name nobody else in this run has, so that no journey meets another one's traces. */
export function unique(words: string): string {
  made += 1;
  return `${words} ${Date.now().toString(36)}${made}`;
}

/** Makes a record through its index page and ends on the record's own page. */
export async function createRecord(
  page: Page,
  kind: Kind,
  name = unique(`Journey ${kind}`),
): Promise<MadeRecord> {
  await page.goto(pathOf[kind]);
  await page.getByRole("button", { name: `Create ${kind}` }).click();
  const panel = page.getByRole("dialog", { name: `Create ${kind}` });
  const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, ".")}@journeys.example`;
  if (kind === "contact") await panel.getByLabel("Email").fill(email);
  await panel.getByLabel(nameLabel[kind]).fill(name);
  await panel.getByRole("button", { name: "Create", exact: true }).click();
  await page.waitForURL(new RegExp(`${pathOf[kind]}/[0-9a-f-]{36}$`));
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const path = new URL(page.url()).pathname;
  return { id: path.split("/")[2] ?? "", path, name, email };
}

/** Finds a record of the demo account by its name and opens it. */
export async function openRecord(page: Page, kind: Kind, name: string): Promise<void> {
  await page.goto(`${pathOf[kind]}?q=${encodeURIComponent(name)}`);
  await page.getByRole("table").getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** The timeline's card with this title. */
export const card = (page: Page, title: string): Locator =>
  page.getByRole("article", { name: title, exact: true });

/** Chooses from the actions menu of a card. */
export async function choose(page: Page, title: string, action: string): Promise<void> {
  await card(page, title)
    .getByRole("button", { name: `Actions for ${title}` })
    .click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}
