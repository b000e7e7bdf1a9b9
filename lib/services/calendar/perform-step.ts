import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import type { KnownPeople } from "@/db/queries/guests";
import { loadKnownPeople } from "@/db/queries/known-people";
import { loadLogOn } from "@/db/queries/log-on";
import { addToTimelines, removeFromTimelines } from "@/db/queries/meeting-timelines";
import { cancelComing, changeMeeting, insertMeeting, updateShared } from "@/db/queries/meetings";
import { absorbTwin } from "@/db/queries/twin-meetings";
import { newId } from "@/lib/crypto";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { Step } from "@/lib/domain/calendar/plan";
import { recordsToLogOn } from "@/lib/domain/records/log-on";
import type { Ctx } from "../context";
import type { EventKey } from "./load-change";

type Task<S extends Step["do"] = Step["do"]> = {
  step: Extract<Step, { do: S }>;
  key: EventKey;
  change: CalendarChange;
  cancelled: { at: string; where: string };
};

/** The meeting a step wrote, and every meeting whose timelines have to look again. */
export type Performed = { meetingId: string | null; touched: string[] };

/** Does what the planner decided; it decides nothing itself. */
export async function performStep(tx: Tx, ctx: Ctx, connection: Connection, task: Task): Promise<Performed> {
  const { step } = task;
  switch (step.do) {
    case "log":
      return logMeeting(tx, ctx, connection, { ...task, step });
    case "update":
      return updateMeeting(tx, ctx, { ...task, step });
    case "leave":
      return leaveMeeting(tx, ctx, { ...task, step });
    case "cancel":
      await changeMeeting(tx, ctx.accountId, step.meetingId, cancelledFields(task.cancelled));
      return touched(step.meetingId);
    case "cancel-coming": {
      const ids = task.key.icalUid
        ? await cancelComing(tx, ctx.accountId, task.key.icalUid, task.cancelled)
        : [];
      return { meetingId: step.meetingId, touched: ids };
    }
    case "freeze":
      await changeMeeting(tx, ctx.accountId, step.meetingId, { frozenAt: task.cancelled.at });
      return touched(step.meetingId);
    case "none":
      return { meetingId: null, touched: [] };
  }
}

async function logMeeting(tx: Tx, ctx: Ctx, connection: Connection, task: Task<"log">): Promise<Performed> {
  const { step, key, change, cancelled } = task;
  const { accountId } = ctx;
  const people = await loadKnownPeople(
    tx,
    accountId,
    step.fields.guests.map((guest) => guest.email),
  );
  const id = newId();
  const isPast = step.fields.startAt < cancelled.at;
  await insertMeeting(
    tx,
    accountId,
    {
      id,
      hostId: hostOf(step, people) ?? connection.userId,
      authorId: connection.userId,
      connectionId: connection.id,
      provider: connection.provider,
      shared: step.fields,
      internalNote: null,
      outcome: outcomeOf(step.cancelled, isPast),
      source: "calendar",
      icalUid: key.icalUid,
      occurrence: key.occurrence,
      push: "scheduled",
      eventId: change.kind === "upsert" ? change.event.id : change.id,
      cancelled: step.cancelled ? cancelled : null,
      syncedAt: cancelled.at,
      now: cancelled.at,
    },
    people,
  );
  await logOn(tx, accountId, { id, at: step.fields.startAt }, step.contactIds);
  return touched(id);
}

/** A teammate who organises is the host, connected or not; otherwise the person whose calendar brought it. */
const hostOf = (step: Extract<Step, { do: "log" }>, people: KnownPeople): string | null =>
  people.userIds.get(step.fields.organizerEmail ?? "") ?? null;

function outcomeOf(cancelled: boolean, isPast: boolean) {
  if (cancelled) return "Canceled";
  return isPast ? "Completed" : "Scheduled";
}

async function updateMeeting(tx: Tx, ctx: Ctx, task: Task<"update">): Promise<Performed> {
  const { step, key, change, cancelled } = task;
  const { accountId } = ctx;
  const people = await loadKnownPeople(
    tx,
    accountId,
    step.fields.guests.map((guest) => guest.email),
  );
  const isPast = step.fields.startAt < cancelled.at;
  if (step.adopt && key.icalUid) await absorbTwin(tx, accountId, step.meetingId, key.icalUid);
  await updateShared(tx, accountId, step.meetingId, step.fields, cancelled.at, people);
  await changeMeeting(tx, accountId, step.meetingId, {
    syncedAt: cancelled.at,
    ...(step.thaw ? { frozenAt: null } : {}),
    ...(step.revive ? { cancelledAt: null, cancelledWhere: null, outcome: outcomeOf(false, isPast) } : {}),
    // The answer to our insert was lost, and the calendar tells us of the event first (RULES O1, I12).
    ...(step.adopt && change.kind === "upsert"
      ? { push: "scheduled", pushNote: null, eventId: change.event.id, icalUid: key.icalUid }
      : {}),
  });
  await removeFromTimelines(tx, accountId, step.meetingId, step.remove);
  await logOn(tx, accountId, { id: step.meetingId, at: step.fields.startAt }, step.add);
  return touched(step.meetingId);
}

async function leaveMeeting(tx: Tx, ctx: Ctx, { step, cancelled }: Task<"leave">): Promise<Performed> {
  const emails = step.fields.guests.map((guest) => guest.email);
  const people = await loadKnownPeople(tx, ctx.accountId, emails);
  await updateShared(tx, ctx.accountId, step.meetingId, step.fields, cancelled.at, people);
  return touched(step.meetingId);
}

/** RULES R3: the contacts, their primary companies and their five latest open deals. */
async function logOn(
  tx: Tx,
  accountId: string,
  meeting: { id: string; at: string },
  contactIds: readonly string[],
): Promise<void> {
  if (contactIds.length === 0) return;
  const sources = await loadLogOn(tx, accountId, contactIds);
  const chosen = contactIds.map((id) => ({ kind: "contact" as const, id }));
  await addToTimelines(tx, accountId, meeting, recordsToLogOn({ chosen, sources }));
}

const cancelledFields = (cancelled: { at: string; where: string }) => ({
  cancelledAt: cancelled.at,
  cancelledWhere: cancelled.where,
  outcome: "Canceled" as const,
  syncedAt: cancelled.at,
});

const touched = (meetingId: string): Performed => ({ meetingId, touched: [meetingId] });
