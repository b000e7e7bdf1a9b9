import type { EventCopy } from "@/db/queries/copies";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { occurrenceOf, type SeriesFacts, splitOff } from "@/lib/domain/calendar/series";
import type { Instant } from "@/lib/domain/time/instant";

/**
 * A change with what is known of the series it belongs to. `firstIsTold`: of a series, that a row of its first slot's own came
 * by as well, which speaks for that one.
 */
export type SeriesChange = { change: CalendarChange; series: SeriesFacts | null; firstIsTold?: boolean };

/** Which event a change is about, as every calendar that holds a copy of it would name it. */
export type EventKey = { icalUid: string | null; occurrence: string; crmMeetingId: string | null };

export const eventIdOf = (change: CalendarChange): string =>
  change.kind === "gone" ? change.id : change.event.id;

/**
 * RULES I7: UID and original start name an occurrence; the first one, and a single event, have an empty one. A part that was
 * split off is named as its first slot, by the whole series' UID (RULES section 9).
 */
export function keyOf({ change, series }: SeriesChange, copy: EventCopy | null): EventKey {
  if (change.kind === "gone") {
    const start = change.instance?.originalStart ?? (copy?.seriesEventId ? copy.occurrence : null);
    return {
      icalUid: copy?.icalUid ?? (start ? (series?.icalUid ?? null) : null),
      occurrence: start ? occurrenceOf(start, series) : (copy?.occurrence ?? ""),
      crmMeetingId: null,
    };
  }
  const { event } = change;
  const crmMeetingId = uuidOrNull(event.crmMeetingId);
  if (event.series.role === "instance") {
    const occurrence = occurrenceOf(event.series.originalStart, series);
    // Some providers give each occurrence a UID of its own, or none: the series' own is the same everywhere.
    return { icalUid: series?.icalUid || event.icalUid, occurrence, crmMeetingId };
  }
  const split = splitOff(event);
  if (split) return { icalUid: split.rootUid, occurrence: split.from, crmMeetingId: null };
  return { icalUid: event.icalUid, occurrence: "", crmMeetingId };
}

/** What our copy of the event is filed under: of an occurrence always its slot, the first one too. */
export function slotOf(change: CalendarChange): Instant | "" {
  if (change.kind === "gone") return change.instance?.originalStart ?? "";
  const { event } = change;
  if (event.series.role === "instance") return event.series.originalStart;
  return splitOff(event)?.from ?? "";
}

// Anyone may write anything into an event's properties.
const uuidOrNull = (text: string | null): string | null =>
  text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
