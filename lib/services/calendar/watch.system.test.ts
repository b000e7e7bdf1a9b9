import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "@/lib/crypto";
import type { CalendarProvider } from "@/lib/domain/calendar/provider";
import { days, minutes, shift } from "@/lib/domain/time/instant";
import { type CalendarWorld, calendarWorld, connectionOf, waitingJobs } from "../testing/calendar-world";
import { database, systemCtx } from "../wiring";
import { enqueueDue } from "./enqueue-due";
import { syncCalendar } from "./sync";
import { watchCalendar } from "./watch";

let world: CalendarWorld;
let owner: postgres.Sql;
let id: string;
/** What the provider was asked to call, and how it is told to in tests of refusal. */
let asked: { id: string; secret: string; address: string }[] = [];
let address: string | null = null;

beforeAll(async () => {
  world = await calendarWorld();
  owner = postgres(world.url, { max: 1, onnotice: () => undefined });
  expect(await world.connect(world.mia)).toBe("installed");
  id = (await connectionOf(world.ctxOf(world.mia), world.mia))?.id ?? "";
});
afterAll(async () => {
  await owner.end();
  await world.close();
});
beforeEach(async () => {
  await world.act("POST", "/trouble/clear");
  // Our side forgets first: what the provider still has to say about an old channel is then about an unknown one.
  await owner`delete from watch_channels`;
  if (world.desk.provider === "microsoft")
    await world.act("POST", "/trouble", { kind: "remove-subscription" });
  await world.intake.idle();
  await owner`delete from graphile_worker._private_jobs`;
  await owner`update calendar_connections set state = 'in-sync', paused_until = null, failures = 0, last_pull_at = now()`;
  asked = [];
  address = null;
});

/** The real provider; what it is asked to watch is written down on the way. */
function listening(provider: CalendarProvider): CalendarProvider {
  return {
    ...provider,
    watch(access, channel) {
      asked.push(channel);
      return provider.watch(access, { ...channel, address: address ?? channel.address });
    },
  };
}

function ctxAt(now = new Date().toISOString()) {
  const ctx = systemCtx(world.accountId, "test");
  const providers = {
    ...ctx.providers,
    get: (name: "google" | "microsoft") => listening(ctx.providers.get(name)),
  };
  return { ...ctx, now: () => now, providers };
}
const later = (ms: number) => shift(new Date().toISOString(), ms);
/** The channels that stand at the provider, by what our rows call them: its resource. */
async function live(): Promise<string[]> {
  if (world.desk.provider === "microsoft")
    return (await world.act("GET", "/subscriptions")).json.subscriptions.map(({ id }: { id: string }) => id);
  const standing = (await world.act("GET", "/channels")).json.channels.map(({ id }: { id: string }) => id);
  return (await rows()).flatMap(({ id: own, resource_id }) => (standing.includes(own) ? [resource_id] : []));
}
const rows = () =>
  owner`select id, secret_hash, resource_id, granted_at, stopped_at from watch_channels order by created_at`;
const keys = async () => (await waitingJobs(world.url)).map(({ key }) => key).sort();
const connection = () => connectionOf(world.ctxOf(world.mia), world.mia);
const lookAtTimetable = (now: string, pushPossible: boolean) =>
  enqueueDue(database(), now, pushPossible, (accountId) => systemCtx(accountId, "test"));

describe("push channels", () => {
  it("opens one, keeps its secret as a hash only, and does nothing the second time", async () => {
    await watchCalendar(ctxAt(), id);
    await watchCalendar(ctxAt(), id);
    expect(asked).toHaveLength(1);
    const [channel] = asked;
    expect(channel?.address).toBe(`${world.intake.origin}/api/calendar/${world.desk.provider}/notifications`);
    const [row, ...more] = await rows();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      id: channel?.id,
      secret_hash: sha256(channel?.secret ?? ""),
      stopped_at: null,
    });
    expect(row?.resource_id).toEqual(expect.any(String));
    expect(await live()).toContain(row?.resource_id);
    expect(JSON.stringify(await rows())).not.toContain(channel?.secret);
  });

  it("renews at half of what was granted, so that one channel stands all the time", async () => {
    await watchCalendar(ctxAt(), id);
    const [first] = await rows();
    await watchCalendar(ctxAt(later(days(3))), id);
    expect(await rows()).toEqual([first]);
    await watchCalendar(ctxAt(later(days(4))), id);
    const standing = (await rows()).filter((row) => row.stopped_at === null);
    expect(standing).toHaveLength(1);
    expect(standing[0]?.granted_at.getTime()).toBeGreaterThan(Date.parse(later(days(3))));
    expect(await live()).toEqual([standing[0]?.resource_id]);
    // Google knows no renewal: a new channel takes the old one's place.
    expect(asked).toHaveLength(world.desk.provider === "google" ? 2 : 1);
  });

  it("polls where push is refused, asks again after an hour, and calls it no fault", async () => {
    address = "http://crm.example.com/hook";
    await watchCalendar(ctxAt(), id);
    await watchCalendar(ctxAt(later(minutes(5))), id);
    expect(asked).toHaveLength(1);
    expect(await connection()).toMatchObject({ state: "in-sync", failures: 0 });
    await lookAtTimetable(later(minutes(2)), true);
    expect(await keys()).toContain(`sync:${id}`);
    address = null;
    await watchCalendar(ctxAt(later(minutes(61))), id);
    expect(asked).toHaveLength(2);
    expect(await owner`select id from watch_channels where stopped_at is null`).toEqual([
      { id: asked[1]?.id },
    ]);
  });

  it("calls a failure that passes no fault of the calendar, and tries again", async () => {
    const pathContains = world.desk.provider === "google" ? "/watch" : "/subscriptions";
    await world.act("POST", "/trouble", { kind: "server-error-500", pathContains });
    await watchCalendar(ctxAt(), id);
    expect(await connection()).toMatchObject({ state: "in-sync", failures: 0 });
    expect(await live()).toEqual([]);
    // Once a minute, not at every look at the timetable.
    await watchCalendar(ctxAt(later(30_000)), id);
    expect(asked).toHaveLength(1);
    await watchCalendar(ctxAt(later(minutes(3))), id);
    expect(await owner`select from watch_channels where stopped_at is null`).toHaveLength(1);
    expect(await live()).toHaveLength(1);
    expect(await keys()).toContain(`sync:${id}`);
  });
});

describe("the timetable (RULES I14, N2)", () => {
  it("leaves a pull for a quiet calendar and a renewal where none stands", async () => {
    expect(await lookAtTimetable(later(minutes(2)), true)).toBe(1);
    await lookAtTimetable(later(minutes(2)), true);
    expect(await keys()).toEqual([`sync:${id}`, `watch:${id}`]);
  });

  it("leaves nothing while push stands and nothing is old", async () => {
    await watchCalendar(ctxAt(), id);
    await owner`delete from graphile_worker._private_jobs`;
    expect(await lookAtTimetable(later(minutes(2)), true)).toBe(0);
    expect(await keys()).toEqual([]);
    await lookAtTimetable(later(minutes(16)), true);
    expect(await keys()).toEqual([`sync:${id}`]);
    await owner`delete from graphile_worker._private_jobs`;
    await owner`update calendar_connections set last_pull_at = ${later(days(6))}`;
    await lookAtTimetable(later(days(6)), true);
    expect(await keys()).toEqual([`watch:${id}`]);
  });

  it("polls every ten seconds while someone looks, every minute else", async () => {
    expect(await lookAtTimetable(later(15_000), false)).toBe(0);
    await owner`update calendar_connections set watched_until = ${later(minutes(1))}`;
    expect(await lookAtTimetable(later(15_000), false)).toBe(1);
    expect(await keys()).toEqual([`sync:${id}`]);
    await owner`update calendar_connections set watched_until = null`;
  });

  it("asks a provider that is down less and less often, and never before its wait is over", async () => {
    await world.act("POST", "/trouble", { kind: "server-error-500", seconds: 60 });
    const waits: number[] = [];
    let now = later(0);
    for (let nth = 0; nth < 8; nth += 1) {
      await syncCalendar(ctxAt(now), id);
      const { pausedUntil, state } = (await connection()) ?? {};
      expect(state).toBe("waiting");
      waits.push(Math.floor((Date.parse(pausedUntil ?? "") - Date.parse(now)) / 1_000));
      expect(await lookAtTimetable(shift(now, 900), false)).toBe(0);
      now = pausedUntil ?? "";
    }
    for (const [nth, least] of [1, 2, 4, 8, 16, 32, 64, 64].entries()) {
      expect(waits[nth]).toBeGreaterThanOrEqual(least);
      expect(waits[nth]).toBeLessThanOrEqual(least + 1);
    }
    await world.act("POST", "/trouble/clear");
    await syncCalendar(ctxAt(now), id);
    expect(await connection()).toMatchObject({ state: "in-sync", failures: 0, pausedUntil: null });
  });

  it("waits for the end of a pause, and a message that comes meanwhile does not undo the waiting", async () => {
    await world.act("POST", "/trouble", { kind: "rate-limit-429", retryAfter: 90 });
    await syncCalendar(ctxAt(), id);
    const { pausedUntil, state } = (await connection()) ?? {};
    expect(state).toBe("paused");
    expect(await lookAtTimetable(later(minutes(1)), false)).toBe(0);
    await owner`delete from graphile_worker._private_jobs`;
    await syncCalendar(ctxAt(), id);
    const [job] = await owner`select key, run_at from graphile_worker.jobs`;
    expect(job).toMatchObject({ key: `sync:${id}`, run_at: new Date(pausedUntil ?? 0) });
    await syncCalendar(ctxAt(later(minutes(2))), id);
    expect(await connection()).toMatchObject({ state: "in-sync", pausedUntil: null });
  });
});
