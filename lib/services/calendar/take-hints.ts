import type { Tx } from "@/db/client";
import { listKnownIds } from "@/db/queries/copies";
import { dropHints, type EventHint, listHints, saveHint } from "@/db/queries/event-hints";
import { listOutrun } from "@/db/queries/unmatched";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { elapsed, laterOf, shift } from "@/lib/domain/time/instant";
import { inTransaction } from "../context";
import { lookUp } from "./look-up";
import { enqueueLook, enqueueSync } from "./receive-notification";
import { seriesOfLost } from "./resolve-hints";
import { idOf, type Round } from "./round";

const HINTS_AT_ONCE = 500;

/** `settle` is for the transaction that applies `changes`, so that a crash in between loses no hint. */
type Taken = { changes: CalendarChange[]; settle(tx: Tx): Promise<void> };

/** A new event may answer "not found" for a while after its message; then it was deleted or was never of interest. */
const PATIENCE_MS = 75_000;
/** How long until the next look, by how old the youngest hint is. */
const WAITS_MS = [2_000, 10_000, 60_000];

/**
 * Looks at the events that push messages named and the listing did not: those beyond the listed window. One that cannot be
 * found is looked for again before it is given up. Answers with what became of the others.
 */
export async function takeHints(round: Round): Promise<Taken> {
  const hints = await allHints(round);
  if (hints.length === 0) return { changes: [], settle: async () => undefined };
  const outrun = await outrunOf(round, hints);
  const open = hints.filter((hint) => !round.settled.has(hint.eventId) || outrun.has(hint.eventId));
  const found = await lookUp(
    round,
    open.map((hint) => ({ id: hint.eventId, onPrimary: false })),
  );
  const missing = await missingOf(round, open, found);
  const missed = new Set(missing.map((hint) => hint.eventId));
  const told = found.filter((change) => !missed.has(idOf(change)));
  const asked = new Set(open.map((hint) => hint.eventId));
  return {
    changes: [...told, ...(await seriesOfLost(round, told, asked))],
    settle: (tx) => settleHints(tx, round, hints, missing),
  };
}

/** A page of this very round may have found no contact in an event, and "Create contact and log" made one since (RULES N1). */
async function outrunOf({ ctx, connection, settled }: Round, hints: EventHint[]): Promise<Set<string>> {
  const ids = hints.map((hint) => hint.eventId).filter((id) => settled.has(id));
  return inTransaction(ctx, (tx) => listOutrun(tx, ctx.accountId, connection.id, ids));
}

/** What push messages named, and what the listing named without its being there. */
async function allHints({ ctx, connection, unfound }: Round): Promise<EventHint[]> {
  return inTransaction(ctx, async (tx) => {
    for (const eventId of unfound)
      await saveHint(tx, ctx.accountId, connection.id, { eventId, hintedAt: ctx.now() });
    return listHints(tx, ctx.accountId, connection.id, { limit: HINTS_AT_ONCE, now: ctx.now() });
  });
}

/** Gone before we ever saw it: not there yet, or never of interest. */
async function missingOf(round: Round, open: EventHint[], found: CalendarChange[]): Promise<EventHint[]> {
  const { ctx, connection } = round;
  const isMissing = (change: CalendarChange) => change.kind === "gone" && change.how === "vanished";
  const gone = new Set(found.filter(isMissing).map(idOf));
  const known = await inTransaction(ctx, (tx) => listKnownIds(tx, ctx.accountId, connection.id, [...gone]));
  return open.filter((hint) => gone.has(hint.eventId) && !known.has(hint.eventId));
}

async function settleHints(
  tx: Tx,
  { ctx, connection, unreadable }: Round,
  hints: EventHint[],
  missing: EventHint[],
): Promise<void> {
  const now = ctx.now();
  const again = missing.filter((hint) => elapsed(hint.hintedAt, now) < PATIENCE_MS);
  const kept = new Set([...again.map((hint) => hint.eventId), ...unreadable]);
  const done = hints.filter((hint) => !kept.has(hint.eventId));
  const newest = hints.reduce((latest, hint) => laterOf(latest, hint.hintedAt), "");
  const ids = (some: EventHint[]) => some.map((hint) => hint.eventId);
  await dropHints(tx, ctx.accountId, connection.id, ids(done), newest);
  // More wait than one round takes: the next one follows at once.
  if (hints.length >= HINTS_AT_ONCE) await enqueueSync(tx, ctx.accountId, connection.id);
  if (again.length === 0) return;
  const youngest = Math.min(...again.map((hint) => elapsed(hint.hintedAt, now)));
  const wait = WAITS_MS.find((ms) => youngest < ms) ?? 60_000;
  await enqueueLook(tx, ctx.accountId, connection.id, shift(now, wait));
}
