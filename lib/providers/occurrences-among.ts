import type { CalendarChange, CalendarEvent } from "@/lib/domain/calendar/event";
import type { TimeSpan } from "@/lib/domain/calendar/provider";
import { times } from "@/lib/domain/meetings/from-event";
import type { ZoneId } from "@/lib/domain/time/instant";

/** The living occurrences of series among listed rows that begin in the span; a listing also shows what reaches into it. */
export const occurrencesAmong = (
  rows: readonly (CalendarChange | null)[],
  span: TimeSpan,
  calendarZone: ZoneId,
): CalendarEvent[] =>
  rows.flatMap((row) => {
    if (row?.kind !== "upsert" || row.event.series.role !== "instance") return [];
    const { startAt } = times(row.event.slot, calendarZone);
    return startAt >= span.from && startAt < span.until ? [row.event] : [];
  });
