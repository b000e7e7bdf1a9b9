import { type BusyBlock, busyTitle } from "@/lib/domain/availability/busy";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { times } from "@/lib/domain/meetings/from-event";
import type { ZoneId } from "@/lib/domain/time/instant";

/** A living event as time its person is not free; `zone` is where whole days begin. A private title goes no further (RULES I5). */
export function busyBlockOf(change: CalendarChange | null, zone: ZoneId): BusyBlock | null {
  if (change?.kind !== "upsert") return null;
  const { event } = change;
  const { startAt, endAt } = times(event.slot, zone);
  const title = event.visibility === "private" ? null : busyTitle(event.title);
  return { startAt, endAt, kind: event.showsAway ? "away" : "busy", title };
}
