import { listSlotsOfSeries } from "@/db/queries/copies";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { endsBefore } from "@/lib/domain/calendar/series";
import { inTransaction } from "../context";
import { idOf, type Round } from "./round";

/**
 * Outlook may leave it at that: a series that was made to end earlier does not have its later occurrences any more, those that
 * had changed among them, and no row needs to say so (providers 3.3). Answers with what is held of them and was not told of.
 */
export async function goneBehindTheEnd(
  { ctx, connection }: Pick<Round, "ctx" | "connection">,
  told: readonly CalendarChange[],
): Promise<CalendarChange[]> {
  const rules = new Map(told.flatMap((change) => endedSeries(change)));
  if (rules.size === 0) return [];
  const held = await inTransaction(ctx, (tx) =>
    listSlotsOfSeries(tx, ctx.accountId, connection.id, [...rules.keys()]),
  );
  const known = new Set(told.map(idOf));
  return held
    .filter(({ eventId }) => !known.has(eventId))
    .filter(({ seriesEventId, slot }) => endsBefore(slot, rules.get(seriesEventId) ?? [], connection.zone))
    .map(({ eventId: id }) => ({ kind: "gone", id, how: "vanished", instance: null, updatedAt: null }));
}

/** A series that tells of its slots itself, and on which day it ends. */
function endedSeries(change: CalendarChange): [string, readonly string[]][] {
  if (change.kind === "gone" || change.event.series.role !== "master") return [];
  const { id, series } = change.event;
  return series.tellsSlots && series.rule.some((line) => line.includes("UNTIL=")) ? [[id, series.rule]] : [];
}
