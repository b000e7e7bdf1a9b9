import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/crypto";
import type { SessionUser } from "@/lib/domain/accounts/user";
import type { BusyBlock, BusyDetail, CalendarStanding, PersonDay } from "@/lib/domain/availability/busy";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { CalendarProvider } from "@/lib/domain/calendar/provider";
import { BOB, inDays, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { setSyncing } from "../calendar/set-syncing";
import { setOutcome } from "../meetings/edit-own-fields";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { tablesHolding } from "../testing/every-text";
import { listBusy } from "./list-busy";

let world: CalendarWorld;
let firstDay = 20;

beforeAll(async () => {
  world = await calendarWorld();
  await world.connect(world.mia);
  await world.connect(world.bob, "connect");
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.act("POST", "/trouble/clear");
  firstDay += 2;
});

const at = (clock: string): string => inDays(firstDay, clock).replace("Z", ".000Z");
const ask = (asker: SessionUser, people: readonly { id: string }[], patienceMs?: number) => {
  const asking = { date: at("12:00").slice(0, 10), zone: "UTC", people: people.map(({ id }) => id) };
  return listBusy(world.ctxOf(asker), asking, patienceMs);
};
const block = (from: string, until: string, title: string | null = null): BusyBlock => ({
  ...{ startAt: at(from), endAt: at(until), kind: "busy", title },
});

const day = (
  { id, email, name }: SessionUser,
  standing: CalendarStanding,
  blocks: BusyBlock[],
): PersonDay => ({
  ...{ userId: id, email, name, standing, blocks },
});

async function create(person: string, summary: string, from: string, until: string, more: object = {}) {
  const times = { start: { dateTime: at(from) }, end: { dateTime: at(until) } };
  const { json } = await world.act("POST", `/people/${person}/events`, { summary, ...times, ...more });
  return json.id as string;
}

/** In what detail a provider is asked when one person looks at another's day. */
async function asked(asker: SessionUser, person: SessionUser): Promise<BusyDetail[]> {
  const details: BusyDetail[] = [];
  const ctx = world.ctxOf(asker);
  const listening = (provider: CalendarProvider): CalendarProvider => ({
    ...provider,
    busy: (access, span, how) => {
      details.push(how.detail);
      return provider.busy(access, span, how);
    },
  });
  const providers = {
    has: ctx.providers.has,
    writer: ctx.providers.writer,
    get: (name: ProviderName) => listening(ctx.providers.get(name)),
  };
  const asking = { date: at("12:00").slice(0, 10), zone: "UTC", people: [person.id] };
  expect((await listBusy({ ...ctx, providers }, asking))[0]?.blocks).toHaveLength(1);
  return details;
}

describe("free/busy (RULES section 7)", () => {
  it("shows one's own titles and nothing but times of a teammate, whoever asks", async () => {
    await create(MIA, "Mias stand-up", "09:00", "09:30");
    await create(MIA, "Mias secret", "10:00", "10:30", { visibility: "private" });
    await create(BOB, "Bobs interview", "11:00", "12:00");
    const own = [block("09:00", "09:30", "Mias stand-up"), block("10:00", "10:30")];
    expect(await ask(world.mia, [world.mia, world.bob])).toEqual([
      day(world.mia, "read", own),
      day(world.bob, "read", [block("11:00", "12:00")]),
    ]);
    const bobs = await ask(world.bob, [world.mia, world.bob]);
    expect(JSON.stringify(bobs)).not.toMatch(/Mias/);
    expect(bobs[1]?.blocks).toEqual([block("11:00", "12:00", "Bobs interview")]);
  });

  it("asks no provider for a teammate's titles, and stores nothing of what it reads", async () => {
    await create(BOB, "Planted marker kx81", "11:00", "12:00");
    const [own, teammates] = [await asked(world.bob, world.bob), await asked(world.mia, world.bob)];
    expect([own, teammates]).toEqual([["titles"], ["times"]]);
    expect(await tablesHolding(world.url, "kx81")).toEqual([]);
  });

  it("leaves out who is not of the account, and answers once for each person, by id or address", async () => {
    const refs = [BOB, "lee@client.test", newId(), world.bob.id].map((id) => ({ id }));
    const people = await ask(world.mia, refs);
    expect(people.map(({ userId }) => userId)).toEqual([world.bob.id]);
  });

  it("needs a signed-in person", async () => {
    const ctx = { ...world.ctxOf(world.mia), actor: { kind: "system" as const, part: "test" } };
    const asking = { date: at("12:00").slice(0, 10), zone: "UTC", people: [world.bob.id] };
    await expect(listBusy(ctx, asking)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("reads the day of the zone that was asked for", async () => {
    await create(MIA, "Before midnight in Warsaw", "22:00", "22:30");
    const asking = { date: at("12:00").slice(0, 10), people: [world.mia.id] };
    const there = (zone: string) => listBusy(world.ctxOf(world.mia), { ...asking, zone });
    expect((await there("UTC"))[0]?.blocks).toHaveLength(1);
    expect((await there("Asia/Tokyo"))[0]?.blocks).toHaveLength(0);
  });
});

describe("a calendar that cannot be read", () => {
  it("does not hold anybody up: it is said, and what we know stands in", async () => {
    await world.act("PATCH", "/behaviours", { answerMilliseconds: 900 });
    const started = performance.now();
    const [silent] = await ask(world.mia, [world.bob], 150);
    expect(performance.now() - started).toBeLessThan(800);
    expect(silent).toEqual(day(world.bob, "silent", []));
    await world.act("PATCH", "/behaviours", { answerMilliseconds: 0 });
    expect((await ask(world.mia, [world.bob]))[0]?.standing).toBe("read");
  });

  it("says so when the provider fails, of that person alone", async () => {
    await create(MIA, "Mine", "09:00", "09:30");
    await world.act("POST", "/trouble", { kind: "server-error-500", email: BOB, count: 5 });
    const [mia, bob] = await ask(world.mia, [world.mia, world.bob]);
    expect([mia?.standing, bob?.standing]).toEqual(["read", "silent"]);
    expect(mia?.blocks).toEqual([block("09:00", "09:30", "Mine")]);
  });

  it("takes the meetings we know of, times only, and none that is off", async () => {
    firstDay = 4;
    await world.schedule(world.mia, "Known to all");
    const { meetingId } = await world.schedule(world.mia, "Off");
    await setOutcome(world.ctxOf(world.mia), { meetingId, outcome: "Canceled" });
    const { json } = await world.act("GET", `/people/${MIA}/events`);
    const { id } = json.items.find((event: { summary?: string }) => event.summary === "Off");
    await world.act("DELETE", `/people/${MIA}/events/${encodeURIComponent(id)}`);
    const known = [block("12:00", "12:30")];
    const [own] = await ask(world.mia, [world.mia]);
    expect(own?.blocks).toEqual([block("12:00", "12:30", "Known to all")]);
    await setSyncing(world.ctxOf(world.mia), { syncing: false });
    for (const asker of [world.bob, world.mia])
      expect(await ask(asker, [world.mia])).toEqual([day(world.mia, "off", known)]);
    await setSyncing(world.ctxOf(world.mia), { syncing: true });
    firstDay = 40;
  });

  it("counts a dead grant as not connected", async () => {
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: BOB });
    expect((await ask(world.mia, [world.bob]))[0]).toMatchObject({ standing: "not-connected", blocks: [] });
  });
});

it("asks one mailbox once at a time, however many people look", async () => {
  await world.act("PATCH", "/behaviours", { answerMilliseconds: 60 });
  await world.act("POST", "/in-flight/reset");
  const looks = Array.from({ length: 6 }, () => ask(world.bob, [world.mia]));
  expect((await Promise.all(looks)).flat().map(({ standing }) => standing)).toEqual(Array(6).fill("read"));
  const { json } = await world.act("GET", "/in-flight");
  await world.act("PATCH", "/behaviours", { answerMilliseconds: 0 });
  expect(json.peaks[MIA]).toBe(1);
});
