import { calendarStanding } from "./connecting";
import { expect, test } from "./fixtures";
import { mei, password, sofia, tom, yichun, zoe } from "./people";
import { chooseAccountAt, continueWith, type Maker, signIn } from "./signing-in";
import { control } from "./stack";

const pages = [
  "/contacts",
  "/companies",
  "/deals",
  "/tickets",
  "/contacts/00000000-0000-4000-8000-000000000000",
  "/marketplace",
  "/marketplace/google-calendar",
  "/settings",
  "/settings/general/calendar",
];

test.describe("somebody who is signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("is told that the password is wrong, and need not write the address again", async ({ page }) => {
    await page.goto("/sign-in");
    await signIn(page, mei.email, "not-the-password");
    await expect(page.getByRole("main").getByRole("alert")).toHaveText(
      "The email or the password is not right.",
    );
    await expect(page.getByLabel("Email")).toHaveValue(mei.email);
    await expect(page.getByLabel("Password")).toHaveValue("");
    await expect(page.getByLabel("Password")).toBeFocused();
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/contacts");
  });

  test("learns nothing about who has an account", async ({ page }) => {
    await page.goto("/sign-in");
    await signIn(page, "nobody@almanac.example", "not-the-password");
    await expect(page.getByRole("main").getByRole("alert")).toHaveText(
      "The email or the password is not right.",
    );
  });

  test("is made to wait after too many attempts, even with the right password", async ({ page }) => {
    await page.goto("/sign-in");
    const alert = page.getByRole("main").getByRole("alert");
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const answer = page.waitForResponse("**/api/auth/callback/credentials**");
      await signIn(page, sofia.email, `guess ${attempt}`);
      await answer;
      await expect(alert).toHaveText("The email or the password is not right.");
    }
    await signIn(page, sofia.email, password);
    await expect(alert).toContainText("Too many attempts.");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("comes back to the page that was asked for, search and all", async ({ page }) => {
    await page.goto("/contacts?q=amara&sort=email&dir=desc");
    await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
    await signIn(page, mei.email);
    await expect(page).toHaveURL(/\/contacts\?q=amara&sort=email&dir=desc$/);
    await expect(page.getByRole("link", { name: "Amara Lindqvist" })).toBeVisible();
  });

  test("is never sent to another site after signing in", async ({ page }) => {
    await page.goto("/sign-in?returnTo=https%3A%2F%2Felsewhere.example%2F");
    await signIn(page, mei.email);
    await page.waitForURL("**/contacts");
  });

  test("is asked to sign in before any page", async ({ page }) => {
    for (const path of pages) {
      await page.goto(path);
      await expect(page).toHaveURL(`/sign-in?returnTo=${encodeURIComponent(path)}`);
      await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    }
  });

  test("gets 401 from every API route but health", async ({ request }) => {
    const id = "00000000-0000-4000-8000-000000000000";
    const doors = [
      `/api/records/contacts/${id}/timeline`,
      `/api/records/contacts/${id}/schedule`,
      "/api/search?q=amara",
      "/api/people?q=amara",
      "/api/calendar/state",
      "/api/live",
    ];
    for (const door of doors) {
      const answer = await request.get(door);
      expect([door, answer.status()]).toEqual([door, 401]);
      expect(await answer.json()).toMatchObject({ ok: false, code: "unauthenticated" });
    }
    const connect = await request.post("/api/calendar/google/connect", { form: { intent: "install" } });
    expect(connect.status()).toBe(401);
    expect((await request.get("/api/health")).status()).toBe(200);
  });
});

for (const maker of ["Google", "Microsoft"] satisfies Maker[]) {
  test.describe(`with ${maker}`, () => {
    test.use({ storageState: { cookies: [], origins: [] } });

    test("somebody known comes in, at the page that was asked for", async ({ page, context }) => {
      await page.goto("/contacts?q=amara&sort=email&dir=desc");
      await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
      await continueWith(page, maker, tom);
      await expect(page).toHaveURL(/\/contacts\?q=amara&sort=email&dir=desc$/);
      await expect(page.getByRole("button", { name: `Your account, ${tom.name}` })).toBeVisible();
      const session = (await context.cookies()).find(({ name }) => name.endsWith("almanac.session"));
      expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
      // Of the provider's tokens and profile nothing is kept, so nothing can be told.
      expect(Object.keys(await (await page.request.get("/api/auth/session")).json())).toEqual(["expires"]);
    });

    test("signing in connects no calendar", async ({ page }) => {
      await page.goto("/sign-in");
      await continueWith(page, maker, sofia);
      await page.waitForURL("**/contacts");
      expect((await calendarStanding(page)).connection).toBeNull();
    });

    test("somebody whom nobody invited is told so, and may still use a password", async ({
      page,
      context,
    }) => {
      await page.goto("/sign-in?returnTo=%2Fdeals");
      await continueWith(page, maker, zoe);
      const alert = page.getByRole("main").getByRole("alert");
      await expect(alert).toHaveText(`Nobody here uses ${zoe.email}: ask an administrator to invite you.`);
      expect(page.url()).not.toContain(zoe.email);
      expect((await context.cookies()).filter(({ name }) => name.endsWith("almanac.session"))).toEqual([]);
      await signIn(page, mei.email);
      await page.waitForURL("**/deals");
    });

    test("cancelling leads back, and one can go on from there", async ({ page }) => {
      await page.goto("/sign-in?returnTo=%2Fdeals");
      await chooseAccountAt(page, maker, yichun);
      await page.getByRole("button", { name: "Cancel" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toHaveText(
        `You cancelled at ${maker}, and nothing was stored.`,
      );
      await continueWith(page, maker, tom);
      await page.waitForURL("**/deals");
    });

    test("an answer that this browser did not ask for is refused", async ({ page }) => {
      const callback = maker === "Google" ? "google" : "azure-ad";
      await page.goto(`/api/auth/callback/${callback}?code=guessed&state=guessed`);
      await expect(page.getByRole("main").getByRole("alert")).toHaveText(
        "That took too long or was begun in another window. Try again.",
      );
    });

    test("the keyboard is enough", async ({ page }) => {
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Sign in" }).focus();
      const button = page.getByRole("button", { name: `Continue with ${maker}` });
      for (let presses = 0; presses < 2; presses += 1) {
        await page.keyboard.press("Tab");
        if (await button.evaluate((element) => element === document.activeElement)) break;
      }
      await expect(button).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("link", { name: new RegExp(tom.email) })).toBeVisible();
    });

    test("no scripts are needed", async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto("/sign-in?returnTo=%2Fdeals");
      await continueWith(page, maker, tom);
      await expect(page).toHaveURL(/\/deals$/);
      await context.close();
    });
  });
}

test.describe("while Google is down", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("one is told, and the password still works", async ({ page }) => {
    await control("sandbox", "stop");
    try {
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Continue with Google" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toHaveText(
        "Google cannot sign you in right now. Try again in a moment, or use your password.",
      );
      await signIn(page, mei.email);
      await page.waitForURL("**/contacts");
    } finally {
      await control("sandbox", "start");
    }
  });
});

test("the session is a cookie that scripts cannot read and other sites cannot send", async ({
  page,
  context,
}) => {
  await page.goto("/contacts");
  const session = (await context.cookies()).find(({ name }) => name.endsWith("almanac.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(await page.evaluate(() => document.cookie)).not.toContain("almanac.session");
});

test("signing out ends the session", async ({ browser }) => {
  // A session of its own, since the other journeys go on with theirs.
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await signIn(page, mei.email);
  await page.waitForURL("**/contacts");
  await page.getByRole("button", { name: `Your account, ${mei.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await page.goto("/deals");
  await expect(page).toHaveURL("/sign-in?returnTo=%2Fdeals");
  await context.close();
});

test("every page runs its own scripts alone", async ({ page }) => {
  for (const path of ["/contacts", "/deals", "/marketplace/google-calendar", "/settings/general/calendar"]) {
    const answer = await page.goto(path);
    const headers = answer?.headers() ?? {};
    const policy = headers["content-security-policy"] ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(nonce).toMatch(/.{16,}/);
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("same-origin");
    const scripts = [...((await answer?.text()) ?? "").matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
  }
});

test("each answer has another nonce", async ({ request }) => {
  const policies = await Promise.all(
    [1, 2].map(async () => (await request.get("/contacts")).headers()["content-security-policy"]),
  );
  expect(policies[0]).not.toBe(policies[1]);
});
