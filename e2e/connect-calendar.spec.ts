import type { Page } from "@playwright/test";
import {
  allowAccess,
  calendarStanding,
  chooseAccount,
  ensureConnected,
  ensureUninstalled,
} from "./connecting";
import { expect, test } from "./fixtures";
import { mei, tom } from "./people";

const settings = "/settings/general/calendar";

test.describe("from a fresh account", () => {
  test.beforeEach(async ({ page, calendar: _ }) => {
    await ensureUninstalled(page);
  });

  test("an admin finds the app in the Marketplace and installs it", async ({ page }) => {
    await page.goto("/contacts");
    await page.getByRole("banner").getByRole("link", { name: "Marketplace" }).click();
    await page.getByLabel("Search apps").fill("Google Calendar");
    await page.getByRole("link", { name: "View Google Calendar" }).click();
    await page.getByRole("button", { name: "Connect app" }).click();
    await allowAccess(page, mei);
    const dialog = page.getByRole("dialog", { name: "Google Calendar is installed" });
    await expect(dialog).toContainText(mei.email);
    await dialog.getByRole("link", { name: "Calendar settings" }).click();
    await expect(page.getByRole("heading", { name: "Google Calendar" })).toBeVisible();
    await expect(page.getByText(`${mei.email} · primary calendar`)).toBeVisible();
    await expect(page.getByText("In sync")).toBeVisible();
    await expect(page.getByText("until the push channel renews itself")).toBeVisible();
  });

  test("refusing at Google connects nothing and says so", async ({ page }) => {
    await page.goto("/marketplace/google-calendar");
    await page.getByRole("button", { name: "Connect app" }).click();
    await chooseAccount(page, mei);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "The calendar was not connected, because access was refused at Google.",
    );
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    expect(await calendarStanding(page)).toMatchObject({ connection: null, installed: null });
  });

  test("an unticked calendar permission is noticed, and trying again works", async ({ page, calendar }) => {
    // Google adds what was granted earlier, so that only a first consent can lack it.
    await calendar.trouble({ kind: "revoke-grant", email: mei.email });
    await page.goto("/marketplace/google-calendar");
    await page.getByRole("button", { name: "Connect app" }).click();
    await chooseAccount(page, mei);
    await page.getByRole("checkbox").first().uncheck();
    await page.getByRole("button", { name: "Allow" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "permission was not ticked at Google",
    );
    expect(await calendarStanding(page)).toMatchObject({ connection: null, installed: null });
    await page.getByRole("button", { name: "Try again" }).click();
    await allowAccess(page, mei);
    await expect(page.getByRole("dialog", { name: "Google Calendar is installed" })).toBeVisible();
  });

  test("a provider that is down leaves everything as it was", async ({ page, calendar }) => {
    await page.goto("/marketplace/google-calendar");
    await page.getByRole("button", { name: "Connect app" }).click();
    await chooseAccount(page, mei);
    await calendar.trouble({ kind: "server-error-500", seconds: 20, pathContains: "/token" });
    await page.getByRole("button", { name: "Allow" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Google did not answer.");
    expect(await calendarStanding(page)).toMatchObject({ connection: null, installed: null });
  });

  test("a colleague reads who can install it, and connects once it is", async ({
    page,
    tomsPage,
    calendar: _,
  }) => {
    await tomsPage.goto(settings);
    await expect(tomsPage.getByText(`Ask ${mei.name}`)).toBeVisible();
    await tomsPage.goto("/marketplace/google-calendar");
    await expect(
      tomsPage.getByText(`Only an administrator can install apps. Ask ${mei.name}.`),
    ).toBeVisible();
    await expect(tomsPage.getByRole("button", { name: "Connect app" })).toBeDisabled();

    await ensureConnected(page, mei);

    await tomsPage.goto(settings);
    await tomsPage.getByRole("button", { name: "Connect your calendar" }).click();
    await allowAccess(tomsPage, tom);
    await expect(tomsPage.getByRole("main").getByRole("status")).toContainText("Your calendar is connected.");
    await expect(tomsPage.getByText(`${tom.email} · primary calendar`)).toBeVisible();
    await disconnect(tomsPage);
  });
});

test.describe("on the way back from Google", () => {
  test("an answer that comes a second time changes nothing", async ({ page, connectedCalendar: _ }) => {
    const answers = answersOf(page);
    await page.goto(settings);
    await disconnect(page);
    await page.getByRole("button", { name: "Connect your calendar" }).click();
    await allowAccess(page, mei);
    await expect(page.getByRole("main").getByRole("status")).toContainText("Your calendar is connected.");
    const before = await calendarStanding(page);
    await page.goto(answers[0] ?? "");
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "could not be matched to the request",
    );
    expect((await calendarStanding(page)).connection).toMatchObject({
      id: before.connection?.id,
      state: "in-sync",
    });
  });

  test("a code that was traded before is refused, also by a browser that kept its cookie", async ({
    page,
    connectedCalendar: _,
  }) => {
    const answers = answersOf(page);
    await page.goto(settings);
    await disconnect(page);
    await page.getByRole("button", { name: "Connect your calendar" }).click();
    await chooseAccount(page, mei);
    const kept = await page.context().cookies();
    await page.getByRole("button", { name: "Allow" }).click();
    await page.waitForURL(/calendar=connected/);
    await disconnect(page);
    await page.context().addCookies(kept);
    await page.goto(answers[0] ?? "");
    await expect(page.getByRole("main").getByRole("alert")).toContainText("was used before");
    expect((await calendarStanding(page)).connection).toBeNull();
  });

  test("a wrong or missing state is refused, and nothing is stored", async ({
    page,
    connectedCalendar: _,
  }) => {
    await page.goto(settings);
    await disconnect(page);
    for (const query of ["code=made-up&state=made-up", "code=made-up", "state=made-up", ""]) {
      await page.getByRole("button", { name: "Connect your calendar" }).click();
      await chooseAccount(page, mei);
      await page.goto(`/api/calendar/google/callback?${query}`);
      await expect(page.getByRole("main").getByRole("alert")).toHaveCount(1);
      await expect(page.getByRole("main").getByRole("alert")).toContainText("could not be matched");
    }
    expect((await calendarStanding(page)).connection).toBeNull();
  });

  test("a session that ended meanwhile leads to sign-in and says why", async ({
    page,
    connectedCalendar: _,
  }) => {
    await page.goto(settings);
    await disconnect(page);
    await page.getByRole("button", { name: "Connect your calendar" }).click();
    await chooseAccount(page, mei);
    await page.context().clearCookies({ name: /almanac\.session$/ });
    await page.getByRole("button", { name: "Allow" }).click();
    await expect(page).toHaveURL(/\/sign-in\?returnTo=.*session-expired/);
  });
});

test("Disconnect lets go, and Connect your calendar takes it up again", async ({
  page,
  connectedCalendar: _,
}) => {
  await page.goto(settings);
  await disconnect(page);
  expect((await calendarStanding(page)).connection).toBeNull();
  await page.getByRole("button", { name: "Connect your calendar" }).click();
  await allowAccess(page, mei);
  await expect(page.getByRole("main").getByRole("status")).toContainText("Your calendar is connected.");
  await expect(page.getByText("In sync")).toBeVisible();
});

async function disconnect(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Disconnect" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByRole("button", { name: "Connect your calendar" })).toBeVisible();
}

/** The addresses Google sends the browser back to, as they happen. */
function answersOf(page: Page): string[] {
  const answers: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/calendar/google/callback?")) answers.push(request.url());
  });
  return answers;
}
