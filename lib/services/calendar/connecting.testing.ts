import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { SessionUser } from "@/lib/domain/accounts/user";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld, connectionOf, waitingJobs } from "../testing/calendar-world";
import type { Desk } from "../testing/desk";
import { insertUser } from "../testing/story";
import { finishConnect } from "./finish-connect";
import { startConnect } from "./start-connect";
import { syncCalendar } from "./sync";
import { watchCalendar } from "./watch";

/** The world of tests about connecting: emptied before each, with Ana, a second administrator. */
export let world: CalendarWorld;
export let ana: SessionUser;
export let owner: postgres.Sql;
export function eachStartsFresh(): void {
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
    for (const desk of Object.values(world.desks)) await desk.act("POST", "/reset");
    await owner`delete from notifications`;
    await owner`delete from activities`;
    await owner`delete from calendar_connections`;
    await owner`delete from installed_integrations`;
    await owner`delete from graphile_worker._private_jobs`;
  });
}

type Choice = {
  account?: string;
  untick?: string[];
  decision?: "allow" | "cancel";
  intent?: "install" | "connect";
};
export const page = "/settings/general/calendar";

export async function leave(
  user: SessionUser,
  { account = user.email, intent = "install", ...choice }: Choice = {},
  desk: Desk = world.desk,
) {
  const { provider } = desk;
  const start = await startConnect(world.ctxOf(user), { provider, intent, returnTo: page });
  if (!start.ok) throw new Error(`refused at the start: ${start.result}`);
  const back = await desk.walk(start.url, { account, ...choice });
  return { provider, sealed: start.sealedFlow, answer: back.searchParams };
}
type Left = { provider: ProviderName; sealed: string | null; answer: URLSearchParams };

export async function comeBack(
  user: SessionUser,
  { provider, sealed, answer }: Left,
  now = new Date().toISOString(),
) {
  const end = await finishConnect({ ...world.ctxOf(user), now: () => now }, provider, sealed, answer);
  expect(end.returnTo).toBe(page);
  return end.result;
}
export const connect = async (user: SessionUser, choice: Choice = {}) =>
  comeBack(user, await leave(user, choice));
export const begin = (user: SessionUser, intent: "install" | "connect") =>
  startConnect(world.ctxOf(user), { provider: world.desk.provider, intent, returnTo: page });
export const connection = (user: SessionUser) => connectionOf(world.ctxOf(user), user);
export const pull = async (user: SessionUser) =>
  syncCalendar(world.ctxOf(user), (await connection(user))?.id ?? "");
/** The push channels that stand at the provider. */
export async function channels(): Promise<{ id: string; email: string }[]> {
  const isGoogle = world.desk.provider === "google";
  const { json } = await world.act("GET", isGoogle ? "/channels" : "/subscriptions");
  return isGoogle ? json.channels : json.subscriptions;
}
/** What the browser brings back, with some of it exchanged; null takes a parameter away. */
export function brought(answer: URLSearchParams, more: Record<string, string | null>): URLSearchParams {
  const query = new URLSearchParams(answer);
  for (const [name, value] of Object.entries(more)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return query;
}

/** What the app under test is called in the database and on pages. */
export const here = () => ({ provider: world.desk.provider, app: world.desk.app });

export async function openPush(user: SessionUser): Promise<string | undefined> {
  await watchCalendar(world.ctxOf(user), (await connection(user))?.id ?? "");
  return (await channels()).find(({ email }) => email === user.email)?.id;
}

export async function stored() {
  const [row] = await owner<{ connections: number; installed: string[] }[]>`
    select (select count(*)::int from calendar_connections) as connections,
           array(select provider from installed_integrations) as installed`;
  return { ...row, jobs: (await waitingJobs(world.url)).length };
}
export const nothing = { connections: 0, installed: [], jobs: 0 };

export async function addEvent(summary: string) {
  const times = { start: { dateTime: inDays(3, "10:00") }, end: { dateTime: inDays(3, "10:30") } };
  await world.act("POST", `/people/${MIA}/events`, { summary, ...times, attendees: [{ email: LEE }] });
}
export const cards = async () =>
  (
    await world.inAccount((tx) =>
      tx.execute<{ title: string }>(sql`select title from activities order by title`),
    )
  ).map(({ title }) => title);
