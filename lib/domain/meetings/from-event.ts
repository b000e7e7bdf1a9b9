import type { CalendarEvent, EventGuest } from "../calendar/event";
import { type Instant, laterOf, type PlainDate, type ZoneId } from "../time/instant";
import type { Slot } from "../time/slot";
import { dayAfter, startOfDay } from "../time/zoned";
import type { LocationKind, Reply } from "./meeting";

/** What a meeting and its event share; the calendar's word counts for all of it (RULES I8). */
export type SharedFields = {
  title: string;
  startAt: Instant;
  endAt: Instant;
  zone: ZoneId;
  allDay: { from: PlainDate; until: PlainDate } | null;
  locationKind: LocationKind;
  locationText: string | null;
  joinUrl: string | null;
  joinPending: boolean;
  descriptionHtml: string | null;
  organizerEmail: string | null;
  organizerName: string | null;
  eventUrl: string | null;
  repeats: boolean;
  /** Not settled yet, as the calendar says. */
  tentative: boolean;
  /** Its organiser is out of office for it; guests' own settings are theirs alone. */
  away: boolean;
  guests: SharedGuest[];
};

export type SharedGuest = {
  email: string;
  name: string | null;
  reply: Reply;
  organizer: boolean;
  optional: boolean;
};

const MAX_TITLE = 1_000;
const MAX_TEXT = 2_000;
const MAX_DESCRIPTION = 50_000;
const MAX_GUESTS = 500;

/**
 * An admitted event as a meeting's shared fields. `sanitise` makes provider HTML safe; lengths are bounded and links are
 * http(s) only (RULES I15). `calendarZone` places all-day events, which have no zone of their own.
 */
export function sharedFields(
  event: CalendarEvent,
  calendarZone: ZoneId,
  sanitise: (html: string) => string,
): SharedFields {
  const joinUrl = webLink(event.joinUrl);
  return {
    title: clip(event.title, MAX_TITLE) ?? "(No title)",
    ...times(event.slot, calendarZone),
    ...place(event.locationText, joinUrl, event.joinPending),
    descriptionHtml: description(event.descriptionHtml, sanitise),
    organizerEmail: event.organizer?.email ?? null,
    organizerName: clip(event.organizer?.name ?? null, 200),
    eventUrl: webLink(event.url),
    repeats: event.series.role !== "single",
    tentative: event.status === "tentative",
    away: event.showsAway && event.organizer?.self === true,
    guests: guestsOf(event),
  };
}

/** Cut before it is made safe, so that no tag ends halfway; escaping may lengthen it by a little. */
function description(html: string | null, sanitise: (html: string) => string): string | null {
  const short = clip(html, MAX_DESCRIPTION);
  return short ? sanitise(short) || null : null;
}

/** The instants a slot spans; `calendarZone` places all-day events. */
export function times(
  slot: Slot,
  calendarZone: ZoneId,
): Pick<SharedFields, "startAt" | "endAt" | "zone" | "allDay"> {
  if (slot.kind === "timed") {
    return { startAt: slot.start, endAt: laterOf(slot.start, slot.end), zone: slot.zone, allDay: null };
  }
  // An imported day may end where it begins; it is that day all the same.
  const until = slot.until > slot.from ? slot.until : dayAfter(slot.from);
  return {
    startAt: startOfDay(slot.from, calendarZone),
    endAt: startOfDay(until, calendarZone),
    zone: calendarZone,
    allDay: { from: slot.from, until },
  };
}

function place(
  text: string | null,
  joinUrl: string | null,
  joinPending: boolean,
): Pick<SharedFields, "locationKind" | "locationText" | "joinUrl" | "joinPending"> {
  const locationText = clip(text, MAX_TEXT);
  if (joinUrl || joinPending) return { locationKind: "conference", locationText, joinUrl, joinPending };
  const link = webLink(locationText);
  if (link) return { locationKind: "link", locationText: link, joinUrl: link, joinPending: false };
  return { locationKind: locationText ? "address" : "none", locationText, joinUrl: null, joinPending: false };
}

function guestsOf(event: CalendarEvent): SharedGuest[] {
  const organizer = event.organizer;
  const guests = new Map<string, SharedGuest>();
  for (const guest of event.guests.filter((candidate) => !candidate.resource).slice(0, MAX_GUESTS)) {
    // The host is shown as the host, not among the guests, as long as it is their own event.
    if (guest.self && organizer?.self) continue;
    guests.set(guest.email, toShared(guest));
  }
  if (organizer && !organizer.self && !guests.has(organizer.email)) {
    guests.set(organizer.email, {
      email: organizer.email,
      name: clip(organizer.name, 200),
      reply: "accepted",
      organizer: true,
      optional: false,
    });
  }
  return [...guests.values()];
}

const toShared = (guest: EventGuest): SharedGuest => ({
  email: guest.email,
  name: clip(guest.name, 200),
  reply: guest.reply,
  organizer: guest.organizer,
  optional: guest.optional,
});

/** The text without control characters, at most `max` long; null when nothing is left. */
export function clip(text: string | null, max: number): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and the others have no place in a title.
  const clean = text?.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").trim() ?? "";
  return Array.from(clean).slice(0, max).join("").trim() || null;
}

/** An http(s) address, or null for every other scheme (RULES I15). */
export function webLink(text: string | null): string | null {
  if (!text || text.length > 2_000 || !/^https?:\/\/[^\s\p{Cc}]+$/iu.test(text)) return null;
  return URL.canParse(text) ? text : null;
}

/** True when nothing a person would notice differs. */
export function sameShared(a: SharedFields, b: SharedFields): boolean {
  return changedFields(a, b).length === 0;
}

/** The names of shared fields in which two states differ, for the history and to tell an echo (RULES I12). */
export function changedFields(a: SharedFields, b: SharedFields): (keyof SharedFields)[] {
  const names = Object.keys(a) as (keyof SharedFields)[];
  return names.filter((name) => JSON.stringify(comparable(name, a)) !== JSON.stringify(comparable(name, b)));
}

function comparable(name: keyof SharedFields, fields: SharedFields): unknown {
  if (name !== "guests") return fields[name];
  return [...fields.guests]
    .sort((a, b) => (a.email < b.email ? -1 : 1))
    .map((g) => [g.email, g.name, g.reply, g.organizer, g.optional]);
}
