import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { type EventCopy, markCopiesGone, saveCopies } from "@/db/queries/copies";
import { forgetPlans } from "@/db/queries/forget-plans";
import { notifyLive } from "@/db/queries/live";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { saveDecisions } from "@/db/queries/save-decisions";
import { nameDeleted } from "@/db/queries/tombstones";
import { lockEvents } from "@/db/queries/twin-meetings";
import { lagOf } from "@/lib/domain/calendar/health";
import { isOutrun } from "@/lib/domain/calendar/outrun";
import type { Plan, Step } from "@/lib/domain/calendar/plan";
import { planChange } from "@/lib/domain/calendar/plan-changes";
import { wavesOf } from "@/lib/domain/calendar/waves";
import type { Ctx } from "../context";
import type { NamedChange } from "./change-names";
import { eventIdOf, type SeriesChange, slotOf } from "./event-key";
import { handOver } from "./hand-over";
import { type LoadedChange, loadChanges, lockUidsOf, nameChanges } from "./load-changes";
import { performSteps, type Task } from "./perform-steps";

/** What one change came to, for the round's log line and for the measured delay. */
export type Applied = { eventId: string; step: Step["do"]; lagMs: number | null };

type Decided = LoadedChange & { plan: Plan; meetingId: string | null };

/**
 * Reads, decides and writes a page of changes in the caller's transaction: the meetings, this calendar's copies of the
 * events and the reasons (RULES I1–I15). Changes of different events are taken as sets; those of one event, or of one
 * series, follow each other in the order given. Applying the same changes again changes nothing, and nor does what is older
 * than what is held.
 */
export async function applyChanges(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  rows: readonly SeriesChange[],
): Promise<Applied[]> {
  if (rows.length === 0) return [];
  await forgetPlans(tx, rows.length);
  await lockEvents(tx, ctx.accountId, await lockUidsOf(tx, ctx, connection, rows));
  const named = await nameChanges(tx, ctx, connection, rows);
  const decided: Decided[] = [];
  const timelines = new Set<string>();
  for (const wave of wavesOf(named, keysOf)) {
    // What an earlier wave wrote about the same events is read anew.
    const fresh = decided.length === 0 ? wave : await nameChanges(tx, ctx, connection, wave);
    const done = await applyWave(
      tx,
      ctx,
      connection,
      fresh.filter(({ change, copy }) => !isOutrun(change, copy)),
    );
    decided.push(...done.decided);
    for (const id of done.timelines) timelines.add(id);
  }
  await notifyLive(tx, ctx.accountId, { what: "timeline", records: [...timelines] });
  return decided.map(toApplied);
}

/** What makes two changes depend on each other: the event, its series, its name elsewhere, the meeting it was made for. */
function keysOf({ change, key, copy }: NamedChange): string[] {
  const master =
    change.kind === "gone"
      ? (change.instance?.masterId ?? copy?.seriesEventId)
      : change.event.series.role === "instance" && change.event.series.masterId;
  const keys = [eventIdOf(change), master, key.icalUid, key.crmMeetingId, copy?.meetingId];
  return keys.filter((text): text is string => Boolean(text));
}

async function applyWave(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  wave: readonly NamedChange[],
): Promise<{ decided: Decided[]; timelines: string[] }> {
  const { rows, people } = await loadChanges(tx, ctx, connection, wave);
  const tasks = rows.map((row) => {
    const plan = planChange(row.change, row.state);
    return { ...row, plan, step: plan.step };
  });
  const active = tasks.filter(({ step }) => step.do !== "none");
  const before = await listTimelinesOf(
    tx,
    ctx.accountId,
    active.flatMap(({ state }) => state.meeting?.id ?? []),
  );
  const { meetingIds, touched } = await performSteps(tx, ctx, connection, {
    tasks: active,
    people,
  });
  const decided = tasks.map((task) => ({
    ...task,
    meetingId: meetingIds.get(task as Task) ?? task.state.meeting?.id ?? null,
  }));
  await writeCopies(tx, ctx, connection, decided);
  await writeDecisions(tx, ctx, connection, decided);
  await handOver(tx, ctx, connection, decided);
  const forgotten = await nameDeleted(tx, ctx.accountId, rows.flatMap(deletedEventOf));
  return {
    decided,
    timelines: [...before, ...forgotten, ...(await listTimelinesOf(tx, ctx.accountId, touched))],
  };
}

/** RULES O3: the organiser's own copy of an event whose meeting was deleted tells what every other copy is called. */
function deletedEventOf({ change, key, state }: LoadedChange) {
  const { crmMeetingId: meetingId, icalUid, occurrence } = key;
  const isOrganisers = change.kind === "upsert" && change.event.organizer?.self === true;
  if (!state.deletedInCrm || !isOrganisers || !meetingId || !icalUid || occurrence !== "") return [];
  return [{ meetingId, icalUid }];
}

async function writeCopies(tx: Tx, ctx: Ctx, connection: Connection, decided: readonly Decided[]) {
  const gone = decided.flatMap(({ change, copy }) => (change.kind === "gone" && copy ? copy.eventId : []));
  const copies = decided.flatMap((row) => copyOf(row) ?? []);
  await markCopiesGone(tx, ctx.accountId, connection.id, gone, ctx.now());
  await saveCopies(tx, ctx.accountId, connection.id, copies, ctx.now());
}

function copyOf(row: Decided): EventCopy | null {
  const { change, key, series, state, copy, meetingId, plan } = row;
  const named = { eventId: eventIdOf(change), icalUid: key.icalUid, occurrence: slotOf(change) };
  if (change.kind === "gone") {
    // A cancelled occurrence is remembered, so that its series' row does not bring it back (RULES I7, I8): the first one also
    // while it is nobody's.
    if (copy || !change.instance) return null;
    if (!meetingId && change.instance.originalStart !== series?.firstStart) return null;
    return {
      ...named,
      ...unseen,
      seriesEventId: change.instance.masterId,
      meetingId,
      eventUpdatedAt: change.updatedAt,
    };
  }
  const { event } = change;
  const isPart = event.series.role === "master" && series !== null;
  return {
    ...named,
    seriesEventId: event.series.role === "instance" ? event.series.masterId : null,
    meetingId: state.deletedInCrm ? null : meetingId,
    etag: event.etag,
    organizerSelf: event.organizer?.self ?? false,
    isPrivate: event.visibility === "private",
    cancelled: false,
    invitesNobody: emptyRules.has(plan.decision?.rule),
    // A part of a split series is as old as the whole.
    eventCreatedAt: isPart ? series.createdAt : event.createdAt,
    firstStart: event.series.role === "master" ? event.series.firstStart : null,
    eventUpdatedAt: event.updatedAt,
  };
}

/** Reasons that mean: nobody is in it whom a timeline could show. */
const emptyRules = new Set<string | undefined>(["only-members", "no-guests", "no-match"]);

const unseen = {
  etag: null,
  organizerSelf: false,
  isPrivate: false,
  cancelled: true,
  invitesNobody: false,
  eventCreatedAt: null,
  firstStart: null,
};

async function writeDecisions(tx: Tx, ctx: Ctx, connection: Connection, decided: readonly Decided[]) {
  const decisions = decided.flatMap(({ change, plan, meetingId }) =>
    plan.decision ? [{ ...plan.decision, eventId: eventIdOf(change), meetingId, decidedAt: ctx.now() }] : [],
  );
  await saveDecisions(tx, ctx.accountId, connection.id, decisions);
}

function toApplied({ change, plan, state }: Decided): Applied {
  const eventId = eventIdOf(change);
  if (plan.step.do === "none") return { eventId, step: "none", lagMs: null };
  const changedAt = change.kind === "gone" ? change.updatedAt : change.event.updatedAt;
  return { eventId, step: plan.step.do, lagMs: lagOf(changedAt, state.now) };
}
