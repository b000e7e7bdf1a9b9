import { expect, type Page } from "@playwright/test";
import type { Person } from "@/lib/cli/demo-people";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";
import { type Side, sides } from "./sides";

export const settingsPage = "/settings/general/calendar";

/** At the provider: chooses the account, and agrees where it is asked. Whoever accepted at Microsoft before is not. */
export async function allowAccess(page: Page, side: Side, as: Person): Promise<void> {
  await pickAccount(page, side, as);
  if (page.url().includes("/consent?")) await agree(page, side);
}

/** At the provider: chooses the account and stops at the consent page, which has to come. */
export async function chooseAccount(page: Page, side: Side, as: Person): Promise<void> {
  await pickAccount(page, side, as);
  await expect(page.getByRole("heading", { name: side.consentTitle })).toBeVisible();
}

/** Gives the access on the consent page that stands open. */
export async function agree(page: Page, side: Side): Promise<void> {
  await page.getByRole("button", { name: side.consent, exact: true }).click();
}

async function pickAccount(page: Page, side: Side, as: Person): Promise<void> {
  await page.getByRole("link", { name: new RegExp(as.email) }).click();
  await page.waitForURL((url) => !side.chooser.test(url.pathname));
}

/** How the signed-in person's calendar stands, as the pages are told. */
export async function calendarStanding(page: Page): Promise<CalendarSettings> {
  const answer = await page.request.get("/api/calendar/state");
  expect(answer.status()).toBe(200);
  return (await answer.json()) as CalendarSettings;
}

/** Sees to it that this provider's app is installed and the person's calendar connected, through the real pages. */
export async function ensureConnected(page: Page, side: Side, as: Person): Promise<void> {
  if ((await calendarStanding(page)).installed?.provider !== side.provider) await ensureUninstalled(page);
  const { connection, installed } = await calendarStanding(page);
  const isTheirs = connection?.email === as.email && connection.state !== "disconnected";
  if (!isTheirs || connection.state === "reconnect") {
    await page.goto(installed ? settingsPage : `/marketplace/${side.slug}`);
    if (connection) await disconnect(page);
    const name = installed ? "Connect your calendar" : "Connect app";
    await page.getByRole("button", { name }).click();
    await allowAccess(page, side, as);
    await page.waitForURL(/calendar=(installed|connected)/);
  } else if (!connection.syncing) {
    await page.goto(settingsPage);
    await page.getByRole("switch", { name: "Sync my calendar" }).click();
  }
  await expectInSync(page);
}

/** Waits until the calendar is in sync, the provider's messages come in, and the pull after their beginning is over. */
export async function expectInSync(page: Page): Promise<void> {
  let before: string | null | undefined;
  const standing = async () => {
    const { connection } = await calendarStanding(page);
    const isQuiet = connection?.lastPullAt === before;
    before = connection?.lastPullAt;
    return { ...connection, isQuiet };
  };
  await expect
    .poll(standing, { timeout: 30_000, intervals: [400] })
    .toMatchObject({ state: "in-sync", delivery: "push", syncing: true, isQuiet: true });
}

/** Sees to it that no calendar app is installed. */
export async function ensureUninstalled(page: Page): Promise<void> {
  const { installed } = await calendarStanding(page);
  if (!installed) return;
  await page.goto(`/marketplace/${sides[installed.provider].slug}`);
  await page.getByRole("button", { name: "Uninstall" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Uninstall" }).click();
  await expect(page.getByRole("button", { name: "Connect app" })).toBeVisible();
}

/** Disconnects on the settings page that stands open. */
export async function disconnect(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Disconnect" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByRole("button", { name: "Connect your calendar" })).toBeVisible();
}
