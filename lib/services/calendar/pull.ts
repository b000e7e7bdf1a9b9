import type { Tx } from "@/db/client";
import { countSeen, finishRound } from "@/db/queries/connection-health";
import { listSetAside, setHintsAside } from "@/db/queries/event-hints";
import { listCarriers } from "@/db/queries/held-copies";
import { notifyLive } from "@/db/queries/live";
import { saveUnreadable } from "@/db/queries/save-decisions";
import type { CalendarChange, ChangeHint, ChangePage } from "@/lib/domain/calendar/event";
import { connectionKey, serverKey } from "@/lib/domain/calendar/notices";
import { inOrder, judgedBy } from "@/lib/domain/calendar/series";
import { triedAgainAt } from "@/lib/domain/calendar/unreadable";
import { laterOf } from "@/lib/domain/time/instant";
import { resumeBackFill } from "../back-fill/resume";
import { inTransaction } from "../context";
import { untell } from "../notifications/tell";
import { takeTimeOff } from "../time-off/take";
import { applyChanges } from "./apply-changes";
import type { SeriesChange } from "./event-key";
import { lostSlots } from "./lost-slots";
import { accessUntil, oneAhead } from "./read-ahead";
import { resolveHints } from "./resolve-hints";
import { idOf, isBaseline, isOfInstance, isOfSeries, type Round, RoundOver, spend } from "./round";
import { setLossesAside, sweep } from "./sweep";
import { takeHints } from "./take-hints";

const KEPT_LAGS = 10;

/**
 * Walks every page of a round, in the order the provider gives them; series and their occurrences wait for the end, since
 * their rows come in any order and depend on each other. Each page is one transaction, and the cursor goes with the last one.
 * The next page is read meanwhile.
 */
export async function pull(round: Round): Promise<void> {
  const waiting = new Map<string, CalendarChange | ChangeHint>();
  for await (const { page, settled } of oneAhead((stop) => settledPages(round, stop))) {
    if (page.zone) round.connection = { ...round.connection, zone: page.zone };
    round.seen += page.changes.length;
    const single = settled.filter((change) => !isOfSeries(change));
    for (const change of single) waiting.delete(idOf(change));
    // A series that was looked up tells which of its slots were taken out: that comes after what the page has of them.
    for (const row of [...page.changes.filter(isOfInstance), ...settled.filter(isOfSeries)])
      waiting.set(idOf(row), row);
    if (page.nextCursor === null) await applyAll(round, setLossesAside(round, single), null);
    else await finish(round, single, [...waiting.values()], page.nextCursor);
  }
}

type SettledPage = { page: ChangePage; settled: CalendarChange[] };

/** The pages with what stands by itself on each settled. It reads and notes, and writes nothing: that is for its turn. */
async function* settledPages(round: Round, stop: AbortSignal): AsyncGenerator<SettledPage, void> {
  const reading = { ...round, access: accessUntil(stop, round.access) };
  let since = performance.now();
  for await (const page of round.provider.changes(reading.access, round.connection.cursor)) {
    const rows = page.changes.filter((row) => !isOfInstance(row));
    const settled = await settle(reading, rows);
    round.spent.reading += performance.now() - since;
    yield { page, settled };
    since = performance.now();
  }
}

/** The end of a round: series and their occurrences, what push named besides, and with a lost cursor everything that still stands. */
async function finish(
  round: Round,
  changes: CalendarChange[],
  waiting: (CalendarChange | ChangeHint)[],
  cursor: string,
): Promise<void> {
  const told = await spend(round, "reading", () => settle(round, waiting));
  const ofSeries = inOrder([...told, ...(await lostSlots(round, told))]);
  const named = await spend(round, "reading", () => takeHints(round));
  // Before the cursor is stored: a sweep that fails halfway is made again.
  const weighed = await sweep(round, { listed: [...changes, ...ofSeries], named: named.changes });
  await applyAll(round, weighed.changes, {
    cursor,
    async settle(tx) {
      await named.settle(tx);
      await weighed.settle(tx);
      await keepUnreadable(tx, round);
      await resumeBackFill(tx, round.ctx, round.connection);
    },
  });
}

/** Rows as they may be believed: hints are looked up, and of a first listing only what is new or held is kept (RULES I4). */
async function settle(
  round: Round,
  rows: readonly (CalendarChange | ChangeHint)[],
): Promise<CalendarChange[]> {
  const hints = rows.filter((row) => row.kind === "hint");
  const told = rows.filter((row) => row.kind !== "hint");
  const settled = [...told, ...(await resolveHints(round, hints))];
  for (const change of settled) {
    round.book.note(change);
    round.settled.add(idOf(change));
  }
  return isBaseline(round) ? newOrHeld(round, settled) : settled;
}

/** Of a first listing: what is new, and what stands for a meeting already, e.g. from before sync was switched off and on. */
async function newOrHeld(round: Round, settled: CalendarChange[]): Promise<CalendarChange[]> {
  const { ctx, connection } = round;
  const older = settled.filter((change) => !isNew(change, round)).map(idOf);
  const held = await inTransaction(ctx, (tx) => listCarriers(tx, ctx.accountId, connection.id, older));
  return settled.filter((change) => isNew(change, round) || held.has(idOf(change)));
}

function isNew(change: CalendarChange, { connection }: Round): boolean {
  if (change.kind === "gone") return change.instance !== null;
  return change.event.createdAt !== null && change.event.createdAt >= connection.activeSince;
}

type RoundEnd = { cursor: string; settle(tx: Tx): Promise<void> };

const applyAll = (round: Round, changes: CalendarChange[], end: RoundEnd | null): Promise<void> =>
  spend(round, "applying", () => apply(round, changes, end));

async function apply(round: Round, changes: CalendarChange[], end: RoundEnd | null): Promise<void> {
  const { ctx, connection, book } = round;
  for (const change of changes) book.noteSlot(change);
  await book.learn({ ctx, connectionId: connection.id }, changes);
  const rows = changes
    .map((change) => ({ change, series: book.seriesOf(change), firstIsTold: book.tellsFirst(change) }))
    .filter((row) => !waitsForSeries(round, row));
  await inTransaction(ctx, async (tx, inner) => {
    const left = new Set(await takeTimeOff(tx, inner, connection, changes));
    const ours = rows.filter(({ change }) => left.has(change));
    round.applied.push(...(await applyChanges(tx, inner, connection, ours)));
    for (const change of changes) noteNewest(round, change);
    if (end) {
      await end.settle(tx);
      const stands = await finishRound(tx, ctx.accountId, connection.id, {
        cursor: end.cursor,
        zone: connection.zone,
        now: ctx.now(),
        lags: [...connection.recentLags, ...lagsOf(round)].slice(-KEPT_LAGS),
        changed: round.applied.some((one) => one.step !== "none"),
      });
      if (!stands) throw new RoundOver();
      await untell(tx, inner, connection.userId, [
        connectionKey(connection.id),
        serverKey(connection.provider),
      ]);
    } else if (!(await countSeen(tx, ctx.accountId, connection.id, round.seen))) throw new RoundOver();
    await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: connection.userId });
  });
}

/** What became of events that cannot be read: they stay named, and the sync log says so. */
async function keepUnreadable(tx: Tx, { ctx, connection, unreadable }: Round): Promise<void> {
  const ids = [...unreadable];
  const before = await listSetAside(tx, ctx.accountId, connection.id, ids);
  const events = ids.map((eventId) => {
    const failures = before.get(eventId) ?? 0;
    return { eventId, failures: failures + 1, notBefore: triedAgainAt(failures, ctx.now()) };
  });
  await setHintsAside(tx, ctx.accountId, connection.id, events, ctx.now());
  await saveUnreadable(tx, ctx.accountId, connection.id, ids, ctx.now());
}

/** An occurrence is judged by its series, and waits with it as long as that one cannot be read. */
function waitsForSeries({ unreadable }: Round, { change, series }: SeriesChange): boolean {
  const master = judgedBy(change);
  if (master === null || series !== null || !unreadable.has(master)) return false;
  unreadable.add(idOf(change));
  return true;
}

function noteNewest(round: Round, change: CalendarChange): void {
  const at = change.kind === "gone" ? change.updatedAt : change.event.updatedAt;
  if (at === null || isBaseline(round)) return;
  round.newestChangeAt = round.newestChangeAt === null ? at : laterOf(round.newestChangeAt, at);
}

/** Delays of a first listing say nothing about how fast changes come. */
const lagsOf = (round: Round): number[] =>
  isBaseline(round) ? [] : round.applied.map((one) => one.lagMs).filter((lag) => lag !== null);
