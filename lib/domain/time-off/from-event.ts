import type { CalendarEvent } from "../calendar/event";
import type { ZoneId } from "../time/instant";
import { dayOf, startOfDay } from "../time/zoned";
import { plainTitle, type TimeOff, type TimeOffFields, type TimeOffTimes } from "./time-off";

/** Graph's own ceiling for a title, which notes keep to in both directions. */
export const MAX_NOTE = 255;

/**
 * Whether an event is time off (RULES section 4): out of office, with nobody else on it, which the providers' readers have
 * judged by now, and not repeating. A weekly day off is working hours, and stays in the calendar alone.
 */
export const isTimeOff = (event: CalendarEvent): boolean =>
  event.kind === "out-of-office" && event.series.role === "single";

/** The event in our words. `zone` is the calendar's own, for days that float; `known` is the entry it belongs to, if any. */
export function fieldsOf(event: CalendarEvent, zone: ZoneId, known: TimeOff | null): TimeOffFields {
  return { ...timesOf(event, known?.zone ?? zone), note: noteOf(event, known) };
}

/** Whole days come as such from Outlook, and from Google as local midnight to local midnight (providers 2.1). */
function timesOf({ slot }: CalendarEvent, zone: ZoneId): TimeOffTimes {
  if (slot.kind === "all-day") {
    const { from, until } = slot;
    return {
      startAt: startOfDay(from, zone),
      endAt: startOfDay(until, zone),
      zone,
      allDay: { from, until },
    };
  }
  const { start, end } = slot;
  const [from, until] = [dayOf(start, slot.zone), dayOf(end, slot.zone)];
  const isWhole =
    startOfDay(from, slot.zone) === start && startOfDay(until, slot.zone) === end && from < until;
  return { startAt: start, endAt: end, zone: slot.zone, allDay: isWhole ? { from, until } : null };
}

/** A private event tells its times alone (RULES I5); a note that was written here, or is on its way, stays its writer's. */
function noteOf(event: CalendarEvent, known: TimeOff | null): string | null {
  const isWrittenHere = known?.source === "crm" || known?.push === "patch";
  if (event.visibility === "private") return isWrittenHere ? (known?.note ?? null) : null;
  const title = (event.title ?? "").replace(/\p{Cc}+/gu, " ").trim();
  return title === "" || title.toLowerCase() === plainTitle.toLowerCase()
    ? null
    : title.slice(0, MAX_NOTE).trim();
}
