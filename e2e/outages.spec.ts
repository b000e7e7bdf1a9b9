import postgres from "postgres";
import { sha256 } from "@/lib/crypto";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import { calendarStanding } from "./connecting";
import { expect, test } from "./fixtures";
import { jon, mei } from "./people";
import { card, openRecord, unique } from "./records";
import { control, readStack } from "./stack";
import { inDays } from "./times";

const down = "Almanac cannot reach its database. Trying again…";

test("ten seconds without a database: pages say so and come back, and nothing typed is lost", async ({
  page,
  context,
  connectedCalendar: calendar,
}) => {
  const [note, title] = [unique("Typed before the outage"), unique("After the outage")];
  await openRecord(page, "contact", jon.name);
  await page.getByRole("button", { name: "Note", exact: true }).click();
  const composer = page.getByRole("dialog", { name: "Note" });
  await composer.getByLabel("Note").fill(note);
  const [index, fresh] = [await context.newPage(), await context.newPage()];
  await index.goto("/deals");

  const stopped = Date.now();
  await control("database", "stop");
  try {
    await composer.getByRole("button", { name: "Save" }).click();
    await expect(composer.getByRole("alert")).toContainText("Almanac cannot reach its database just now.");
    await index.getByRole("link", { name: "Tickets" }).click();
    await expect(index.getByRole("heading", { name: down })).toBeVisible();
    await fresh.goto("/companies");
    await expect(fresh.getByRole("heading", { name: down })).toBeVisible();
    await expect
      .poll(
        async () => {
          expect((await page.request.get("/api/health")).status()).toBe(503);
          return Date.now() - stopped;
        },
        { timeout: 20_000, intervals: [500] },
      )
      .toBeGreaterThan(10_000);
  } finally {
    await control("database", "start");
  }

  await expect(index.getByRole("heading", { level: 1, name: "Tickets" })).toBeVisible({ timeout: 15_000 });
  await expect(fresh.getByRole("heading", { level: 1, name: "Companies" })).toBeVisible({ timeout: 15_000 });
  await expect(composer.getByLabel("Note")).toHaveValue(note);
  await expect(async () => {
    await composer.getByRole("button", { name: "Save" }).click();
    await expect(composer).toBeHidden({ timeout: 3_000 });
  }).toPass();
  await expect(page.getByText(note)).toBeVisible();
  // Worker and live updates are back as well.
  await calendar.create(mei, { title, on: inDays(2, "12:00"), guests: [jon] });
  await expect(card(page, title)).toBeVisible({ timeout: 20_000 });
  await expect
    .poll(async () => (await page.request.get("/api/health")).status(), { timeout: 20_000 })
    .toBe(200);
});

test("a restart under an open page: it reconnects and catches up by itself", async ({
  page,
  aContact,
  connectedCalendar: calendar,
}) => {
  test.setTimeout(300_000);
  const [before, during, after] = [
    unique("Before it went"),
    unique("While it was away"),
    unique("When it was back"),
  ];
  await page.goto(aContact.path);
  // The page is live, and nothing it fetches by itself is under way when the app goes.
  await calendar.create(mei, { title: before, on: inDays(3, "11:00"), guests: [aContact] });
  await expect(card(page, before)).toBeVisible();
  await control("app", "stop");
  try {
    await calendar.create(mei, { title: during, on: inDays(3, "12:00"), guests: [aContact] });
    await expect(page.getByText("Reconnecting…")).toBeVisible();
  } finally {
    await control("app", "start");
  }
  // With the provider's next attempt; where it gave up, the calendar is looked at after two minutes (RULES I19).
  await expect(card(page, during)).toBeVisible({ timeout: 150_000 });
  await expect(page.getByText("Reconnecting…")).toBeHidden();
  await calendar.create(mei, { title: after, on: inDays(3, "13:00"), guests: [aContact] });
  await expect(card(page, after)).toBeVisible();
});

test.describe("the intake of notifications", { tag: "@both" }, () => {
  test("a forged message is answered like any other and has no effect", async ({
    page,
    request,
    side,
    connectedCalendar: _,
  }) => {
    const { letter, door } = intakes[side.provider];
    const channel = await ownChannel("the real secret");
    const genuine = { channel, secret: "the real secret", resource: "resource", number: "7" };
    const forgeries = [
      { ...genuine, channel: "00000000-0000-4000-8000-000000000000" },
      { ...genuine, secret: "" },
      { ...genuine, secret: "another secret" },
      { ...genuine, resource: "another" },
    ];
    for (const forgery of forgeries) expect((await request.post(door, letter(forgery))).status()).toBe(202);
    expect(await heardOn(channel)).toBeNull();
    const pulledAt = async () => (await calendarStanding(page)).connection?.lastPullAt;
    const before = await pulledAt();
    expect((await request.post(door, letter(genuine))).status()).toBe(202);
    const heard = await heardOn(channel);
    expect(heard).not.toBeNull();
    await expect.poll(pulledAt).not.toBe(before);
    if (side.provider === "microsoft") return;
    // Google counts its messages: a replay is no news, the next one is.
    expect((await request.post(door, letter(genuine))).status()).toBe(202);
    expect(await heardOn(channel)).toEqual(heard);
    expect((await request.post(door, letter({ ...genuine, number: "8" }))).status()).toBe(202);
    expect(await heardOn(channel)).not.toEqual(heard);
  });

  test("what is malformed, oversized or for nobody is refused", async ({ request, side }) => {
    const { letter, malformed, door } = intakes[side.provider];
    const stray = letter({ channel: "a", secret: "b", resource: "c", number: "1" });
    for (const nonsense of malformed) expect((await request.post(door, nonsense)).status()).toBe(400);
    expect((await request.post("/api/calendar/nobody/notifications", stray)).status()).toBe(404);
    const oversized = await request.post(door, { ...stray, data: "x".repeat(600_000) }).then(
      (answer) => answer.status(),
      // The server hangs up on what is too large, perhaps before all of it is sent.
      () => 413,
    );
    expect(oversized).toBe(413);
    expect((await request.get("/api/health")).status()).toBe(200);
  });
});

type Letter = { channel: string; secret: string; resource: string; number: string };
type Request = { headers?: Record<string, string>; data?: unknown };
type Intake = { door: string; letter: (parts: Letter) => Request; malformed: Request[] };

/** How each provider writes its push messages, and what is none of them. */
const intakes: Record<ProviderName, Intake> = {
  google: {
    door: "/api/calendar/google/notifications",
    letter: ({ channel, secret, resource, number }) => ({
      headers: {
        "x-goog-channel-id": channel,
        "x-goog-resource-state": "exists",
        "x-goog-message-number": number,
        "x-goog-resource-id": resource,
        ...(secret ? { "x-goog-channel-token": secret } : {}),
      },
    }),
    malformed: [{}, { headers: { "x-goog-channel-id": "x".repeat(600) } }],
  },
  microsoft: {
    door: "/api/calendar/microsoft/notifications",
    letter: ({ channel, secret, resource }) => ({
      data: {
        value: [{ subscriptionId: resource, clientState: `${channel}.${secret}`, changeType: "updated" }],
      },
    }),
    malformed: [{}, { data: "value" }, { data: { value: "one" } }],
  },
};

/** A channel of Mei's connection whose secret this journey knows. */
async function ownChannel(secret: string): Promise<string> {
  const sql = postgres(readStack().databaseUrl, { max: 1 });
  const id = unique("channel").replaceAll(" ", "-");
  await sql`
    insert into watch_channels (account_id, connection_id, id, resource_id, secret_hash, created_at, expires_at)
    select c.account_id, c.id, ${id}, 'resource', ${sha256(secret)}, now(), now() + interval '1 hour'
    from calendar_connections c join users u on u.id = c.user_id and u.account_id = c.account_id
    where u.email = ${mei.email} and c.disconnected_at is null`;
  await sql.end();
  return id;
}

/** When the product last believed a message on a channel; null when it never has. */
async function heardOn(channel: string): Promise<Date | null> {
  const sql = postgres(readStack().databaseUrl, { max: 1 });
  const [row] = await sql`select last_signal_at from watch_channels where id = ${channel}`;
  await sql.end();
  return row?.last_signal_at ?? null;
}

test("health tells probes about database and worker", async ({ page }) => {
  expect(await (await page.request.get("/api/health")).json()).toMatchObject({
    database: "ok",
    worker: "ok",
  });
});
