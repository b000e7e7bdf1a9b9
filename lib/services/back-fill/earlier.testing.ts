import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { BackFillDays, BackFillView } from "@/lib/domain/calendar/back-fill";
import type { CalendarProvider } from "@/lib/domain/calendar/provider";
import { seriesTold } from "@/lib/providers/missing-series";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import type { Ctx } from "../context";
import { type CalendarWorld, calendarWorld, connectionOf } from "../testing/calendar-world";
import { systemCtx } from "../wiring";
import { cancelBackFill } from "./cancel";
import { confirmBackFill } from "./confirm";
import { getBackFill } from "./get";
import { startBackFill } from "./start";
import { walkBackFill } from "./walk";

/** The world of tests about back-fills: emptied before each, nobody connected, so that what is made first is earlier. */
export let world: CalendarWorld;
export let owner: postgres.Sql;
export function eachStartsFresh(): void {
  beforeAll(async () => {
    world = await calendarWorld();
    owner = postgres(world.url, { max: 2, onnotice: () => undefined });
  });
  afterAll(async () => {
    await owner.end();
    await world.close();
  });
  beforeEach(async () => {
    for (const desk of Object.values(world.desks)) await desk.act("POST", "/reset");
    await owner`delete from notifications`;
    await owner`delete from activities`;
    await owner`delete from meeting_tombstones`;
    await owner`delete from calendar_connections`;
    await owner`delete from installed_integrations`;
    await owner`delete from graphile_worker._private_jobs`;
  });
}

type Draft = Record<string, unknown> & {
  days: number;
  clock?: string;
  by?: string;
  attendees?: { email: string }[];
};

/** An event with Lee, Mia's unless told otherwise, some days from now (negative: before), at ten unless told otherwise; answers with its id. */
export async function addEvent(
  summary: string,
  { days, clock = "10", by = MIA, ...more }: Draft,
): Promise<string> {
  const times = {
    start: { dateTime: inDays(days, `${clock}:00`), timeZone: "UTC" },
    end: { dateTime: inDays(days, `${clock}:30`), timeZone: "UTC" },
  };
  const body = { summary, ...times, attendees: [{ email: LEE }], ...more };
  const { json } = await world.act("POST", `/people/${by}/events`, body);
  expect(json.id).toEqual(expect.any(String));
  return json.id;
}

const eventPath = (id: string) => `/people/${MIA}/events/${encodeURIComponent(id)}`;

export const edit = (id: string, change: object, scope = "all") =>
  world.act("PATCH", `${eventPath(id)}?scope=${scope}`, change);

export const remove = (id: string, scope = "all") => world.act("DELETE", `${eventPath(id)}?scope=${scope}`);

/** Connects in a later second than what was made so far: providers tell their time in whole seconds. */
export async function connectMia(): Promise<void> {
  const second = () => Math.floor(Date.now() / 1_000);
  const made = second();
  await expect.poll(second, { interval: 20, timeout: 2_000 }).toBeGreaterThan(made);
  expect(await world.connect(world.mia)).toBe("installed");
}

export const mia = (): Ctx => world.ctxOf(world.mia);
export const job = (): Ctx => systemCtx(world.accountId, "test");
export const state = () => getBackFill(mia());

/** The state, where there is one. */
export async function now(): Promise<BackFillView> {
  const view = await state();
  if (!view) throw new Error("there is no back-fill");
  return view;
}

/** Runs the jobs of a back-fill to the end of its pass, as a worker would. Answers with how many pages that took. */
export async function walk(ctx: Ctx = job()): Promise<number> {
  const { id } = await now();
  for (let pages = 0; pages < 50; pages += 1) {
    const { state: at } = await now();
    if (at !== "counting" && at !== "running") return pages;
    await walkBackFill(ctx, id);
  }
  throw new Error("the back-fill does not come to an end");
}

export const titles = ["One", "Two", "Three", "Four", "Five"];
/** Five events of the last three weeks, a day apart. */
export async function addFive(): Promise<void> {
  for (const [nth, title] of titles.entries()) await addEvent(title, { days: nth - 20 });
}
/** Begins a count, or has what was counted logged, without running a page of it. */
export const begin = async () => (await startBackFill(mia(), { days: 30 })).id;
export const logIt = async () => confirmBackFill(mia(), { id: (await now()).id });
export const mailbox = () => connectionOf(mia(), world.mia);

export async function count(days: BackFillDays): Promise<BackFillView> {
  await startBackFill(mia(), { days });
  await walk();
  return now();
}

export async function confirm(): Promise<BackFillView> {
  await confirmBackFill(mia(), { id: (await now()).id });
  await walk();
  return now();
}

export const cancel = async () => cancelBackFill(mia(), { id: (await now()).id });

/** What is on timelines, in order of time. */
export async function cards(): Promise<string[]> {
  const rows = await world.inAccount((tx) =>
    tx.execute<{ title: string }>(sql`select title from activities order by at, title`),
  );
  return rows.map(({ title }) => title);
}

/** The real provider with pages of so many events; `before` is run before each page is asked for. */
export function narrow(size: number, before: (page: number) => Promise<void> = async () => undefined): Ctx {
  const ctx = job();
  const real = ctx.providers.get(world.desk.provider);
  let asked = 0;
  const listSpan: CalendarProvider["listSpan"] = async (access, span, cursor) => {
    await before(asked);
    asked += 1;
    const [inner, from] = cursor === null ? [null, 0] : (JSON.parse(cursor) as [string | null, number]);
    const page = await real.listSpan(access, span, inner);
    const changes = page.changes.slice(from, from + size);
    const rest = from + size < page.changes.length;
    const next = rest ? [inner, from + size] : page.nextCursor && [page.nextCursor, 0];
    const others = seriesTold(page.changes).filter((change) => !changes.includes(change));
    const series = [...page.series, ...others];
    return { ...page, changes, series, nextCursor: next ? JSON.stringify(next) : null };
  };
  return { ...ctx, providers: { ...ctx.providers, get: () => ({ ...real, listSpan }) } };
}

/** Every write this system made to calendars, and every mail the sandboxes sent since the last reset. */
export async function traces(): Promise<{ writes: number; mails: number }> {
  const [row] = await owner<{ writes: number }[]>`select count(*)::int as writes from provider_writes`;
  const outboxes = await Promise.all(
    Object.values(world.desks).map(async (desk) => (await desk.act("GET", "/outbox")).json.mails.length),
  );
  return { writes: row?.writes ?? -1, mails: outboxes.reduce((sum, n) => sum + n, 0) };
}
