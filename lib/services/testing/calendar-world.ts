import postgres from "postgres";
import { inAccount, openDatabase, type Tx } from "@/db/client";
import { findConnectionOfUser } from "@/db/queries/connections";
import { createTestDatabase } from "@/db/testing/database";
import { newId } from "@/lib/crypto";
import type { SessionUser } from "@/lib/domain/accounts/user";
import type { RecordRef } from "@/lib/domain/records/record";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";
import type { SandboxPerson } from "@/lib/sandbox/google/people";
import { inDays, LEE } from "@/lib/sandbox/google/testing/sandbox";
import { finishConnect } from "../calendar/finish-connect";
import { startConnect } from "../calendar/start-connect";
import { syncCalendar } from "../calendar/sync";
import type { Ctx } from "../context";
import { scheduleMeeting } from "../meetings/schedule";
import { getTimeline } from "../timeline/get-timeline";
import { database, userCtx } from "../wiring";
import { type Desk, providerUnderTest, startDesks } from "./desk";
import { startIntakeServer } from "./intake-server";
import { insertAccount, insertContact, insertUser } from "./story";

/**
 * A whole small world for tests of the calendar: a database of its own, both sandboxes over HTTP, an account with Mia
 * (administrator) and Bob, and Lee, a contact. Settings are set before anything reads them. People use the provider under
 * test unless a test says otherwise.
 */
export async function calendarWorld(more: readonly SandboxPerson[] = []) {
  const testDatabase = await createTestDatabase();
  const sandboxes = await startDesks(more);
  const intake = await startIntakeServer();
  const desk = sandboxes.desks[providerUnderTest()];
  Object.assign(process.env, {
    DATABASE_URL: testDatabase.url,
    APP_SECRET: "a-secret-for-tests-that-is-long-enough",
    APP_URL: intake.origin,
    ...sandboxes.settings,
    LOG_LEVEL: "silent",
  });
  const admin = openDatabase(testDatabase.url, { max: 2 });
  const accountId = newId();
  await inAccount(admin, accountId, (tx) => insertAccount(tx, accountId, "acme.test"));
  const people = await inAccount(admin, accountId, async (tx) => ({
    mia: await insertUser(tx, accountId, { name: "Mia Berg", email: "mia@acme.test", role: "admin" }),
    bob: await insertUser(tx, accountId, { name: "Bob Ray", email: "bob@acme.test", role: "member" }),
    lee: await insertContact(tx, accountId, { firstName: "Lee", email: "lee@client.test" }),
  }));
  return {
    ...people,
    accountId,
    desk,
    desks: sandboxes.desks,
    intake,
    url: testDatabase.url,
    ctxOf: (user: SessionUser): Ctx => userCtx(user),
    connect: (user: SessionUser, intent: "install" | "connect" = "install") =>
      connect(desk, userCtx(user), user, intent),
    pull: (user: SessionUser) => pull(userCtx(user), user),
    /** Schedules a meeting with Lee in four days, from Lee's record. */
    schedule: (user: SessionUser, title: string) => scheduleWith(people.lee, userCtx(user), title),
    /** Acts in a person's own calendar, as its pages do. */
    act: desk.act,
    /** A guest answers an invitation to an event in the owner's calendar, all occurrences or one. */
    respond: (guest: string, owner: string, eventId: string, response: string) =>
      respond(desk, guest, owner, eventId, response),
    meetingsOf: (user: SessionUser, record: RecordRef) => meetingsOf(userCtx(user), record),
    inAccount: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inAccount(admin, accountId, work),
    async close() {
      await sandboxes.close();
      await intake.close();
      await admin.$client.end();
      await database().$client.end();
      await testDatabase.drop();
    },
  };
}

export type CalendarWorld = Awaited<ReturnType<typeof calendarWorld>>;

async function connect(desk: Desk, ctx: Ctx, user: SessionUser, intent: "install" | "connect") {
  const { provider } = desk;
  const start = await startConnect(ctx, { provider, intent, returnTo: "/settings/general/calendar" });
  if (!start.ok) return start.result;
  const back = await desk.walk(start.url, { account: user.email });
  const end = await finishConnect(ctx, provider, start.sealedFlow, back.searchParams);
  if (end.result === "installed" || end.result === "connected") await pull(ctx, user);
  return end.result;
}

async function respond(desk: Desk, guest: string, owner: string, eventId: string, response: string) {
  const id = await desk.copyOf(guest, owner, eventId);
  return desk.act("POST", `/people/${guest}/events/${encodeURIComponent(id)}/respond`, { response });
}

function scheduleWith(lee: RecordRef, ctx: Ctx, title: string) {
  return scheduleMeeting(ctx, {
    meetingId: newId(),
    record: lee,
    title,
    date: inDays(4, "12:00").slice(0, 10),
    start: "12:00",
    end: "12:30",
    zone: "UTC",
    attendees: [{ email: LEE, name: "Lee", contactId: lee.id, userId: null }],
    location: { kind: "none", text: null },
    description: "",
    internalNote: "",
    records: [],
  });
}

async function pull(ctx: Ctx, user: SessionUser): Promise<void> {
  const connection = await connectionOf(ctx, user);
  if (connection) await syncCalendar(ctx, connection.id);
}

export const connectionOf = (ctx: Ctx, user: SessionUser) =>
  inAccount(ctx.db, ctx.accountId, (tx) => findConnectionOfUser(tx, ctx.accountId, user.id));

async function meetingsOf(ctx: Ctx, record: RecordRef): Promise<MeetingEntry[]> {
  const page = await getTimeline(ctx, record, { kinds: ["meeting"], upcoming: 2_000 });
  const entries = [...page.upcoming, ...page.entries];
  return entries.filter((entry): entry is MeetingEntry => entry.kind === "meeting");
}

/** Jobs that wait, by task and key, without the queue's own columns. */
export async function waitingJobs(url: string): Promise<{ task: string; key: string | null }[]> {
  const owner = postgres(url, { max: 1 });
  const rows = await owner<{ task: string; key: string | null }[]>`
    select task_identifier as task, key from graphile_worker.jobs order by id`;
  await owner.end();
  return rows.map(({ task, key }) => ({ task, key }));
}
