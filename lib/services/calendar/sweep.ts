import type { Tx } from "@/db/client";
import { type HeldCopy, listGone, listHeld } from "@/db/queries/held-copies";
import { listComingOf } from "@/db/queries/sweep-reads";
import { listLosses } from "@/db/queries/sweeps";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { planChange } from "@/lib/domain/calendar/plan-changes";
import { isFew, weigh } from "@/lib/domain/calendar/sweep";
import { days, shift } from "@/lib/domain/time/instant";
import { inTransaction } from "../context";
import { loadChanges, nameChanges } from "./load-changes";
import { lookForMissing } from "./look-for-missing";
import { type Gone, idOf, isBaseline, isOfInstance, type Round } from "./round";
import { settleLosses } from "./settle-losses";

const LOOK_BACK_MS = days(30);

/** What a round may apply, and what is to be written in the same transaction about what it may not. */
type Weighed = { changes: CalendarChange[]; settle(tx: Tx): Promise<void> };

/** What the round's listing told and has not applied yet, and what push messages named besides. */
type Told = { listed: CalendarChange[]; named: CalendarChange[] };

/**
 * The end of a round, before anything of it is applied: with a lost cursor, whatever we hold and the listing did not tell of
 * is looked up by its id, all of it or nothing; then the losses are weighed together (RULES N4). Where they are too many, none
 * of them is among the changes: they wait for their person's word. A failed look-up fails the round, which is made again.
 */
export async function sweep(round: Round, told: Told): Promise<Weighed> {
  const listed = setLossesAside(round, told.listed);
  const facts = await loadFacts(round, told.named);
  const swept = isBaseline(round) ? await lookForMissing(round, facts.held, told.named) : [];
  const lookedUp = [...told.named, ...swept];
  // A slot that was let go before is no news, and its series' row does not speak for it all the same.
  for (const change of lookedUp) round.book.noteSlot(change);
  const losses = lossesAmong(round, lookedUp, facts);
  const weighed = new Set([...losses.waiting, ...losses.fresh].map((loss) => loss.id));
  const others = [...round.vanished.values(), ...lookedUp].filter(
    (change) => !(change.kind === "gone" && (weighed.has(change.id) || facts.gone.has(change.id))),
  );
  const held = await tooMany(round, losses, facts.held);
  const isHeld = new Set(held.map((loss) => loss.id));
  return {
    changes: [
      ...listed,
      ...others.filter((change) => !isOfInstance(change)),
      ...others.filter(isOfInstance),
      ...losses.fresh.filter((loss) => !isHeld.has(loss.id)),
    ],
    settle: (tx) =>
      settleLosses(tx, { ...round.ctx, tx }, round.connection, {
        held,
        checked: facts.held.length,
        back: backIds(round, lookedUp),
      }),
  };
}

/** Keeps events that are only not there any more until the end of the round; the other changes may be applied. */
export function setLossesAside(round: Round, changes: readonly CalendarChange[]): CalendarChange[] {
  for (const change of changes) {
    if (isVanished(change)) round.vanished.set(change.id, change);
    else round.vanished.delete(idOf(change));
  }
  return changes.filter((change) => !isVanished(change));
}

const isVanished = (change: CalendarChange): change is Gone =>
  change.kind === "gone" && change.how === "vanished";

/** `waiting`: losses a person was asked about before; `gone`: copies that were let go before, so that it is no news. */
type Facts = { held: HeldCopy[]; waiting: Set<string>; gone: Set<string> };

async function loadFacts(round: Round, named: readonly CalendarChange[]): Promise<Facts> {
  const { ctx, connection, vanished } = round;
  const { accountId } = ctx;
  const goneIds = [...vanished.keys(), ...named.filter((change) => change.kind === "gone").map(idOf)];
  const now = ctx.now();
  return inTransaction(ctx, async (tx) => ({
    held:
      isBaseline(round) || goneIds.length > 0
        ? await listHeld(tx, accountId, connection.id, { since: shift(now, -LOOK_BACK_MS), now })
        : [],
    waiting: new Set((await listLosses(tx, accountId, connection.id)).map((loss) => loss.eventId)),
    gone: await listGone(tx, accountId, connection.id, goneIds),
  }));
}

type Losses = { waiting: Gone[]; fresh: Gone[] };

/** After a lost cursor every loss is weighed; else what is told as called off is believed, and only what vanished is weighed. */
function lossesAmong(round: Round, lookedUp: readonly CalendarChange[], facts: Facts): Losses {
  const held = new Set(facts.held.map((copy) => copy.eventId));
  const all = new Map(round.vanished);
  for (const change of lookedUp) if (change.kind === "gone") all.set(change.id, change);
  const gone = [...all.values()];
  return {
    waiting: gone.filter(({ id }) => facts.waiting.has(id)),
    fresh: gone.filter(
      (change) =>
        held.has(change.id) && !facts.waiting.has(change.id) && (isBaseline(round) || isVanished(change)),
    ),
  };
}

/** The losses that must not be acted on; none when all may. */
async function tooMany(round: Round, { waiting, fresh }: Losses, held: readonly HeldCopy[]): Promise<Gone[]> {
  const units = unitsOf(held);
  const before = isBaseline(round) ? waiting : [];
  if (fresh.length === 0 || isFew(units([...before, ...fresh]))) return [];
  const effective = await withEffect(round, fresh);
  const verdict = weigh({
    held: units(held.map((copy) => ({ id: copy.eventId }))),
    lost: units([...before, ...effective]),
  });
  return verdict.do === "act" ? [] : effective;
}

/** Counts events, a series with its occurrences once: whoever ends one series has not lost fifty meetings. */
function unitsOf(held: readonly HeldCopy[]): (events: readonly { id: string }[]) => number {
  const seriesOf = new Map(held.map((copy) => [copy.eventId, copy.seriesEventId]));
  return (events) => new Set(events.map(({ id }) => seriesOf.get(id) ?? id)).size;
}

/** The losses by which a meeting would change, as the planner says; of a series only what is still to come can. */
async function withEffect({ ctx, connection, book }: Round, losses: readonly Gone[]): Promise<Gone[]> {
  await book.learn({ ctx, connectionId: connection.id }, losses);
  const rows = losses.map((change) => ({ change, series: book.seriesOf(change) }));
  const { rows: loaded } = await inTransaction(ctx, async (tx, inner) =>
    loadChanges(tx, inner, connection, await nameChanges(tx, inner, connection, rows)),
  );
  const steps = new Map(loaded.map(({ change, state }) => [idOf(change), planChange(change, state).step.do]));
  const parts = loaded.flatMap(({ change, key }) =>
    steps.get(idOf(change)) === "cancel-coming" && key.icalUid
      ? [{ eventId: idOf(change), icalUid: key.icalUid, from: key.occurrence }]
      : [],
  );
  const coming = await inTransaction(ctx, (tx) => listComingOf(tx, ctx.accountId, parts, ctx.now()));
  const isOver = ({ id }: Gone) => steps.get(id) === "cancel-coming" && !coming.has(id);
  return losses.filter((loss) => steps.get(loss.id) !== "none" && !isOver(loss));
}

/** Everything this round found living, or heard of as called off: neither is a question any more. */
function backIds(round: Round, lookedUp: readonly CalendarChange[]): Set<string> {
  const back = new Set([...round.settled].filter((id) => !round.vanished.has(id)));
  for (const change of lookedUp) if (change.kind === "upsert") back.add(change.event.id);
  return back;
}
