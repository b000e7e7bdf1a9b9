import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { listNotifications } from "../notifications/list-notifications";
import { getTimeline } from "../timeline/get-timeline";
import { openAccess } from "./access";
import { connect, connection, eachStartsFresh, openPush, owner, pull, world } from "./connecting.testing";
import { getCalendarAttention } from "./get-attention";
import { getCalendarSettings } from "./get-settings";

eachStartsFresh();

const times = { start: { dateTime: inDays(3, "10:00") }, end: { dateTime: inDays(3, "10:30") } };

/** Everything a signed-in person is told about calendars, as one text. */
async function toldTo(user: typeof world.mia): Promise<string> {
  const ctx = world.ctxOf(user);
  const answers = await Promise.all([
    getCalendarSettings(ctx),
    getCalendarAttention(ctx),
    listNotifications(ctx),
    getTimeline(ctx, world.lee, {}),
  ]);
  return JSON.stringify(answers);
}

describe("what is nobody else's business (RULES section 7)", () => {
  it("no token reaches anybody, and a teammate's private or unmatched events reach nobody, administrators included", async () => {
    await connect(world.mia);
    await connect(world.bob, { intent: "connect" });
    await pull(world.bob);
    await openPush(world.bob);
    const events = [
      { summary: "MARK-PRIVATE surgery", visibility: "private", attendees: [{ email: LEE }] },
      { summary: "MARK-STRANGER job interview", attendees: [{ email: "recruiter@elsewhere.test" }] },
      { summary: "MARK-ALONE gym", attendees: [] },
    ];
    for (const event of events) await world.act("POST", `/people/${BOB}/events`, { ...times, ...event });
    await pull(world.bob);
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: BOB });
    const mailbox = (await connection(world.bob)) ?? { id: "", email: "" };
    const { accessToken, refreshToken } = (await openAccess(world.ctxOf(world.bob), mailbox)).credentials();
    await pull(world.bob);

    const secrets = [accessToken, refreshToken ?? "", "MARK-PRIVATE", "MARK-STRANGER", "MARK-ALONE"];
    const told = await toldTo(world.mia);
    for (const secret of secrets) expect(told).not.toContain(secret);
    // Bob himself is told of no token either, and of his own connection alone.
    const own = await toldTo(world.bob);
    for (const secret of secrets.slice(0, 3)) expect(own).not.toContain(secret);
    expect(JSON.parse(told)[0].connection).toMatchObject({ email: MIA });
    expect(JSON.parse(told)[1]).toBeNull();
    expect(JSON.parse(told)[2].items).toEqual([]);
    // A teammate's address at the provider is told to nobody: names and states alone.
    expect(JSON.parse(told)[0].team.map((each: object) => Object.keys(each).sort())).toEqual([
      ["connectedAt", "state", "user"],
      ["connectedAt", "state", "user"],
    ]);
    const stored = JSON.stringify(await owner`select * from sync_decisions`);
    expect(stored).not.toContain("MARK-PRIVATE");
  });

  it("no column with a token is read by any query but the one that unseals it", () => {
    const folder = path.resolve("db/queries");
    const readers = readdirSync(folder).filter((file) =>
      /\.credentials\b|\bcredentials:\s/.test(readFileSync(path.join(folder, file), "utf8")),
    );
    // `connections.ts` writes sealed text and null, and never selects it.
    expect(readers.sort()).toEqual(["connections.ts", "credentials.ts"]);
    const connections = readFileSync(path.join(folder, "connections.ts"), "utf8");
    expect(connections.slice(connections.indexOf("const columns"), connections.indexOf("};"))).not.toContain(
      "credentials",
    );
  });
});

describe("a cancelled consent", () => {
  it("stores nothing at all", async () => {
    const before = await everything();
    expect(await connect(world.mia, { decision: "cancel" })).toBe("denied");
    expect(await everything()).toEqual(before);
  });

  async function everything(): Promise<Record<string, number>> {
    const tables = await owner<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'graphile_worker') order by 1`;
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await owner.unsafe<{ count: number }[]>(`select count(*)::int as count from ${name}`);
      counts[name] = row?.count ?? 0;
    }
    return counts;
  }
});

describe("two processes that renew at once", () => {
  it("trade the refresh token once, and both go on with what the first one got", async () => {
    await connect(world.mia);
    await pull(world.mia);
    const mailbox = (await connection(world.mia)) ?? { id: "", email: "" };
    const ctx = world.ctxOf(world.mia);
    const [one, two] = [await openAccess(ctx, mailbox), await openAccess(ctx, mailbox)];
    await world.act("POST", "/trouble", { kind: "expire-access-tokens", email: MIA });
    const provider = ctx.providers.get(world.desk.provider);
    const trades = async () =>
      (await world.act("GET", "/requests")).json.requests.filter(({ path: at }: { path: string }) =>
        /\/token$/.test(at),
      ).length;
    const before = await trades();
    await Promise.all([provider.serverTime(one), provider.serverTime(two), provider.serverTime(one)]);
    expect(await trades()).toBe(before + 1);
    expect(one.credentials()).toEqual(two.credentials());
    const third = await openAccess(ctx, mailbox);
    expect(third.credentials()).toEqual(one.credentials());
    await provider.serverTime(third);
    expect(await trades()).toBe(before + 1);
  });
});

describe("limits of one calendar (RULES C8)", () => {
  it("pause that one for as long as the provider says, and no other", async () => {
    await connect(world.mia);
    await connect(world.bob, { intent: "connect" });
    await pull(world.mia);
    await pull(world.bob);
    await world.act("POST", "/trouble", { kind: "rate-limit-429", retryAfter: 40, email: MIA });
    await pull(world.mia);
    await world.act("POST", `/people/${BOB}/events`, {
      summary: "Bob's own",
      ...times,
      attendees: [{ email: LEE }],
    });
    await pull(world.bob);
    const mias = await connection(world.mia);
    expect(mias).toMatchObject({ state: "paused", mend: null });
    const wait = Date.parse(mias?.pausedUntil ?? "") - Date.now();
    expect(wait).toBeGreaterThan(35_000);
    expect(wait).toBeLessThan(42_000);
    expect(await connection(world.bob)).toMatchObject({ state: "in-sync", pausedUntil: null });
    expect(await titles()).toEqual(["Bob's own"]);
  });

  const titles = async () =>
    (await owner<{ title: string }[]>`select title from activities`).map(({ title }) => title);
});
