import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { decideSweep } from "../calendar/decide-sweep";
import { getCalendarSettings } from "../calendar/get-settings";
import { getSweep } from "../calendar/get-sweep";
import { listNotifications } from "../notifications/list-notifications";
import { searchRecords } from "../records/search-records";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { tablesHolding, textOfError } from "../testing/every-text";
import { getTimeOffSettings } from "../time-off/read";
import { getTimeline } from "../timeline/get-timeline";
import { listDecisions } from "./list-decisions";
import { listWrites } from "./list-writes";

// Read once, when the logger is made: this must come before everything else.
vi.hoisted(() => {
  process.env.LOG_LEVEL = "debug";
});

const MARK = "zqxjkv";
const secrets = (nth: number) => ({
  summary: `${MARK} title ${nth}`,
  description: `<p>${MARK} text ${nth}</p>`,
  location: `${MARK} place ${nth}`,
  attendees: [{ email: LEE }, { email: `${MARK}-${nth}@planted.test`, displayName: `${MARK} person` }],
});

let world: CalendarWorld;
let logged = "";
let thrown = "";
let nth = 0;
beforeAll(async () => {
  const { log } = await import("@/lib/log");
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  // Every logger of the product descends from this one and writes where it writes.
  Object.assign(log, { [pino.symbols.streamSym]: sink });
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
  expect(await world.connect(world.bob, "connect")).toBe("connected");
});
afterAll(() => world.close());
beforeEach(() => {
  nth += 1;
});

const pathOf = (id: string) => `/people/${MIA}/events/${encodeURIComponent(id)}`;
const atTen = {
  start: { dateTime: inDays(3, "10:00"), timeZone: "UTC" },
  end: { dateTime: inDays(3, "10:30"), timeZone: "UTC" },
};
const laterThatDay = {
  start: { dateTime: inDays(3, "15:00"), timeZone: "UTC" },
  end: { dateTime: inDays(3, "17:00"), timeZone: "UTC" },
};
async function add(more: Record<string, unknown>): Promise<string> {
  const { status, json } = await world.act("POST", `/people/${MIA}/events`, { ...atTen, ...more });
  expect(status).toBe(200);
  return json.id;
}
const edit = (id: string, change: Record<string, unknown>) =>
  world.act("PATCH", `${pathOf(id)}?scope=all`, change);
const hold = async (work: () => Promise<unknown>) => {
  await work().catch((error: unknown) => {
    thrown += textOfError(error);
  });
};
const pull = () => hold(() => world.pull(world.mia));
const trouble = (kind: string, more: Record<string, unknown> = {}) =>
  world.act("POST", "/trouble", { kind, ...more });
const calm = () => world.act("POST", "/trouble/clear");

/** Everything `person` can be shown by the services behind pages. */
async function shownTo(person: typeof world.mia): Promise<string> {
  const ctx = world.ctxOf(person);
  return JSON.stringify([
    await getTimeline(ctx, world.lee, {}),
    await searchRecords(ctx, { q: MARK }),
    await listNotifications(ctx),
    await getTimeOffSettings(ctx),
    await getCalendarSettings(ctx),
    await getSweep(ctx),
    await listDecisions(ctx, {}),
    await listWrites(ctx, {}),
  ]);
}

/** Where the marker is found, of the four places it must never be in. */
async function leaks(marker = MARK): Promise<string[]> {
  const holds = (text: string) => text.toLowerCase().includes(marker);
  return [
    ...(await tablesHolding(world.url, marker)),
    ...(holds(logged) ? ["a log line"] : []),
    ...(holds(thrown) ? ["an error"] : []),
    ...(holds(await shownTo(world.bob)) ? ["a teammate's page"] : []),
    ...(holds(await shownTo(world.mia)) ? ["the person's own page"] : []),
  ];
}

describe("planted markers in private events (RULES I5)", () => {
  it("sees a marker where there is one", async () => {
    const id = await add({ summary: `Open ${MARK}`, attendees: [{ email: LEE }] });
    await pull();
    const found = await leaks();
    expect(found).toEqual(
      expect.arrayContaining(["public.activities", "public.sync_decisions", "a teammate's page"]),
    );
    const { log } = await import("@/lib/log");
    log.child({ part: "test" }).debug(`planted ${MARK}`);
    expect(await leaks()).toContain("a log line");
    logged = "";
    await hold(() => Promise.reject(new Error("outside", { cause: new Error(`inside ${MARK}`) })));
    expect(await leaks()).toContain("an error");
    thrown = "";
    await edit(id, { summary: "Open" });
    await pull();
    expect(await leaks()).toEqual([]);
  });

  it("made in private: nothing of it is anywhere", async () => {
    const id = await add({ ...secrets(nth), visibility: "private" });
    const series = { ...secrets(nth), visibility: "private", recurrence: ["RRULE:FREQ=WEEKLY;COUNT=3"] };
    const weekly = await add(series);
    await pull();
    const slot = world.desk.slotOf(weekly, inDays(10, "10:00"));
    await world.act("PATCH", `${pathOf(slot)}?scope=this`, { summary: `${MARK} moved` });
    await pull();
    await edit(id, { summary: `${MARK} again` });
    await pull();
    await world.act("DELETE", pathOf(id));
    await pull();
    expect(await leaks()).toEqual([]);
  });

  it("out of office in private, and made private later: its times are known, and nothing else", async () => {
    const away = { ...atTen, eventType: "outOfOffice" };
    await add({ ...away, summary: `${MARK} clinic`, visibility: "private" });
    const shownFirst = await add({ ...away, ...laterThatDay, summary: "Capybara farm" });
    await pull();
    expect(await leaks()).toEqual([]);
    expect(await leaks("capybara")).toContain("public.sync_decisions");
    await edit(shownFirst, { summary: `${MARK} farm`, visibility: "private" });
    await pull();
    expect(await leaks()).toEqual([]);
    expect(await leaks("capybara")).toEqual([]);
  });

  it("public at first and private later: what was decided before is wiped, what comes then is never read", async () => {
    const lone = { summary: "Lone wombat", attendees: [{ email: "wombat@planted.test" }] };
    const unmatched = await add(lone);
    const met = await add({ summary: `Met ${nth}`, attendees: [{ email: LEE }] });
    await pull();
    expect(await leaks("wombat")).toContain("public.sync_decisions");
    for (const id of [unmatched, met]) await edit(id, { ...secrets(nth), visibility: "private" });
    await pull();
    expect(await leaks()).toEqual([]);
    expect(await leaks("wombat")).toEqual([]);
    const rows = (await listDecisions(world.ctxOf(world.mia), {})).rows;
    const told = rows.filter(({ eventId }) => eventId === unmatched || eventId === met);
    expect(told).toHaveLength(2);
    for (const row of told)
      expect(row).toMatchObject({ rule: "private", title: null, guests: null, startAt: null, strangers: [] });
    const [frozen] = told.filter(({ eventId }) => eventId === met);
    expect(frozen?.meeting?.record).toEqual({ kind: "contact", id: world.lee.id, name: "" });
    const [card] = (await world.meetingsOf(world.mia, world.lee)).filter(
      ({ title }) => title === `Met ${nth}`,
    );
    expect(card).toMatchObject({ frozen: true });
  });

  it("through failures, an expired cursor and everything listed again", async () => {
    const id = await add({ ...secrets(nth), visibility: "private" });
    await trouble("server-error-500", { count: 3 });
    await pull();
    await pull();
    await calm();
    await trouble("refuse", { count: 2 });
    await pull();
    await calm();
    await trouble("expire-sync-tokens");
    await edit(id, { summary: `${MARK} after` });
    await pull();
    await pull();
    await trouble("revoke-grant", { email: MIA });
    await pull();
    await hold(() => world.connect(world.mia, "connect"));
    await pull();
    expect(await leaks()).toEqual([]);
    expect(logged).toContain("calendar pulled");
  });
});

describe("planted markers in private events that are lost together (RULES I5, N4)", () => {
  it("under review, kept and cancelled: of what became private there is nothing anywhere", async () => {
    const ids: string[] = [];
    for (let each = 0; each < 16; each += 1)
      ids.push(await add({ summary: `Gathering ${each}`, attendees: [{ email: LEE }] }));
    await pull();
    for (const id of ids.slice(12)) await edit(id, { ...secrets(nth), visibility: "private" });
    await trouble("expire-sync-tokens");
    await pull();
    await trouble("expire-sync-tokens");
    for (const id of ids) await world.act("DELETE", pathOf(id));
    await pull();
    const review = await getSweep(world.ctxOf(world.mia));
    expect(review?.losses.map(({ eventId }) => eventId).sort()).toEqual(ids.slice(0, 12).sort());
    expect(await getSweep(world.ctxOf(world.bob))).toBeNull();
    expect(await leaks()).toEqual([]);
    for (const decision of ["keep", "cancel"] as const) {
      const { asOf = "", losses = [] } = (await getSweep(world.ctxOf(world.mia))) ?? {};
      const events = losses.slice(0, 6).map(({ eventId }) => eventId);
      await decideSweep(world.ctxOf(world.mia), { decision, asOf, of: "only", events });
    }
    await pull();
    expect(await getSweep(world.ctxOf(world.mia))).toBeNull();
    expect(await leaks()).toEqual([]);
  });
});
