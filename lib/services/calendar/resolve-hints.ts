import { listCopies, listKnownIds } from "@/db/queries/copies";
import type { CalendarChange, ChangeHint } from "@/lib/domain/calendar/event";
import { inTransaction } from "../context";
import { lookUp } from "./look-up";
import { idOf, isBaseline, type Round } from "./round";
import { isBareLoss } from "./series-book";

/**
 * What hinted events are now. Hints that cannot matter cost no call: rows of interest only to those who hold the event, and
 * in a first listing everything that is older than the connection (RULES I4).
 */
export async function resolveHints(round: Round, hints: readonly ChangeHint[]): Promise<CalendarChange[]> {
  if (hints.length === 0) return [];
  const { ctx, connection } = round;
  const ids = hints.map((hint) => hint.id);
  const held = await inTransaction(ctx, (tx) => listKnownIds(tx, ctx.accountId, connection.id, ids));
  // What this round settled may still be on its way into the database.
  const known = { has: (id: string) => held.has(id) || round.settled.has(id) };
  const wanted = hints.filter((hint) => (!hint.onlyIfKnown || known.has(hint.id)) && mayBeNew(hint, round));
  const changes = await lookUp(round, wanted);
  const isUnfound = (change: CalendarChange) =>
    change.kind === "gone" && change.how === "vanished" && !known.has(change.id);
  for (const change of changes.filter(isUnfound)) round.unfound.add(idOf(change));
  const found = changes.filter((change) => !isUnfound(change));
  return [...found, ...(await seriesOfLost(round, found, new Set(ids)))];
}

/**
 * The series of occurrences' rows that vanished, unless they were asked for together with them: they tell which slots were
 * taken out, and what was read of them before may be older than the loss.
 */
export async function seriesOfLost(
  round: Round,
  found: readonly CalendarChange[],
  asked: ReadonlySet<string>,
): Promise<CalendarChange[]> {
  const { ctx, connection } = round;
  const lost = found.filter(isBareLoss).map(({ id }) => id);
  if (lost.length === 0) return [];
  const copies = await inTransaction(ctx, (tx) => listCopies(tx, ctx.accountId, connection.id, lost));
  const series = new Set([...copies.values()].flatMap(({ seriesEventId }) => seriesEventId ?? []));
  const open = [...series].filter((id) => !asked.has(id));
  return lookUp(
    round,
    open.map((id) => ({ id, onPrimary: true })),
  );
}

function mayBeNew(hint: ChangeHint, round: Round): boolean {
  if (!isBaseline(round)) return true;
  const { activeSince } = round.connection;
  if (hint.masterId !== null) return round.book.isNew(hint.masterId, activeSince);
  return hint.createdAt === null || hint.createdAt >= activeSince;
}
