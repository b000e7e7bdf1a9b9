import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seal } from "@/lib/crypto";
import type { SessionUser } from "@/lib/domain/accounts/user";
import type { ConnectResult } from "@/lib/domain/calendar/connection";
import { minutes, shift } from "@/lib/domain/time/instant";
import { settings } from "@/lib/env";
import {
  BOB,
  EVENTS_SCOPE,
  inDays,
  LEE,
  MIA,
  walkThroughConsent,
} from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld, connectionOf, waitingJobs } from "../testing/calendar-world";
import { insertUser } from "../testing/story";
import { openAccess } from "./access";
import { disconnectCalendar, uninstallIntegration } from "./disconnect";
import { finishConnect } from "./finish-connect";
import { getCalendarSettings } from "./get-settings";
import { startConnect } from "./start-connect";
import { syncCalendar } from "./sync";
import { watchCalendar } from "./watch";

let world: CalendarWorld;
let ana: SessionUser;
let owner: postgres.Sql;
beforeAll(async () => {
  world = await calendarWorld();
  owner = postgres(world.url, { max: 1, onnotice: () => undefined });
  ana = await world.inAccount((tx) =>
    insertUser(tx, world.accountId, { name: "Ana Sol", email: "ana@acme.test", role: "admin" }),
  );
});
afterAll(async () => {
  await owner.end();
  await world.close();
});
beforeEach(async () => {
  await world.act("POST", "/reset");
  await owner`delete from activities`;
  await owner`delete from calendar_connections`;
  await owner`delete from installed_integrations`;
  await owner`delete from graphile_worker._private_jobs`;
});

type Choice = {
  account?: string;
  untick?: string[];
  decision?: "allow" | "cancel";
  intent?: "install" | "connect";
};
const page = "/settings/general/calendar";

async function leave(
  user: SessionUser,
  { account = user.email, intent = "install", ...choice }: Choice = {},
) {
  const start = await startConnect(world.ctxOf(user), { provider: "google", intent, returnTo: page });
  if (!start.ok) throw new Error(`refused at the start: ${start.result}`);
  const back = (await walkThroughConsent(start.url, { account, ...choice })).searchParams;
  const answer = { state: back.get("state"), code: back.get("code"), error: back.get("error") };
  return { sealed: start.sealedFlow, answer };
}
type Left = Awaited<ReturnType<typeof leave>>;

async function comeBack(user: SessionUser, { sealed, answer }: Left, now = new Date().toISOString()) {
  const end = await finishConnect({ ...world.ctxOf(user), now: () => now }, sealed, answer);
  expect(end.returnTo).toBe(page);
  return end.result;
}
const connect = async (user: SessionUser, choice: Choice = {}) => comeBack(user, await leave(user, choice));
const begin = (user: SessionUser, intent: "install" | "connect") =>
  startConnect(world.ctxOf(user), { provider: "google", intent, returnTo: page });
const connection = (user: SessionUser) => connectionOf(world.ctxOf(user), user);
const pull = async (user: SessionUser) => syncCalendar(world.ctxOf(user), (await connection(user))?.id ?? "");
const channels = async () =>
  (await world.act("GET", "/channels")).json.channels as { id: string; email: string }[];

async function openPush(user: SessionUser): Promise<string | undefined> {
  await watchCalendar(world.ctxOf(user), (await connection(user))?.id ?? "");
  return (await channels()).find(({ email }) => email === user.email)?.id;
}

async function stored() {
  const [row] = await owner<{ connections: number; installed: string[] }[]>`
    select (select count(*)::int from calendar_connections) as connections,
           array(select provider from installed_integrations) as installed`;
  return { ...row, jobs: (await waitingJobs(world.url)).length };
}
const nothing = { connections: 0, installed: [], jobs: 0 };

async function addEvent(summary: string) {
  const times = { start: { dateTime: inDays(3, "10:00") }, end: { dateTime: inDays(3, "10:30") } };
  await world.act("POST", `/people/${MIA}/events`, { summary, ...times, attendees: [{ email: LEE }] });
}
const cards = async () =>
  (
    await world.inAccount((tx) =>
      tx.execute<{ title: string }>(sql`select title from activities order by title`),
    )
  ).map(({ title }) => title);

describe("installing and connecting (RULES C1, C3)", () => {
  it("installs for the account and connects the administrator at once", async () => {
    expect(await connect(world.mia)).toBe("installed");
    const { id } = (await connection(world.mia)) ?? { id: "" };
    expect(await stored()).toMatchObject({ connections: 1, installed: ["google"] });
    expect((await waitingJobs(world.url)).map(({ key }) => key).sort()).toEqual([
      `sync:${id}`,
      `watch:${id}`,
    ]);
    const view = await getCalendarSettings(world.ctxOf(world.mia));
    expect(view).toMatchObject({
      connection: { email: MIA, state: "catching-up", push: "poll" },
      installed: { provider: "google", installedBy: { id: world.mia.id } },
      mayInstall: true,
    });
  });

  it("lets a member connect after the install, and install never", async () => {
    expect(await begin(world.bob, "connect")).toMatchObject({ ok: false, result: "not-installed" });
    expect(await begin(world.bob, "install")).toMatchObject({ ok: false, result: "not-admin" });
    await connect(world.mia);
    expect(await connect(world.bob, { intent: "connect" })).toBe("connected");
    expect(await connection(world.bob)).toMatchObject({ email: BOB, disconnectedAt: null });
    expect(await begin(world.bob, "install")).toMatchObject({ ok: false, result: "not-admin" });
  });

  it("brings nothing of what was there before (RULES I4)", async () => {
    await addEvent("Older");
    // The provider's clock is read from a header that knows whole seconds only.
    const nextSecond = (Math.floor(Date.now() / 1_000) + 1) * 1_000;
    await expect.poll(() => Date.now()).toBeGreaterThan(nextSecond);
    await connect(world.mia);
    await pull(world.mia);
    expect(await cards()).toEqual([]);
  });
});

describe("one app per account (RULES C4)", () => {
  const installOther = () => owner`
    insert into installed_integrations (account_id, provider, installed_by, installed_at)
    values (${world.accountId}, 'microsoft', ${ana.id}, now())`;

  it("refuses while the other app is installed, at the start and on the way back", async () => {
    const left = await leave(world.mia);
    await installOther();
    expect(await comeBack(world.mia, left)).toBe("other-installed");
    expect(await begin(world.mia, "install")).toMatchObject({ ok: false, result: "other-installed" });
    expect(await begin(world.bob, "connect")).toMatchObject({ ok: false, result: "other-installed" });
    expect(await stored()).toEqual({ connections: 0, installed: ["microsoft"], jobs: 0 });
  });

  it("installs once when two administrators press at once, and connects both", async () => {
    const [first, second] = [await leave(world.mia), await leave(ana, { account: BOB })];
    expect(await Promise.all([comeBack(world.mia, first), comeBack(ana, second)])).toEqual([
      "installed",
      "installed",
    ]);
    expect(await stored()).toMatchObject({ connections: 2, installed: ["google"] });
  });

  it("connects once when one person comes back in two tabs", async () => {
    await connect(world.mia);
    const tabs = [
      await leave(world.bob, { intent: "connect" }),
      await leave(world.bob, { intent: "connect" }),
    ];
    expect(await Promise.all(tabs.map((left) => comeBack(world.bob, left)))).toEqual([
      "connected",
      "connected",
    ]);
    expect(await stored()).toMatchObject({ connections: 2 });
  });

  it("refuses a calendar a teammate has connected, and leaves one's own as it was", async () => {
    await connect(world.mia);
    await connect(world.bob, { intent: "connect" });
    expect(await connect(world.bob, { intent: "connect", account: MIA })).toBe("account-taken");
    expect(await connection(world.bob)).toMatchObject({ email: BOB, disconnectedAt: null });
  });
});

describe("every way it can end without a connection (RULES C7)", () => {
  const forged = { provider: "google", state: "x" };
  const ways: [string, () => Promise<ConnectResult>, ConnectResult][] = [
    ["consent refused", () => connect(world.mia, { decision: "cancel" }), "denied"],
    ["the calendar unticked", () => connect(world.mia, { untick: [EVENTS_SCOPE] }), "scope-missing"],
    [
      "another state",
      async () => {
        const left = await leave(world.mia);
        return comeBack(world.mia, { ...left, answer: { ...left.answer, state: "forged" } });
      },
      "state-mismatch",
    ],
    [
      "no state",
      async () => {
        const left = await leave(world.mia);
        return comeBack(world.mia, { ...left, answer: { ...left.answer, state: null } });
      },
      "state-mismatch",
    ],
    [
      "no code",
      async () => {
        const left = await leave(world.mia);
        return comeBack(world.mia, { ...left, answer: { ...left.answer, code: null } });
      },
      "failed",
    ],
    [
      "no cookie",
      async () => {
        const { answer } = await leave(world.mia);
        return (await finishConnect(world.ctxOf(world.mia), null, answer)).result;
      },
      "state-mismatch",
    ],
    [
      "a cookie sealed for something else",
      async () => {
        const { answer } = await leave(world.mia);
        const sealed = seal(settings().appSecrets, "calendar-tokens", JSON.stringify(forged));
        return (await finishConnect(world.ctxOf(world.mia), sealed, answer)).result;
      },
      "state-mismatch",
    ],
    ["another person's cookie", async () => comeBack(ana, await leave(world.mia)), "session-expired"],
    [
      "eleven minutes later",
      async () => comeBack(world.mia, await leave(world.mia), shift(new Date().toISOString(), minutes(11))),
      "session-expired",
    ],
    [
      "a made-up code",
      async () => {
        const left = await leave(world.mia);
        return comeBack(world.mia, { ...left, answer: { ...left.answer, code: "4/made-up" } });
      },
      "code-reused",
    ],
    [
      "sign-in down",
      async () => {
        const left = await leave(world.mia);
        await world.act("POST", "/trouble", { kind: "server-error-500", count: 9, pathContains: "/token" });
        return comeBack(world.mia, left);
      },
      "provider-down",
    ],
    [
      "the calendar down",
      async () => {
        const left = await leave(world.mia);
        await world.act("POST", "/trouble", { kind: "server-error-500" });
        return comeBack(world.mia, left);
      },
      "provider-down",
    ],
  ];
  it.each(ways)("%s: one word, nothing half-stored, and the next try works", async (_way, go, result) => {
    expect(await go()).toBe(result);
    expect(await stored()).toEqual(nothing);
    await world.act("POST", "/trouble/clear");
    expect(await connect(world.mia)).toBe("installed");
  });

  it("takes a code once", async () => {
    const left = await leave(world.mia);
    expect(await comeBack(world.mia, left)).toBe("installed");
    const before = await connection(world.mia);
    expect(await comeBack(world.mia, left)).toBe("code-reused");
    expect(await connection(world.mia)).toEqual(before);
  });

  it("says so where the server has no client settings", async () => {
    const bare = {
      ...world.ctxOf(world.mia),
      providers: { ...world.ctxOf(world.mia).providers, has: () => false },
    };
    const start = await startConnect(bare, {
      provider: "google",
      intent: "install",
      returnTo: "https://evil.example",
    });
    expect(start).toEqual({ ok: false, result: "not-configured", returnTo: page });
  });
});

describe("tokens", () => {
  it("stand sealed in one column, and nowhere in plain text", async () => {
    await connect(world.mia);
    const { id } = (await connection(world.mia)) ?? { id: "" };
    await openPush(world.mia);
    const { credentials } = await openAccess(world.ctxOf(world.mia), id);
    const tables = await owner<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`;
    const everything = await Promise.all(
      tables.map(({ name }) => owner.unsafe(`select t::text as row from ${name} t`)),
    );
    const text = JSON.stringify(everything);
    expect(text).toContain("v1.1.");
    for (const secret of [credentials.accessToken, credentials.refreshToken ?? ""]) {
      expect(secret.length).toBeGreaterThan(20);
      expect(text).not.toContain(secret);
    }
  });
});

describe("leaving and coming back (RULES C6)", () => {
  beforeEach(async () => {
    await connect(world.mia);
    await pull(world.mia);
    await addEvent("First");
    await pull(world.mia);
    await openPush(world.mia);
  });

  it("disconnects: the channel is stopped, the tokens are forgotten, the meetings stay", async () => {
    const { id } = (await connection(world.mia)) ?? { id: "" };
    expect(await channels()).toHaveLength(1);
    await disconnectCalendar(world.ctxOf(world.mia));
    expect(await channels()).toEqual([]);
    const [row] = await owner`select credentials, state from calendar_connections where id = ${id}`;
    expect(row).toEqual({ credentials: null, state: "disconnected" });
    expect(await owner`select from watch_channels where stopped_at is null`).toHaveLength(0);
    await addEvent("Unseen");
    await syncCalendar(world.ctxOf(world.mia), id);
    expect(await cards()).toEqual(["First"]);
    await disconnectCalendar(world.ctxOf(world.mia));
    expect(await stored()).toMatchObject({ installed: ["google"] });
  });

  it("resumes the same account in its row and catches up without duplicates", async () => {
    const { id } = (await connection(world.mia)) ?? { id: "" };
    await disconnectCalendar(world.ctxOf(world.mia));
    await addEvent("Meanwhile");
    expect(await connect(world.mia, { intent: "connect" })).toBe("connected");
    await pull(world.mia);
    await pull(world.mia);
    expect((await connection(world.mia))?.id).toBe(id);
    expect(await cards()).toEqual(["First", "Meanwhile"]);
  });

  it("starts fresh with another account, and stops the old one's channel", async () => {
    const { id } = (await connection(world.mia)) ?? { id: "" };
    expect(await connect(world.mia, { intent: "connect", account: BOB })).toBe("connected");
    await pull(world.mia);
    expect(await channels()).toEqual([]);
    expect(await connection(world.mia)).toMatchObject({ email: BOB });
    expect((await connection(world.mia))?.id).not.toBe(id);
    expect(await cards()).toEqual(["First"]);
  });

  it("opens a new channel after a grant has died, since the old one is dead without notice", async () => {
    const [old] = await channels();
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: MIA });
    await pull(world.mia);
    expect(await connection(world.mia)).toMatchObject({ state: "reconnect" });
    expect(await connect(world.mia, { intent: "connect" })).toBe("connected");
    await openPush(world.mia);
    expect((await channels()).filter(({ id }) => id !== old?.id)).toHaveLength(1);
  });

  it("uninstalls for everyone, keeps the meetings, and can be installed again", async () => {
    await connect(world.bob, { intent: "connect" });
    await expect((async () => uninstallIntegration(world.ctxOf(world.bob)))()).rejects.toMatchObject({
      code: "forbidden",
    });
    await uninstallIntegration(world.ctxOf(world.mia));
    expect([await connection(world.mia), await connection(world.bob)]).toEqual([null, null]);
    expect(await stored()).toMatchObject({ installed: [] });
    expect(await owner`select from calendar_connections where credentials is not null`).toHaveLength(0);
    expect(await channels()).toEqual([]);
    expect(await cards()).toEqual(["First"]);
    expect(await begin(world.bob, "connect")).toMatchObject({ ok: false, result: "not-installed" });
    expect(await connect(world.mia)).toBe("installed");
  });
});
