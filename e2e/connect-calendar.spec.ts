import type { Page } from "@playwright/test";
import {
  agree,
  allowAccess,
  calendarStanding,
  chooseAccount,
  disconnect,
  ensureConnected,
  ensureUninstalled,
  settingsPage,
} from "./connecting";
import { expect, test } from "./fixtures";
import { lee, mei, tom } from "./people";
import type { Side } from "./sides";

test.describe("from a fresh account", () => {
  test.beforeEach(async ({ page, calendar }) => {
    await ensureUninstalled(page);
    await calendar.forgetConsent(mei);
  });

  test("an admin finds the app in the Marketplace and installs it", async ({ page, side }) => {
    await page.goto("/contacts");
    await page.getByRole("banner").getByRole("link", { name: "Marketplace" }).click();
    await page.getByLabel("Search apps").fill(side.app);
    await page.getByRole("link", { name: `View ${side.app}` }).click();
    await expect(page.getByRole("heading", { name: "What it may access" })).toBeVisible();
    if (side.reminder) await expect(page.getByText(side.reminder)).toBeVisible();
    await page.getByRole("button", { name: "Connect app" }).click();
    await chooseAccount(page, side, mei);
    await agree(page, side);
    const dialog = page.getByRole("dialog", { name: `${side.app} is installed` });
    await expect(dialog).toContainText(mei.email);
    await dialog.getByRole("link", { name: "Calendar settings" }).click();
    await expect(page.getByRole("heading", { name: side.app })).toBeVisible();
    await expect(page.getByText(`${mei.email} · primary calendar`)).toBeVisible();
    await expect(page.getByText("In sync")).toBeVisible();
    await expect(page.getByText("until the push channel renews itself")).toBeVisible();
  });

  test("refusing at the provider connects nothing and says so", async ({ page, side }) => {
    await page.goto(`/marketplace/${side.slug}`);
    await page.getByRole("button", { name: "Connect app" }).click();
    await chooseAccount(page, side, mei);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      `The calendar was not connected, because access was refused at ${side.maker}.`,
    );
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    expect(await calendarStanding(page)).toMatchObject({ connection: null, installed: null });
  });

  // Google's page has boxes and adds what was granted earlier; Microsoft's is accepted as a whole.
  test("an unticked calendar permission is noticed, and trying again works", { tag: "@google" }, async ({
    page,
    side,
  }) => {
    await page.goto("/marketplace/google-calendar");
    await page.getByRole("button", { name: "Connect app" }).click();
    await chooseAccount(page, side, mei);
    await page.getByRole("checkbox").first().uncheck();
    await agree(page, side);
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "permission was not ticked at Google",
    );
    expect(await calendarStanding(page)).toMatchObject({ connection: null, installed: null });
    await page.getByRole("button", { name: "Try again" }).click();
    await allowAccess(page, side, mei);
    await expect(page.getByRole("dialog", { name: "Google Calendar is installed" })).toBeVisible();
  });

  test("an organisation that wants its administrator asked says so, and the administrator decides", {
    tag: "@microsoft",
  }, async ({ page, calendar }) => {
    const notice = page.getByRole("main").getByRole("alert");
    await calendar.behave({ userConsent: "administrators only" });
    try {
      await page.goto("/marketplace/outlook-calendar");
      await page.getByRole("button", { name: "Connect app" }).click();
      await page.getByRole("link", { name: new RegExp(lee.email) }).click();
      await page.getByRole("button", { name: "Return to the application" }).click();
      await expect(notice).toContainText("Your organisation wants its Microsoft administrator to approve");
      expect(await calendarStanding(page)).toMatchObject({ connection: null, installed: null });
      for (const decision of ["Cancel", "Accept"]) {
        await page.goto("/marketplace/outlook-calendar?calendar=ask-admin");
        await page.getByRole("link", { name: "Approve as administrator" }).click();
        await page.getByRole("link", { name: new RegExp(lee.email) }).click();
        await page.getByRole("button", { name: decision }).click();
        if (decision === "Cancel") await expect(notice).toContainText("access was refused at Microsoft");
      }
      await expect(page.getByRole("main").getByRole("status").first()).toContainText(
        "Almanac is approved for your organisation",
      );
    } finally {
      await calendar.behave({ userConsent: "allowed" });
    }
  });

  test("a provider that is down leaves everything as it was", async ({ page, side, calendar }) => {
    await page.goto(`/marketplace/${side.slug}`);
    await page.getByRole("button", { name: "Connect app" }).click();
    await chooseAccount(page, side, mei);
    await calendar.trouble({ kind: "server-error-500", seconds: 20, pathContains: "/token" });
    await agree(page, side);
    await expect(page.getByRole("main").getByRole("alert")).toContainText(`${side.maker} did not answer.`);
    expect(await calendarStanding(page)).toMatchObject({ connection: null, installed: null });
  });

  test("a colleague reads who can install it and who did, and connects once it is", async ({
    page,
    side,
    tomsPage,
  }) => {
    await tomsPage.goto(settingsPage);
    await expect(tomsPage.getByText(`Ask ${mei.name}`)).toBeVisible();
    await tomsPage.goto(`/marketplace/${side.slug}`);
    await expect(
      tomsPage.getByText(`Only an administrator can install apps. Ask ${mei.name}.`),
    ).toBeVisible();
    await expect(tomsPage.getByRole("button", { name: "Connect app" })).toBeDisabled();

    await ensureConnected(page, side, mei);

    await tomsPage.reload();
    await expect(tomsPage.getByText(`Installed by ${mei.name} on`)).toBeVisible();
    await expect(tomsPage.getByRole("button", { name: "Uninstall" })).toHaveCount(0);
    await tomsPage.goto(settingsPage);
    await expect(tomsPage.getByText(`${side.app} was installed by ${mei.name} on`)).toBeVisible();
    await tomsPage.getByRole("button", { name: "Connect your calendar" }).click();
    await allowAccess(tomsPage, side, tom);
    await expect(tomsPage.getByRole("main").getByRole("status").first()).toContainText(
      "Your calendar is connected.",
    );
    await expect(tomsPage.getByText(`${tom.email} · primary calendar`)).toBeVisible();
    const team = tomsPage.getByRole("list", { name: "Connected calendars" });
    await expect(team).toContainText(`${tom.name} (you)`);
    await expect(team).toContainText(mei.name);
    await expect(team).not.toContainText(mei.email);
    await disconnect(tomsPage);
  });
});

test.describe("on the way back from the provider", () => {
  test("an answer that comes a second time changes nothing", async ({ page, side, connectedCalendar: _ }) => {
    const answers = answersOf(page, side);
    await page.goto(settingsPage);
    await disconnect(page);
    await page.getByRole("button", { name: "Connect your calendar" }).click();
    await allowAccess(page, side, mei);
    await expect(page.getByRole("main").getByRole("status").first()).toContainText(
      "Your calendar is connected.",
    );
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
    side,
    connectedCalendar: calendar,
  }) => {
    const answers = answersOf(page, side);
    await page.goto(settingsPage);
    await disconnect(page);
    await calendar.forgetConsent(mei);
    await page.getByRole("button", { name: "Connect your calendar" }).click();
    await chooseAccount(page, side, mei);
    const kept = await page.context().cookies();
    await agree(page, side);
    await page.waitForURL(/calendar=connected/);
    await disconnect(page);
    await page.context().addCookies(kept);
    await page.goto(answers[0] ?? "");
    await expect(page.getByRole("main").getByRole("alert")).toContainText("was used before");
    expect((await calendarStanding(page)).connection).toBeNull();
  });

  test("a wrong or missing state is refused, and nothing is stored", async ({
    page,
    side,
    connectedCalendar: calendar,
  }) => {
    await page.goto(settingsPage);
    await disconnect(page);
    await calendar.forgetConsent(mei);
    for (const query of ["code=made-up&state=made-up", "code=made-up", "state=made-up", ""]) {
      await page.getByRole("button", { name: "Connect your calendar" }).click();
      await chooseAccount(page, side, mei);
      await page.goto(`/api/calendar/${side.provider}/callback?${query}`);
      await expect(page.getByRole("main").getByRole("alert")).toHaveCount(1);
      await expect(page.getByRole("main").getByRole("alert")).toContainText("could not be matched");
    }
    expect((await calendarStanding(page)).connection).toBeNull();
  });

  test("a session that ended meanwhile leads to sign-in and says why", async ({
    page,
    side,
    connectedCalendar: calendar,
  }) => {
    await page.goto(settingsPage);
    await disconnect(page);
    await calendar.forgetConsent(mei);
    await page.getByRole("button", { name: "Connect your calendar" }).click();
    await chooseAccount(page, side, mei);
    await page.context().clearCookies({ name: /almanac\.session$/ });
    await agree(page, side);
    await expect(page).toHaveURL(/\/sign-in\?returnTo=.*session-expired/);
  });
});

test("Disconnect lets go, and Connect your calendar takes it up again", async ({
  page,
  side,
  connectedCalendar: _,
}) => {
  await page.goto(settingsPage);
  await disconnect(page);
  expect((await calendarStanding(page)).connection).toBeNull();
  await page.getByRole("button", { name: "Connect your calendar" }).click();
  await allowAccess(page, side, mei);
  await expect(page.getByRole("main").getByRole("status").first()).toContainText(
    "Your calendar is connected.",
  );
  await expect(page.getByText("In sync")).toBeVisible();
});

/** The addresses the provider sends the browser back to, as they happen. */
function answersOf(page: Page, { provider }: Side): string[] {
  const answers: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes(`/api/calendar/${provider}/callback?`)) answers.push(request.url());
  });
  return answers;
}
