import postgres from "postgres";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { findConnectionOfUser } from "@/db/queries/connections";
import { newId } from "@/lib/crypto";
import type { TimeOffForm } from "@/lib/domain/time-off/inputs";
import { inDays, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld, waitingJobs } from "../testing/calendar-world";
import { systemCtx } from "../wiring";
import { pushTimeOff } from "./push";
import { getTimeOffSettings } from "./read";
import { addTimeOff, changeTimeOff, removeTimeOff } from "./write";

/** The world of tests about time off: Mia's calendar connected, and nobody away. */
export let world: CalendarWorld;
/** What the product itself may not do to its tables: empty the ledger. */
export let owner: postgres.Sql;

export function eachStartsAtWork(): void {
  beforeAll(async () => {
    world = await calendarWorld();
    owner = postgres(world.url, { max: 1, onnotice: () => undefined });
    await world.connect(world.mia);
  });
  afterAll(async () => {
    await owner.end();
    await world.close();
  });
  beforeEach(async () => {
    await world.act("POST", "/trouble/clear");
    await owner`update calendar_connections set paused_until = null, state = 'in-sync', mend = null`;
    for (const { id } of await shown()) await world.act("DELETE", pathOf(id));
    await world.pull(world.mia);
    for (const table of ["time_off", "calendar_preferences", "provider_writes", "sync_decisions"])
      await owner.unsafe(`delete from ${table}`);
    await owner`delete from graphile_worker._private_jobs`;
    mailsBefore = (await mails()).length;
  });
}

let mailsBefore = 0;
const mails = async (): Promise<{ subject: string }[]> => (await world.act("GET", "/outbox")).json.mails;

/** What was mailed to anybody since the test began. */
export const mailed = async (): Promise<string[]> =>
  (await mails()).slice(mailsBefore).map(({ subject }) => subject);

type Shown = {
  id: string;
  summary?: string;
  status: string;
  eventType: string;
  start: { date?: string; dateTime?: string };
  end: { date?: string; dateTime?: string };
};

/** What stands on a person's calendar page. */
export async function shown(person: string = MIA): Promise<Shown[]> {
  const { json } = await world.act("GET", `/people/${person}/events`);
  return (json.items as Shown[]).filter((item) => item.status !== "cancelled");
}

export const pathOf = (id: string, person: string = MIA): string =>
  `/people/${person}/events/${encodeURIComponent(id)}`;

export const titles = async (): Promise<(string | undefined)[]> =>
  (await shown()).map((event) => event.summary).sort();

/** Out of office made by hand, in four days from nine to noon UTC unless `more` says otherwise. */
export async function away(summary: string, more: object = {}): Promise<string> {
  const times = { start: { dateTime: inDays(4, "09:00") }, end: { dateTime: inDays(4, "12:00") } };
  const { json } = await world.act("POST", `/people/${MIA}/events`, {
    summary,
    eventType: "outOfOffice",
    ...times,
    ...more,
  });
  return json.id;
}

/** The form, filled in: whole days from the sixth to the seventh day from now unless `more` says otherwise. */
export const form = (more: Partial<TimeOffForm> = {}): TimeOffForm => ({
  id: newId(),
  allDay: true,
  from: inDays(6, "12:00").slice(0, 10),
  until: inDays(7, "12:00").slice(0, 10),
  start: "09:00",
  end: "17:00",
  zone: "Europe/Berlin",
  note: "Dentist",
  ...more,
});

export const ctx = () => world.ctxOf(world.mia);
export const add = (input: TimeOffForm) => addTimeOff(ctx(), input);
export const change = (input: TimeOffForm) => changeTimeOff(ctx(), input);
export const remove = (id: string) => removeTimeOff(ctx(), { id });
export const pull = () => world.pull(world.mia);

/** Mia's own entries as her page lists them, without what differs from run to run. */
export async function mine() {
  const { upcoming } = await getTimeOffSettings(ctx());
  return upcoming.map(({ note, standing, reason, source }) => ({ note, standing, reason, source }));
}

export async function entries() {
  return (await getTimeOffSettings(ctx())).upcoming;
}

/** Runs the jobs that wait for time off, each once, as the worker would. */
export async function work(): Promise<void> {
  const jobs = (await waitingJobs(world.url)).filter((job) => job.task === "time-off.push");
  for (const { key } of jobs) await push(key?.slice("time-off:".length) ?? "");
}

export const push = (timeOffId: string): Promise<void> =>
  pushTimeOff(systemCtx(world.accountId, "test"), timeOffId);

/** The keys of the jobs that wait. */
export const jobs = async (): Promise<(string | null)[]> =>
  (await waitingJobs(world.url)).map((job) => job.key);

/** Every line of the ledger, oldest first. */
export const ledger = () =>
  world.inAccount((tx) =>
    tx.execute<{ operation: string; result: string; mailed: string[]; reason: string; changed: string[] }>(
      "select operation, result, mailed, reason, changed from provider_writes order by requested_at, id",
    ),
  );

export const connectionNow = () =>
  world.inAccount((tx) => findConnectionOfUser(tx, world.accountId, world.mia.id));
