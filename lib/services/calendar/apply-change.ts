import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { type EventCopy, markCopyGone, saveCopy, saveDecision } from "@/db/queries/copies";
import { notifyLive } from "@/db/queries/live";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { lagOf } from "@/lib/domain/calendar/health";
import type { Step } from "@/lib/domain/calendar/plan";
import { planChange } from "@/lib/domain/calendar/plan-changes";
import type { Ctx } from "../context";
import { type EventKey, type LoadedChange, loadChange, type SeriesFacts } from "./load-change";
import { performStep } from "./perform-step";

/** What one change came to, for the round's log line and for the measured delay. */
export type Applied = { step: Step["do"]; lagMs: number | null };

/**
 * Reads, decides and writes one change in the caller's transaction: the meeting, this calendar's copy of the event and the
 * reason (RULES I1–I15). Applying the same change again changes nothing.
 */
export async function applyChange(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  change: CalendarChange,
  series: SeriesFacts | null,
): Promise<Applied> {
  const loaded = await loadChange(tx, ctx, connection, change, series);
  const plan = planChange(change, loaded.state);
  const now = loaded.state.now;
  const cancelled = { at: now, where: providerWords[connection.provider].app };
  const before = loaded.state.meeting
    ? await listTimelinesOf(tx, ctx.accountId, loaded.state.meeting.id)
    : [];
  const performed = await performStep(tx, ctx, connection, {
    step: plan.step,
    key: loaded.key,
    change,
    cancelled,
  });
  const meetingId = performed.meetingId ?? loaded.state.meeting?.id ?? null;

  await writeCopy(tx, ctx, connection, change, loaded, meetingId);
  if (plan.decision) {
    const eventId = change.kind === "gone" ? change.id : change.event.id;
    await saveDecision(tx, ctx.accountId, connection.id, {
      ...plan.decision,
      eventId,
      meetingId,
      decidedAt: now,
    });
  }
  if (plan.step.do === "none") return { step: "none", lagMs: null };

  const after = await Promise.all(performed.touched.map((id) => listTimelinesOf(tx, ctx.accountId, id)));
  await notifyLive(tx, ctx.accountId, {
    what: "timeline",
    records: [...new Set([...before, ...after.flat()])],
  });
  const changedAt = change.kind === "gone" ? change.updatedAt : change.event.updatedAt;
  return { step: plan.step.do, lagMs: lagOf(changedAt, now) };
}

async function writeCopy(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  change: CalendarChange,
  loaded: LoadedChange,
  meetingId: string | null,
): Promise<void> {
  const { key, state, copy } = loaded;
  if (change.kind === "gone") {
    if (copy) await markCopyGone(tx, ctx.accountId, connection.id, copy.eventId, state.now);
    else if (change.instance && meetingId)
      await saveCopy(tx, ctx.accountId, connection.id, goneOccurrence(change, key, meetingId), state.now);
    return;
  }
  const { event } = change;
  const stored = {
    eventId: event.id,
    icalUid: key.icalUid,
    occurrence: event.series.role === "instance" ? event.series.originalStart : "",
    seriesEventId: event.series.role === "instance" ? event.series.masterId : null,
    meetingId: state.deletedInCrm ? null : meetingId,
    etag: event.etag,
    organizerSelf: event.organizer?.self ?? false,
    isPrivate: event.visibility === "private",
    cancelled: false,
    eventCreatedAt: event.createdAt,
    eventUpdatedAt: event.updatedAt,
  };
  await saveCopy(tx, ctx.accountId, connection.id, stored, state.now);
}

type Gone = Extract<CalendarChange, { kind: "gone" }>;

/** A cancelled occurrence is remembered, so that its series' row does not bring it back (RULES I7, I8). */
const goneOccurrence = (change: Gone, key: EventKey, meetingId: string): EventCopy => ({
  eventId: change.id,
  icalUid: key.icalUid,
  occurrence: change.instance?.originalStart ?? "",
  seriesEventId: change.instance?.masterId ?? null,
  meetingId,
  etag: null,
  organizerSelf: false,
  isPrivate: false,
  cancelled: true,
  eventCreatedAt: null,
  eventUpdatedAt: change.updatedAt,
});
