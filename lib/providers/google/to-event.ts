import type { calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import type {
  CalendarChange,
  CalendarEvent,
  ChangeHint,
  EventGuest,
  EventKind,
  SeriesRole,
} from "@/lib/domain/calendar/event";
import type { Reply } from "@/lib/domain/meetings/meeting";
import { type Instant, toInstant } from "@/lib/domain/time/instant";
import { isZone, type Slot } from "@/lib/domain/time/slot";
import { startOfDay } from "@/lib/domain/time/zoned";

type Raw = calendar_v3.Schema$Event;

export const crmMeetingProperty = "crmMeetingId";

const replyOf = new Map<string, Reply>([
  ["accepted", "accepted"],
  ["declined", "declined"],
  ["tentative", "tentative"],
  ["needsAction", "awaiting"],
]);

/**
 * A row of Google's as a change in our words; null for one that cannot be told (no id, or a live event without times).
 * A cancelled row guarantees its id and, for an instance, its slot: nothing else of it is read.
 */
export function toChange(raw: Raw, calendarZone: string): CalendarChange | null {
  if (!raw.id) return null;
  if (raw.status === "cancelled") {
    return {
      kind: "gone",
      id: raw.id,
      how: "called-off",
      instance: instanceOf(raw, calendarZone),
      updatedAt: toInstant(raw.updated),
    };
  }
  const slot = toSlot(raw, calendarZone);
  return slot ? { kind: "upsert", event: toEvent(raw, raw.id, slot, calendarZone) } : null;
}

/** The same for a row of a listing: one of a shape nobody has seen yet must not hold up all others, and is looked up alone. */
export function toRow(raw: Raw, calendarZone: string): CalendarChange | ChangeHint | null {
  try {
    return toChange(raw, calendarZone);
  } catch {
    const masterId = raw.recurringEventId ?? null;
    const createdAt = toInstant(raw.created);
    return raw.id
      ? { kind: "hint", id: raw.id, masterId, createdAt, onlyIfKnown: false, onPrimary: true }
      : null;
  }
}

function toEvent(raw: Raw, id: string, slot: Slot, calendarZone: string): CalendarEvent {
  return {
    id,
    etag: raw.etag ?? null,
    icalUid: plain(raw.iCalUID),
    createdAt: toInstant(raw.created),
    updatedAt: toInstant(raw.updated),
    status: raw.status === "tentative" ? "tentative" : "confirmed",
    kind: kindOf(raw.eventType),
    showsAway: raw.eventType === "outOfOffice",
    visibility: raw.visibility === "private" || raw.visibility === "confidential" ? "private" : "public",
    title: raw.summary ?? null,
    descriptionHtml: raw.description ?? null,
    locationText: raw.location ?? null,
    slot,
    organizer: organizerOf(raw),
    guests: (raw.attendees ?? []).map(toGuest).filter((guest) => guest !== null),
    guestsOmitted: raw.attendeesOmitted === true,
    ...conference(raw),
    url: raw.htmlLink ?? null,
    series: seriesOf(raw, calendarZone),
    crmMeetingId: ownMark(raw),
  };
}

/** Text that is stored as it came: PostgreSQL refuses NUL, and no identifier has control characters. */
const plain = (text: string | null | undefined): string | null => text?.replace(/\p{Cc}/gu, "") || null;

/** Our mark counts on the event we made alone: duplicates and instances carry it along, but never that event's id. */
function ownMark(raw: Raw): string | null {
  const mark = raw.extendedProperties?.private?.[crmMeetingProperty];
  return mark && mark.replaceAll("-", "") === raw.id ? mark : null;
}

const kindOf = (type: string | null | undefined): EventKind => {
  if (type === undefined || type === null || type === "default") return "default";
  return type === "outOfOffice" ? "out-of-office" : "other";
};

function toSlot(raw: Raw, calendarZone: string): Slot | null {
  const [from, until] = [dayOrNull(raw.start?.date), dayOrNull(raw.end?.date)];
  if (from && until) return { kind: "all-day", from, until };
  const start = toInstant(raw.start?.dateTime);
  const end = toInstant(raw.end?.dateTime);
  if (!start || !end) return null;
  const zone = raw.start?.timeZone;
  return { kind: "timed", start, end, zone: zone && isZone(zone) ? zone : calendarZone };
}

const dayOrNull = (date: string | null | undefined): string | null =>
  date && toInstant(`${date}T00:00:00Z`)?.startsWith(date) ? date : null;

function organizerOf(raw: Raw): CalendarEvent["organizer"] {
  const email = addressOf(raw.organizer?.email);
  if (!email) return null;
  return { email, name: raw.organizer?.displayName ?? null, self: raw.organizer?.self === true };
}

/** Rows without a real address (groups being expanded, hidden people) are left out. */
function toGuest(raw: calendar_v3.Schema$EventAttendee): EventGuest | null {
  const email = addressOf(raw.email);
  if (!email) return null;
  return {
    email,
    name: raw.displayName ?? null,
    reply: replyOf.get(raw.responseStatus ?? "") ?? "awaiting",
    self: raw.self === true,
    organizer: raw.organizer === true,
    optional: raw.optional === true,
    resource: raw.resource === true,
  };
}

function addressOf(email: string | null | undefined): string | null {
  const address = email?.trim().toLowerCase() ?? "";
  return /^[^\s\p{Cc}@]+@[^\s\p{Cc}@]+$/u.test(address) && address.length <= 254 ? address : null;
}

function conference(raw: Raw): { joinUrl: string | null; joinPending: boolean } {
  const video = raw.conferenceData?.entryPoints?.find((entry) => entry.entryPointType === "video")?.uri;
  const joinUrl = video ?? raw.hangoutLink ?? null;
  const status = raw.conferenceData?.createRequest?.status?.statusCode;
  return { joinUrl, joinPending: joinUrl === null && status === "pending" };
}

function seriesOf(raw: Raw, calendarZone: string): SeriesRole {
  const instance = instanceOf(raw, calendarZone);
  if (instance) return { role: "instance", ...instance, isChanged: true };
  return raw.recurrence && raw.recurrence.length > 0
    ? { role: "master", rule: raw.recurrence, firstStart: slotStart(raw.start, calendarZone) }
    : { role: "single" };
}

function instanceOf(raw: Raw, calendarZone: string): { masterId: string; originalStart: Instant } | null {
  if (!raw.recurringEventId || !raw.originalStartTime) return null;
  const originalStart = slotStart(raw.originalStartTime, calendarZone);
  return originalStart ? { masterId: raw.recurringEventId, originalStart } : null;
}

/** How a slot of a series is named: by its start, of whole days in the calendar's zone. */
function slotStart(at: calendar_v3.Schema$EventDateTime | undefined, calendarZone: string): Instant | null {
  const day = dayOrNull(at?.date);
  return day ? startOfDay(day, calendarZone) : toInstant(at?.dateTime);
}
