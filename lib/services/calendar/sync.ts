import { dropCursor, finishRound } from "@/db/queries/connection-health";
import { type Connection, findConnection } from "@/db/queries/connections";
import { listOpenCopies } from "@/db/queries/copies";
import { notifyLive } from "@/db/queries/live";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { CalendarChange, ChangePage } from "@/lib/domain/calendar/event";
import type { Access, CalendarProvider } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { type Ctx, inTransaction } from "../context";
import { openAccess } from "./access";
import { type Applied, applyChange } from "./apply-change";
import { noteFailure } from "./note-failure";
import { enqueueSync } from "./receive-notification";
import { SeriesBook } from "./series-book";

type Round = {
  ctx: Ctx;
  connection: Connection;
  provider: CalendarProvider;
  access: Access;
  applied: Applied[];
};

const KEPT_LAGS = 50;

/**
 * Pulls what changed in one calendar since the stored cursor and brings the timelines up to it. The cursor is stored in the
 * transaction of the round's last page, so that a crash replays and never skips (RULES I14). An expired cursor is thrown
 * away and everything is listed again. Throws only what another try of the job may cure.
 */
export async function syncCalendar(ctx: Ctx, connectionId: string): Promise<void> {
  const connection = await inTransaction(ctx, (tx) => findConnection(tx, ctx.accountId, connectionId));
  if (!connection || connection.disconnectedAt || connection.state === "reconnect") return;
  if (connection.pausedUntil && connection.pausedUntil > ctx.now()) {
    // This job may have taken the place of the one that waits for the end of the pause.
    const { pausedUntil } = connection;
    return inTransaction(ctx, (tx) => enqueueSync(tx, ctx.accountId, connectionId, pausedUntil));
  }
  try {
    const access = await openAccess(ctx, connectionId);
    const round = { ctx, connection, provider: ctx.providers.get(connection.provider), access, applied: [] };
    await pullOrStartOver(round);
    logRound(round);
  } catch (error) {
    await noteFailure(ctx, connection, error);
  }
}

async function pullOrStartOver(round: Round): Promise<void> {
  try {
    await pull(round);
  } catch (error) {
    if (
      !(error instanceof ProviderError) ||
      error.kind !== "cursor-expired" ||
      round.connection.cursor === null
    )
      throw error;
    const { ctx, connection } = round;
    await inTransaction(ctx, (tx) => dropCursor(tx, ctx.accountId, connection.id));
    const fresh = { ...round, connection: { ...connection, cursor: null } };
    await pull(fresh);
  }
}

async function pull(round: Round): Promise<void> {
  const { access, connection, provider } = round;
  const book = new SeriesBook(provider, access, connection.cursor === null);
  const waiting: CalendarChange[] = [];
  for await (const page of provider.changes(access, connection.cursor)) {
    const zone = page.zone ?? connection.zone;
    const [instances, others] = split(page.changes);
    waiting.push(...instances);
    for (const change of others) book.note(change);
    // An instance may come before its series: instances wait for the end of the round.
    const changes = page.nextCursor === null ? others : [...others, ...waiting];
    // Before the cursor is stored: a sweep that fails halfway is made again.
    if (page.nextCursor !== null && connection.cursor === null)
      await lookAgain({ ...round, connection: { ...connection, zone } });
    await applyPage({ ...round, connection: { ...connection, zone } }, { ...page, changes }, book);
  }
}

async function applyPage(round: Round, page: ChangePage, book: SeriesBook): Promise<void> {
  const { ctx, connection } = round;
  const isBaseline = connection.cursor === null;
  const relevant = page.changes.filter((change) => !isBaseline || isNew(change, connection));
  const told = new Map<CalendarChange, Awaited<ReturnType<SeriesBook["seriesOf"]>>>();
  for (const change of relevant) told.set(change, await book.seriesOf(ctx, connection.id, change));
  await inTransaction(ctx, async (tx, inner) => {
    for (const change of relevant) {
      round.applied.push(await applyChange(tx, inner, connection, change, told.get(change) ?? null));
    }
    if (page.nextCursor === null) return;
    const lags = round.applied.map((one) => one.lagMs).filter((lag) => lag !== null);
    await finishRound(tx, ctx.accountId, connection.id, {
      cursor: page.nextCursor,
      zone: connection.zone,
      now: ctx.now(),
      lags: [...connection.recentLags, ...(isBaseline ? [] : lags)].slice(-KEPT_LAGS),
      changed: round.applied.some((one) => one.step !== "none"),
    });
    await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: connection.userId });
  });
}

/** Of a first listing only what was created since the connection stands is looked at (RULES I4). */
function isNew(change: CalendarChange, connection: Connection): boolean {
  if (change.kind === "gone") return change.instance !== null;
  return change.event.createdAt !== null && change.event.createdAt >= connection.activeSince;
}

function split(changes: readonly CalendarChange[]): [CalendarChange[], CalendarChange[]] {
  const isInstance = (change: CalendarChange) =>
    change.kind === "gone" ? change.instance !== null : change.event.series.role === "instance";
  return [changes.filter(isInstance), changes.filter((change) => !isInstance(change))];
}

/** Without a cursor deletions in the gap are in no listing, so what we still hold is asked for one by one. */
async function lookAgain(round: Round): Promise<void> {
  const { ctx, connection, provider, access } = round;
  const book = new SeriesBook(provider, access, false);
  const open = await inTransaction(ctx, (tx) => listOpenCopies(tx, ctx.accountId, connection.id, ctx.now()));
  for (const eventId of open) {
    const change = (await provider.get(access, eventId)) ?? {
      kind: "gone" as const,
      id: eventId,
      instance: null,
      updatedAt: null,
    };
    const series = await book.seriesOf(ctx, connection.id, change);
    round.applied.push(
      await inTransaction(ctx, (tx, inner) => applyChange(tx, inner, connection, change, series)),
    );
  }
}

function logRound({ ctx, connection, applied }: Round): void {
  const counts: Record<string, number> = {};
  for (const { step } of applied) counts[step] = (counts[step] ?? 0) + 1;
  ctx.log.info(
    { connectionId: connection.id, app: providerWords[connection.provider].app, ...counts },
    "calendar pulled",
  );
}
