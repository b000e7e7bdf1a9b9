import { countSeen } from "@/db/queries/connection-health";
import type { HeldCopy } from "@/db/queries/held-copies";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { LookUp } from "@/lib/domain/calendar/provider";
import { inTransaction } from "../context";
import { lookUp } from "./look-up";
import { idOf, type Round, RoundOver } from "./round";

/** Between two looks at whether the calendar may still be read. */
const AT_ONCE = 100;

/**
 * Without a cursor deletions in the gap are in no listing: what we hold and were not told of is asked for by its id. Answers
 * with all of it or throws; nothing is written. What cannot be read is left out, and so is neither found nor lost. The series
 * of occurrences are asked for as well where nobody told of them.
 */
export async function lookForMissing(
  round: Round,
  held: readonly HeldCopy[],
  named: readonly CalendarChange[],
): Promise<CalendarChange[]> {
  const told = new Set([...round.settled, ...named.map(idOf)]);
  const missing = held.map((copy) => copy.eventId).filter((id) => !told.has(id));
  const found = await lookUpAll(
    round,
    missing.map((id) => ({ id, onPrimary: false })),
  );
  for (const id of missing) told.add(id);
  const masters = new Set(found.flatMap(masterOf).filter((id) => !told.has(id)));
  const series = await lookUpAll(
    round,
    [...masters].map((id) => ({ id, onPrimary: true })),
  );
  for (const change of [...found, ...series]) round.book.note(change);
  return found;
}

async function lookUpAll(round: Round, hints: readonly LookUp[]): Promise<CalendarChange[]> {
  const found: CalendarChange[] = [];
  for (let from = 0; from < hints.length; from += AT_ONCE) {
    await mayGoOn(round);
    found.push(...(await lookUp(round, hints.slice(from, from + AT_ONCE))));
  }
  return found;
}

/** Of a living occurrence, its series: a provider may give each occurrence a UID of its own. */
function masterOf(change: CalendarChange): string[] {
  if (change.kind === "gone" || change.event.series.role !== "instance") return [];
  return [change.event.series.masterId];
}

const mayGoOn = ({ ctx, connection, seen }: Round): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (!(await countSeen(tx, ctx.accountId, connection.id, seen))) throw new RoundOver();
  });
