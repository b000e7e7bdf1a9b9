import type { Tx } from "@/db/client";
import { type Connection, findConnectionOfUser } from "@/db/queries/connections";
import { loadKnownPeople } from "@/db/queries/known-people";
import { notifyLive } from "@/db/queries/live";
import { loadLogOn } from "@/db/queries/log-on";
import { addToTimelines, listTimelinesOf } from "@/db/queries/meeting-timelines";
import { insertMeetings, type NewMeeting } from "@/db/queries/meetings";
import { loadLinks } from "@/db/queries/record-links";
import type { SessionUser } from "@/lib/domain/accounts/user";
import { AppError, notFound } from "@/lib/domain/errors";
import type { ScheduleMeetingInput } from "@/lib/domain/meetings/inputs";
import type { PushState } from "@/lib/domain/meetings/meeting";
import { eventIdOf, planMeeting, pushNotes, type ScheduledMeeting } from "@/lib/domain/meetings/schedule";
import { recordsToLogOn } from "@/lib/domain/records/log-on";
import { kindWords, type RecordRef } from "@/lib/domain/records/record";
import { type Instant, minutes, shift } from "@/lib/domain/time/instant";
import { textToHtml } from "@/lib/html";
import { type Ctx, currentUser, inTransaction, mayWrite } from "../context";
import { enqueuePush } from "./enqueue-push";
import { type Pushed, pushMeeting } from "./push";

export type Scheduled = { meetingId: string; push: PushState; note: string | null };

// The inline attempt gets this long before the job behind it would start.
const HEAD_START_MS = minutes(0.5);

/**
 * Schedules a meeting (RULES O1, O2): meeting, guests, timelines and the job that stands behind the invitation are one
 * transaction; then the event is inserted at once. A second press of Save brings the same meeting id and finds the first.
 */
export async function scheduleMeeting(ctx: Ctx, input: ScheduleMeetingInput): Promise<Scheduled> {
  mayWrite(ctx);
  const saved = await inTransaction(ctx, (tx, inner) => save(tx, inner, input));
  if (saved.push !== "pending") return { ...saved, note: null };
  const pushed = await pushAtOnce(ctx, saved.meetingId);
  return { meetingId: saved.meetingId, ...pushed };
}

/** The promise is kept by the job: whatever goes wrong here only means that it is kept a little later. */
async function pushAtOnce(ctx: Ctx, meetingId: string): Promise<Pushed> {
  try {
    return await pushMeeting(ctx, meetingId);
  } catch (error) {
    ctx.log.warn({ meetingId, err: error }, "the invitation goes out by the job");
    return { push: "pending", note: pushNotes.sending };
  }
}

async function save(
  tx: Tx,
  ctx: Ctx,
  input: ScheduleMeetingInput,
): Promise<{ meetingId: string; push: PushState }> {
  const { accountId } = ctx;
  const user = currentUser(ctx);
  const connected = await findConnectionOfUser(tx, accountId, user.id);
  // The switch "Sync my calendar": off means that meetings are logged, without event or invitation.
  const connection = connected?.syncing ? connected : null;
  const now = ctx.now();
  const planned = planMeeting(input, { now, host: user, calendar: connection, textToHtml });
  if (!planned.ok) throw new AppError("invalid", "Some fields need another look.", planned.fields);
  const { shared, push } = planned.meeting;
  const id = input.meetingId;
  const onCalendar = push === "pending" ? connection : null;
  const known = await loadKnownPeople(
    tx,
    accountId,
    shared.guests.map((guest) => guest.email),
  );
  const records = await chooseRecords(tx, ctx, input, known.contactIds);

  const meeting = newMeeting(id, planned.meeting, {
    user,
    connection: onCalendar,
    contactIds: known.contactIds,
    internalNote: input.internalNote,
    now,
  });
  const added = await insertMeetings(tx, accountId, [meeting], known.people);
  if (!added.has(id)) return { meetingId: id, push };
  await addToTimelines(tx, accountId, [{ id, at: shared.startAt, records }]);
  if (onCalendar) {
    await enqueuePush(tx, {
      accountId,
      connectionId: onCalendar.id,
      meetingId: id,
      runAt: shift(now, HEAD_START_MS),
    });
  }
  await notifyLive(tx, accountId, { what: "timeline", records: await listTimelinesOf(tx, accountId, [id]) });
  return { meetingId: id, push };
}

type Origin = {
  user: SessionUser;
  connection: Connection | null;
  contactIds: readonly string[];
  internalNote: string;
  now: Instant;
};

function newMeeting(id: string, planned: ScheduledMeeting, origin: Origin): NewMeeting {
  const { user, connection, contactIds, internalNote, now } = origin;
  return {
    id,
    hostId: user.id,
    authorId: user.id,
    connectionId: connection?.id ?? null,
    provider: connection?.provider ?? null,
    shared: planned.shared,
    contactIds,
    internalNote: internalNote || null,
    outcome: planned.outcome,
    source: "crm",
    icalUid: null,
    occurrence: "",
    push: planned.push,
    eventId: connection ? eventIdOf(id) : null,
    cancelled: null,
    syncedAt: null,
    now,
  };
}

/** RULES R3: the record itself, the guests who are contacts, what follows from them, and what was ticked. */
async function chooseRecords(
  tx: Tx,
  ctx: Ctx,
  input: ScheduleMeetingInput,
  contactIds: string[],
): Promise<RecordRef[]> {
  const wanted = [input.record, ...input.records].map((ref) => ref.id);
  const links = await loadLinks(tx, ctx.accountId, wanted, ctx.now().slice(0, 10));
  if (!links.has(input.record.id)) throw notFound(kindWords[input.record.kind].one);
  const existing = [...links.values()].map(({ kind, id }) => ({ kind, id }));
  const contacts = contactIds.map((id) => ({ kind: "contact" as const, id }));
  const sources = await loadLogOn(tx, ctx.accountId, contactIds);
  const companies = sources.map((source) => ({ ...source, openDeals: [] }));
  // Deals are offered in the form, ticked: what stands there is what counts.
  return recordsToLogOn({ chosen: [...existing, ...contacts], sources: companies });
}
