import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { type EventCopy, findCopy, findCopyOfSlot, hasOccurrence } from "@/db/queries/copies";
import { loadMatchWorld } from "@/db/queries/match-world";
import { findMeeting, findMeetingIdByEvent, wasDeleted } from "@/db/queries/meeting-reads";
import { listOtherCopies, organiserInvitesNobody } from "@/db/queries/other-copies";
import { lockEvent } from "@/db/queries/twin-meetings";
import { participants } from "@/lib/domain/calendar/admission";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { ChangeState, MeetingState } from "@/lib/domain/calendar/plan";
import type { Instant } from "@/lib/domain/time/instant";
import { sanitiseHtml } from "@/lib/html";
import type { Ctx } from "../context";

/** Which event a change is about, as every calendar that holds a copy of it would name it. */
export type EventKey = { icalUid: string | null; occurrence: string; crmMeetingId: string | null };

/** What is known of the series an instance belongs to. */
export type SeriesFacts = { icalUid: string | null; createdAt: Instant | null; firstStart: Instant | null };

export type LoadedChange = { state: ChangeState; key: EventKey; copy: EventCopy | null };

/** Everything the planner needs to know about one change, read inside the transaction that will apply it. */
export async function loadChange(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  change: CalendarChange,
  series: SeriesFacts | null,
): Promise<LoadedChange> {
  const { accountId } = ctx;
  const eventId = change.kind === "gone" ? change.id : change.event.id;
  const copy =
    (await findCopy(tx, accountId, connection.id, eventId)) ??
    (await findSlotCopy(tx, accountId, connection.id, change));
  const key = keyOf(change, copy, series);
  if (key.icalUid) await lockEvent(tx, accountId, key.icalUid);
  const meetingId =
    copy?.meetingId ??
    (key.crmMeetingId && (await isPromised(tx, accountId, key.crmMeetingId)) ? key.crmMeetingId : null) ??
    (key.icalUid ? await findMeetingIdByEvent(tx, accountId, key.icalUid, key.occurrence) : null) ??
    key.crmMeetingId;
  const emails = change.kind === "upsert" ? participants(change.event) : [];
  const state: ChangeState = {
    world: {
      activeSince: connection.activeSince,
      allDayEvents: false,
      groupAddresses: [],
      people: await loadMatchWorld(tx, accountId, emails),
    },
    calendarZone: connection.zone,
    ownEmail: connection.email,
    now: ctx.now(),
    sanitise: sanitiseHtml,
    copy,
    meeting: meetingId ? await loadMeeting(tx, accountId, connection.id, meetingId) : null,
    organiserInvitesNobody:
      meetingId === null && (await nobodyInvited(tx, accountId, connection.id, change, key)),
    deletedInCrm: await wasDeleted(tx, accountId, key),
    firstHasOwnRow: await firstHasOwnRow(tx, accountId, connection.id, change),
    series: series && { ...series, meeting: await loadSeriesMeeting(tx, accountId, connection.id, series) },
  };
  return { state, key, copy };
}

async function nobodyInvited(
  tx: Tx,
  accountId: string,
  connectionId: string,
  change: CalendarChange,
  { icalUid }: EventKey,
): Promise<boolean> {
  if (change.kind === "gone" || !icalUid || change.event.organizer?.self) return false;
  const { series } = change.event;
  const occurrence = series.role === "instance" ? series.originalStart : "";
  return organiserInvitesNobody(tx, accountId, connectionId, { icalUid, occurrence });
}

/** A slot that is told of as taken out may have had a row under another name. */
async function findSlotCopy(
  tx: Tx,
  accountId: string,
  connectionId: string,
  change: CalendarChange,
): Promise<EventCopy | null> {
  if (change.kind !== "gone" || !change.instance) return null;
  const { masterId, originalStart } = change.instance;
  return findCopyOfSlot(tx, accountId, connectionId, masterId, originalStart);
}

/** Our own mark comes first while its meeting waits for it: a teammate's calendar may have told of the event before. */
const isPromised = async (tx: Tx, accountId: string, meetingId: string): Promise<boolean> =>
  (await findMeeting(tx, accountId, meetingId))?.push === "pending";

/** RULES I7: UID and original start name an occurrence; the first one, and a single event, have an empty one. */
function keyOf(change: CalendarChange, copy: EventCopy | null, series: SeriesFacts | null): EventKey {
  if (change.kind === "upsert") {
    const { event } = change;
    const start = event.series.role === "instance" ? event.series.originalStart : null;
    return {
      // Some providers give each occurrence a UID of its own, or none: the series' own is the same everywhere.
      icalUid: (start && series?.icalUid) || event.icalUid,
      occurrence: occurrenceOf(start, series),
      crmMeetingId: uuidOrNull(event.crmMeetingId),
    };
  }
  const start = change.instance?.originalStart ?? (copy?.occurrence || null);
  return {
    icalUid: copy?.icalUid ?? (start ? (series?.icalUid ?? null) : null),
    occurrence: occurrenceOf(start, series),
    crmMeetingId: null,
  };
}

async function firstHasOwnRow(
  tx: Tx,
  accountId: string,
  connectionId: string,
  change: CalendarChange,
): Promise<boolean> {
  if (change.kind === "gone" || change.event.series.role !== "master") return false;
  const first = change.event.slot.kind === "timed" ? change.event.slot.start : null;
  return first !== null && hasOccurrence(tx, accountId, connectionId, change.event.id, first);
}

const occurrenceOf = (originalStart: Instant | null, series: SeriesFacts | null): string =>
  originalStart === null || originalStart === series?.firstStart ? "" : originalStart;

// Anyone may write anything into an event's properties.
const uuidOrNull = (text: string | null): string | null =>
  text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;

async function loadSeriesMeeting(
  tx: Tx,
  accountId: string,
  connectionId: string,
  series: SeriesFacts,
): Promise<MeetingState | null> {
  if (!series.icalUid) return null;
  const id = await findMeetingIdByEvent(tx, accountId, series.icalUid, "");
  return id ? loadMeeting(tx, accountId, connectionId, id) : null;
}

async function loadMeeting(
  tx: Tx,
  accountId: string,
  connectionId: string,
  id: string,
): Promise<MeetingState | null> {
  const meeting = await findMeeting(tx, accountId, id);
  if (!meeting) return null;
  return {
    id: meeting.id,
    shared: meeting.shared,
    push: meeting.push,
    frozen: meeting.frozenAt !== null,
    cancelled: meeting.cancelledAt !== null,
    guestContactIds: meeting.guestContactIds,
    otherCopies: await listOtherCopies(tx, accountId, connectionId, id),
  };
}
