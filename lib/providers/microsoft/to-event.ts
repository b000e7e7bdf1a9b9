import type { CalendarChange, CalendarEvent, EventKind, SeriesRole } from "@/lib/domain/calendar/event";
import { type Instant, toInstant } from "@/lib/domain/time/instant";
import type { Slot } from "@/lib/domain/time/slot";
import { dayAfter, wallTime } from "@/lib/domain/time/zoned";
import { descriptionOf } from "./description";
import { addressOf, guestsOf } from "./guests";
import { plainUid } from "./ical-uid";
import { ruleOf } from "./series";
import { etagOf, joinUrlOf, type RawEvent, type RawTime } from "./wire";
import { ianaZone } from "./zones";

/** Our mark on the events we create. */
export const transactionPrefix = "crm-";

/**
 * An event of Graph's, read by id, as a change in our words; null for one that cannot be told (a live one without times) or
 * is not to be yet (a draft: RULES section 9). `mailbox` is the address whose copy it is.
 */
export function toChange(raw: RawEvent, mailbox: string): CalendarChange | null {
  const updatedAt = toInstant(raw.lastModifiedDateTime);
  if (raw.isCancelled) {
    return { kind: "gone", id: raw.id, how: "called-off", instance: instanceOf(raw), updatedAt };
  }
  const slot = raw.isDraft ? null : toSlot(raw);
  return slot ? { kind: "upsert", event: toEvent(raw, slot, mailbox) } : null;
}

function toEvent(raw: RawEvent, slot: Slot, mailbox: string): CalendarEvent {
  const guests = guestsOf(raw, mailbox);
  const joinUrl = joinUrlOf(raw);
  return {
    id: raw.id,
    etag: etagOf(raw),
    icalUid: plainUid(raw.iCalUId),
    createdAt: toInstant(raw.createdDateTime),
    updatedAt: toInstant(raw.lastModifiedDateTime),
    // `showAs: tentative` is how each person shows the meeting to others, and says nothing of the meeting.
    status: "confirmed",
    kind: kindOf(
      raw,
      guests.some((guest) => !guest.self && !guest.resource),
    ),
    showsAway: raw.showAs === "oof",
    visibility: raw.sensitivity && raw.sensitivity !== "normal" ? "private" : "public",
    title: raw.subject || null,
    descriptionHtml: descriptionOf(raw),
    locationText: raw.location?.displayName || null,
    slot,
    organizer: organizerOf(raw, mailbox),
    guests,
    guestsOmitted: raw.hideAttendees === true && raw.isOrganizer !== true,
    joinUrl,
    joinPending: joinUrl === null && raw.isOnlineMeeting === true,
    url: raw.webLink || null,
    series: seriesOf(raw),
    crmMeetingId: ownMark(raw),
  };
}

/** Out of office is how the mailbox's owner shows an event; with others in it, it is a meeting all the same (RULES section 4). */
function kindOf(raw: RawEvent, hasOthers: boolean): EventKind {
  return raw.showAs === "oof" && !hasOthers && raw.isOrganizer !== false ? "out-of-office" : "default";
}

function toSlot(raw: RawEvent): Slot | null {
  if (raw.isAllDay) return allDay(raw.start?.dateTime.slice(0, 10), raw.end?.dateTime.slice(0, 10));
  const [start, end] = [instantOf(raw.start), instantOf(raw.end)];
  return start && end
    ? { kind: "timed", start, end, zone: ianaZone(raw.originalStartTimeZone) ?? "UTC" }
    : null;
}

/** Days float: the date part counts, and is never converted. */
function allDay(from: string | undefined, until: string | undefined): Slot | null {
  if (!isDay(from) || !isDay(until)) return null;
  return { kind: "all-day", from, until: until > from ? until : dayAfter(from) };
}

const isDay = (date: string | undefined): date is string =>
  date !== undefined && toInstant(`${date}T00:00:00Z`)?.startsWith(date) === true;

/** A zone-less text with seven decimals, which means what its `timeZone` says; `new Date` would take our own zone. */
function instantOf(time: RawTime): Instant | null {
  const [, day, clock] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)\d*$/.exec(time?.dateTime ?? "") ?? [];
  const zone = ianaZone(time?.timeZone ?? "UTC");
  if (!isDay(day) || !clock || !zone) return null;
  const asUtc = toInstant(`${day}T${clock}Z`);
  return zone === "UTC" || !asUtc ? asUtc : wallTime(day, clock, zone);
}

function organizerOf(raw: RawEvent, mailbox: string): CalendarEvent["organizer"] {
  const email = addressOf(raw.organizer?.emailAddress?.address);
  if (!email) return null;
  const name = raw.organizer?.emailAddress?.name || null;
  return { email, name, self: raw.isOrganizer ?? email === mailbox };
}

function seriesOf(raw: RawEvent): SeriesRole {
  const instance = instanceOf(raw);
  if (instance) return { role: "instance", ...instance, isChanged: raw.type !== "occurrence" };
  if (raw.type !== "seriesMaster" && !raw.recurrence) return { role: "single" };
  // A pattern we do not know yet still makes a series.
  const rule = raw.recurrence && ruleOf(raw.recurrence);
  return { role: "master", rule: rule ? [rule] : [], firstStart: instantOf(raw.start) };
}

function instanceOf(raw: RawEvent): { masterId: string; originalStart: Instant } | null {
  if (!raw.seriesMasterId) return null;
  const originalStart = toInstant(raw.originalStart) ?? instantOf(raw.start);
  return originalStart ? { masterId: raw.seriesMasterId, originalStart } : null;
}

/** Our mark counts on the event we made: guests' copies and instances may carry it along. */
function ownMark(raw: RawEvent): string | null {
  if (raw.isOrganizer !== true || raw.seriesMasterId) return null;
  const mark = raw.transactionId?.startsWith(transactionPrefix)
    ? raw.transactionId.slice(transactionPrefix.length)
    : "";
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(mark) ? mark : null;
}
