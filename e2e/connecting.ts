import { expect, type Page } from "@playwright/test";
import type { Person } from "@/lib/cli/demo-people";

/** At the provider: chooses the account and allows what stays ticked. */
export async function allowAccess(page: Page, as: Person): Promise<void> {
  await chooseAccount(page, as);
  await page.getByRole("button", { name: "Allow" }).click();
}

/** At the provider: chooses the account and stops at the consent page. */
export async function chooseAccount(page: Page, as: Person): Promise<void> {
  await page.getByRole("link", { name: new RegExp(as.email) }).click();
  await expect(page.getByRole("heading", { name: "Almanac wants access to your calendar" })).toBeVisible();
}

type Standing = { connection: { id: string; state: string; push: string } | null; installed: object | null };

/** How the signed-in person's calendar stands, as the pages are told. */
export async function calendarStanding(page: Page): Promise<Standing> {
  const answer = await page.request.get("/api/calendar/state");
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Standing;
}

/** Sees to it that the app is installed and the person's calendar connected, through the real consent pages. */
export async function ensureConnected(page: Page, as: Person): Promise<void> {
  const { connection, installed } = await calendarStanding(page);
  const isLive = connection !== null && !["disconnected", "reconnect"].includes(connection.state);
  if (!isLive && installed) {
    await page.goto("/settings/general/calendar");
    await page.getByRole("button", { name: /^(Connect your calendar|Reconnect)$/ }).click();
  } else if (!isLive) {
    await page.goto("/marketplace/google-calendar");
    await page.getByRole("button", { name: "Connect app" }).click();
  }
  if (!isLive) {
    await allowAccess(page, as);
    await page.waitForURL(/calendar=(installed|connected)/);
  }
  await expectInSync(page);
}

/** Waits until the calendar is in sync and Google's messages come in. */
export async function expectInSync(page: Page): Promise<void> {
  await expect
    .poll(async () => (await calendarStanding(page)).connection, { timeout: 20_000 })
    .toMatchObject({ state: "in-sync", push: "push" });
}

/** Sees to it that no calendar app is installed. */
export async function ensureUninstalled(page: Page): Promise<void> {
  if (!(await calendarStanding(page)).installed) return;
  await page.goto("/marketplace/google-calendar");
  await page.getByRole("button", { name: "Uninstall" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Uninstall" }).click();
  await expect(page.getByRole("button", { name: "Connect app" })).toBeVisible();
}
