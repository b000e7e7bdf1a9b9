import { describe, expect, it } from "vitest";
import type { CalendarProvider } from "@/lib/domain/calendar/provider";
import { minutes, shift } from "@/lib/domain/time/instant";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { providerUnderTest } from "../testing/desk";
import { database, systemCtx } from "../wiring";
import {
  addEvent,
  cards,
  comeBack,
  connect,
  connection,
  eachStartsFresh,
  leave,
  openPush,
  owner,
  pull,
  stored,
  world,
} from "./connecting.testing";
import { disconnectCalendar, uninstallIntegration } from "./disconnect";
import { enqueueDue } from "./enqueue-due";
import { getCalendarSettings } from "./get-settings";
import { setSyncing } from "./set-syncing";
import { syncCalendar } from "./sync";
import { syncNow } from "./sync-now";

eachStartsFresh();

const isGoogle = providerUnderTest() === "google";
const idOf = async () => (await connection(world.mia))?.id ?? "";
const ctxOf = () => systemCtx(world.accountId, "test");

/** The real provider, with something that happens while the first page of a listing is on its way. */
function interrupted(happens: () => Promise<unknown>) {
  const ctx = ctxOf();
  const provider = ctx.providers.get(world.desk.provider);
  const changes: CalendarProvider["changes"] = async function* (access, cursor) {
    await happens();
    yield* provider.changes(access, cursor);
  };
  return { ...ctx, providers: { ...ctx.providers, get: () => ({ ...provider, changes }) } };
}

describe("a calendar that is let go while it is read (RULES C6, C11)", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["disconnected", () => disconnectCalendar(world.ctxOf(world.mia))],
    ["uninstalled", () => uninstallIntegration(world.ctxOf(world.mia))],
    ["switched off", () => setSyncing(world.ctxOf(world.mia), { syncing: false })],
  ])("%s: the page at hand is dropped, and that is no fault", async (_how, letGo) => {
    await connect(world.mia);
    await pull(world.mia);
    const id = await idOf();
    await addEvent("Too late");
    await syncCalendar(interrupted(letGo), id);
    expect(await cards()).toEqual([]);
    const [row] = await owner`select failures, reason from calendar_connections where id = ${id}`;
    expect(row).toEqual({ failures: 0, reason: null });
  });
});

describe("an install that ends while its person is at the provider (RULES C4)", () => {
  it("connects nobody to an app that is not there any more", async () => {
    await connect(world.mia);
    const left = await leave(world.bob, { intent: "connect" });
    const provider = world.ctxOf(world.bob).providers.get(world.desk.provider);
    const slow = {
      ...provider,
      exchangeCode: async (input: Parameters<typeof provider.exchangeCode>[0]) => {
        const grant = await provider.exchangeCode(input);
        await uninstallIntegration(world.ctxOf(world.mia));
        return grant;
      },
    };
    const { finishConnect } = await import("./finish-connect");
    const bobs = world.ctxOf(world.bob);
    const ctx = { ...bobs, providers: { ...bobs.providers, get: () => slow } };
    expect((await finishConnect(ctx, left.provider, left.sealed, left.answer)).result).toBe("not-installed");
    expect(await connection(world.bob)).toBeNull();
    expect(await stored()).toMatchObject({ installed: [] });
  });
});

describe("a fault of our own in a pull", () => {
  it("is shown as ours, waits longer each time, and asks the provider no more than that", async () => {
    await connect(world.mia);
    await pull(world.mia);
    const id = await idOf();
    await addEvent("Waits for us");
    const broken = interrupted(() => Promise.reject(new TypeError("ours")));
    let now = new Date().toISOString();
    const waits: number[] = [];
    for (let nth = 0; nth < 4; nth += 1) {
      await syncCalendar({ ...broken, now: () => now }, id);
      const { pausedUntil, state, reason } = (await connection(world.mia)) ?? {};
      expect({ state, reason }).toEqual({
        state: "waiting",
        reason: expect.stringMatching(/wrong on our side/),
      });
      waits.push(Math.floor((Date.parse(pausedUntil ?? "") - Date.parse(now)) / 1_000));
      expect(await enqueueDue(database(), shift(now, 900), false, () => ctxOf())).toBe(0);
      now = pausedUntil ?? "";
    }
    expect(waits.map((wait, nth) => wait >= 2 ** nth && wait <= 2 ** nth + 1)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    await syncNow(world.ctxOf(world.mia));
    await pull(world.mia);
    expect(await cards()).toEqual(["Waits for us"]);
    expect(await connection(world.mia)).toMatchObject({ state: "in-sync", reason: null });
  });
});

describe("nobody looks after a calendar", () => {
  it("is not called in sync for long (RULES C8)", async () => {
    await connect(world.mia);
    await pull(world.mia);
    const view = async (now: string) =>
      (await getCalendarSettings({ ...world.ctxOf(world.mia), now: () => now })).connection;
    expect(await view(shift(new Date().toISOString(), minutes(3)))).toMatchObject({ state: "in-sync" });
    expect(await view(shift(new Date().toISOString(), minutes(10)))).toMatchObject({
      state: "waiting",
      reason: expect.stringMatching(/has not looked at this calendar/),
      mend: null,
    });
  });
});

describe("another account chosen on return (RULES C6, O2)", () => {
  const schedule = (title: string) => world.schedule(world.mia, title);

  /** One invitation that may have been made, and one that nobody asked the calendar for. */
  async function twoWait(): Promise<void> {
    await connect(world.mia);
    await pull(world.mia);
    await world.act("POST", "/trouble", { kind: "drop-connection-after-write", method: "POST" });
    await schedule("Perhaps there");
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: MIA });
    await pull(world.mia);
    await schedule("Never asked for");
  }
  const whereTheyAre = () => owner`
    select a.title, m.push, c.email from meetings m
    join activities a on a.account_id = m.account_id and a.id = m.id
    join calendar_connections c on c.account_id = m.account_id and c.id = m.connection_id order by a.title`;

  it.each<[string, () => Promise<unknown>, string]>([
    ["", async () => undefined, "switched"],
    [
      ", also where the old one was disconnected first",
      () => disconnectCalendar(world.ctxOf(world.mia)),
      "connected",
    ],
  ])(
    "what waited goes out from the new one; what may be there already is not asked for twice%s",
    async (_, first, result) => {
      await twoWait();
      await first();
      expect(await connect(world.mia, { intent: "connect", account: BOB })).toBe(result);
      expect([...(await whereTheyAre())]).toEqual([
        { title: "Never asked for", push: "pending", email: BOB },
        { title: "Perhaps there", push: "local", email: MIA },
      ]);
      const jobs = await owner<
        { key: string }[]
      >`select key from graphile_worker.jobs where key like 'push:%'`;
      expect(jobs.length).toBeGreaterThanOrEqual(1);
    },
  );

  it("what waited on a calendar that was disconnected before the uninstall stays here for good (RULES C10)", async () => {
    await twoWait();
    await disconnectCalendar(world.ctxOf(world.mia));
    await uninstallIntegration(world.ctxOf(world.mia));
    expect(await connect(world.mia)).toBe("installed");
    expect([...(await whereTheyAre())]).toEqual([
      { title: "Never asked for", push: "local", email: MIA },
      { title: "Perhaps there", push: "local", email: MIA },
    ]);
  });

  it("a refusal on the way leaves the old connection as it was", async () => {
    await connect(world.mia);
    await openPush(world.mia);
    const before = await connection(world.mia);
    const left = await leave(world.mia, { intent: "connect", account: BOB });
    await owner`delete from installed_integrations`;
    await owner`insert into installed_integrations (account_id, provider, installed_by, installed_at)
      values (${world.accountId}, ${isGoogle ? "microsoft" : "google"}, ${world.mia.id}, now())`;
    expect(await comeBack(world.mia, left)).toBe("other-installed");
    expect(await connection(world.mia)).toEqual(before);
  });
});

describe.runIf(!isGoogle)("a push message that names an unmodified occurrence", () => {
  it("makes no card of its own (RULES I7)", async () => {
    await connect(world.mia);
    await pull(world.mia);
    const { json } = await world.act("POST", `/people/${MIA}/events`, {
      summary: "Weekly",
      start: { dateTime: inDays(3, "10:00"), timeZone: "UTC" },
      end: { dateTime: inDays(3, "10:30"), timeZone: "UTC" },
      recurrence: ["RRULE:FREQ=WEEKLY;COUNT=5"],
      attendees: [{ email: LEE }],
    });
    await pull(world.mia);
    const slot = world.desk.slotOf(json.id, inDays(10, "10:00"));
    await owner`insert into event_hints (account_id, connection_id, event_id, hinted_at)
      values (${world.accountId}, ${await idOf()}, ${slot}, now())`;
    await pull(world.mia);
    expect(await cards()).toEqual(["Weekly"]);
    expect(await owner`select from event_hints`).toHaveLength(0);
  });
});
