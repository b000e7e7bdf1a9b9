import { expect, test } from "./fixtures";
import { mei, password, sofia } from "./people";
import { signIn } from "./signing-in";

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
