import type { Instant } from "../time/instant";
import type { CalendarChange } from "./event";

/** What is held of an event: when the provider last changed it, as far as that was told. */
type Held = { eventUpdatedAt: Instant | null; cancelled: boolean } | null;

/**
 * RULES I14: a pull that runs beside a write of ours may have read the event before it. What came of the write is held by then,
 * and what was read earlier changes nothing. Only single events are changed from here (O4); and an occurrence without a row of
 * its own is as old as its series, which says nothing about what came first.
 */
export function isOutrun(change: CalendarChange, held: Held): boolean {
  if (change.kind === "gone" || change.event.series.role !== "single" || !held || held.cancelled)
    return false;
  const { updatedAt } = change.event;
  return updatedAt !== null && held.eventUpdatedAt !== null && updatedAt < held.eventUpdatedAt;
}
