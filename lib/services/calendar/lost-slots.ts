import { listSlotsOfSeries } from "@/db/queries/copies";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { factsOf, type SeriesFacts } from "@/lib/domain/calendar/series";
import { hasSlotOn } from "@/lib/domain/calendar/series-days";
import { inTransaction } from "../context";
import { idOf, type Round } from "./round";

/**
 * Outlook may leave it at that: a series that was made to end earlier, or moved to other days, does not have its occurrences of
 * before any more, those that had changed among them, and no row needs to say so (providers 3.3). Answers with what is held of
 * them and was not told of.
 */
export async function lostSlots(
  { ctx, connection }: Pick<Round, "ctx" | "connection">,
  told: readonly CalendarChange[],
): Promise<CalendarChange[]> {
  const series = new Map(told.flatMap((change) => toldWhole(change)));
  if (series.size === 0) return [];
  const held = await inTransaction(ctx, (tx) =>
    listSlotsOfSeries(tx, ctx.accountId, connection.id, [...series.keys()]),
  );
  const known = new Set(told.map(idOf));
  return held
    .filter(({ eventId, seriesEventId, slot }) => {
      const facts = series.get(seriesEventId);
      return facts && !known.has(eventId) && !hasSlotOn(slot, facts);
    })
    .map(({ eventId: id }) => ({ kind: "gone", id, how: "vanished", instance: null, updatedAt: null }));
}

/** A series that tells of its slots itself. */
function toldWhole(change: CalendarChange): [string, SeriesFacts][] {
  if (change.kind === "gone" || change.event.series.role !== "master") return [];
  const { id, series } = change.event;
  return series.tellsSlots ? [[id, factsOf(change.event)]] : [];
}
