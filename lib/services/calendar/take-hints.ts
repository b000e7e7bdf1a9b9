import type { Tx } from "@/db/client";
import { listKnownIds } from "@/db/queries/copies";
import { countMisses, dropHints, type EventHint, listHints } from "@/db/queries/event-hints";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { laterOf, shift } from "@/lib/domain/time/instant";
import { inTransaction } from "../context";
import { enqueueLook } from "./receive-notification";
import { idOf, type Round } from "./round";

/** `settle` is for the transaction that applies `changes`, so that a crash in between loses no hint. */
type Taken = { changes: CalendarChange[]; settle(tx: Tx): Promise<void> };

/** A new event may answer 404 for a while after its message: looked for again after these many seconds. */
const PATIENCE_S = [2, 10, 60];

/**
 * Looks at the events that push messages named and the listing did not: those beyond the listed window. One that cannot be
 * found is looked for again before it is given up. Answers with what became of the others.
 */
export async function takeHints(round: Round): Promise<Taken> {
  const { ctx, connection, provider, access, named } = round;
  const hints = await inTransaction(ctx, (tx) => listHints(tx, ctx.accountId, connection.id));
  if (hints.length === 0) return { changes: [], settle: async () => undefined };
  const open = hints.filter((hint) => !named.has(hint.eventId));
  const found =
    open.length === 0
      ? []
      : await provider.lookUp(
          access,
          open.map((hint) => ({ id: hint.eventId, onPrimary: false })),
        );
  const missing = await missingOf(round, open, found);
  const missed = new Set(missing.map((hint) => hint.eventId));
  return {
    changes: found.filter((change) => !missed.has(idOf(change))),
    settle: (tx) => settleHints(tx, round, hints, missing),
  };
}

/** Gone before we ever saw it: not there yet, or never of interest. */
async function missingOf(round: Round, open: EventHint[], found: CalendarChange[]): Promise<EventHint[]> {
  const { ctx, connection } = round;
  const gone = new Set(found.filter((change) => change.kind === "gone").map(idOf));
  const known = await inTransaction(ctx, (tx) => listKnownIds(tx, ctx.accountId, connection.id, [...gone]));
  return open.filter((hint) => gone.has(hint.eventId) && !known.has(hint.eventId));
}

async function settleHints(
  tx: Tx,
  { ctx, connection }: Round,
  hints: EventHint[],
  missing: EventHint[],
): Promise<void> {
  const again = missing.filter((hint) => hint.misses < PATIENCE_S.length);
  const kept = new Set(again.map((hint) => hint.eventId));
  const done = hints.filter((hint) => !kept.has(hint.eventId));
  const newest = hints.reduce((latest, hint) => laterOf(latest, hint.hintedAt), "");
  const ids = (some: EventHint[]) => some.map((hint) => hint.eventId);
  await dropHints(tx, ctx.accountId, connection.id, ids(done), newest);
  await countMisses(tx, ctx.accountId, connection.id, ids(again));
  if (again.length === 0) return;
  const wait = Math.min(...again.map((hint) => PATIENCE_S[hint.misses] ?? 60));
  await enqueueLook(tx, ctx.accountId, connection.id, shift(ctx.now(), wait * 1_000));
}
