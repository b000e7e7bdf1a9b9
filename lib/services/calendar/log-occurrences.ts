import { type Connection, findConnection } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import {
  advanceOccurrences,
  beginOccurrences,
  findOccurrencesUntil,
  listFollowedSeries,
} from "@/db/queries/occurrences";
import type { CalendarChange, CalendarEvent } from "@/lib/domain/calendar/event";
import { asTakenPlace, type Batch, begun, spanToAsk } from "@/lib/domain/calendar/occurrences";
import type { Instant } from "@/lib/domain/time/instant";
import { type Ctx, inTransaction } from "../context";
import { openAccess, type StoredAccess } from "./access";
import { applyChanges } from "./apply-changes";
import { enqueueOccurrences } from "./enqueue-occurrences";
import { noteFailure } from "./note-failure";
import { RoundOver } from "./round";
import { SeriesBook } from "./series-book";
import { syncCalendar } from "./sync";

/**
 * Gives each occurrence of a followed series that has begun since the last look a card of its own (RULES N5), and wakes
 * again when the next one begins. How far it came is stored with the cards, so that a crash repeats and never skips.
 */
export async function logOccurrences(ctx: Ctx, connectionId: string): Promise<void> {
  const now = ctx.now();
  const from = await inTransaction(ctx, async (tx) => {
    await beginOccurrences(tx, ctx.accountId, connectionId, now);
    return findOccurrencesUntil(tx, ctx.accountId, connectionId);
  });
  if (from === null) return;
  // Which series are followed, and what became of their slots, is known once the calendar is read up to now.
  await syncCalendar(ctx, connectionId);
  const connection = await inTransaction(ctx, (tx) => findConnection(tx, ctx.accountId, connectionId));
  if (!connection || !isReadUpTo(connection, now)) return;
  let access: StoredAccess | null = null;
  try {
    access = await openAccess(ctx, connection);
    await logBegun(ctx, connection, access, { from, now });
  } catch (error) {
    if (error instanceof RoundOver)
      return ctx.log.info({ connectionId }, "occurrences let go while they were read");
    await noteFailure(ctx, connection, error, access);
  }
}

const isReadUpTo = ({ state, syncing, lastPullAt }: Connection, now: Instant): boolean =>
  state === "in-sync" && syncing && lastPullAt !== null && lastPullAt >= now;

async function logBegun(
  ctx: Ctx,
  connection: Connection,
  access: StoredAccess,
  { from, now }: { from: Instant; now: Instant },
): Promise<void> {
  const provider = ctx.providers.get(connection.provider);
  const followed = await inTransaction(ctx, (tx) => listFollowedSeries(tx, ctx.accountId, connection.id));
  const all =
    followed.size === 0 ? [] : await provider.occurrences(access, spanToAsk(from, now), connection.zone);
  const { batches, next } = begun(all.filter(isOf(followed)), connection.zone, now);
  const book = new SeriesBook(provider, access, false);
  let at = from;
  for (const batch of batches) {
    await logBatch(ctx, connection, book, batch, at);
    at = batch.until;
  }
  if (next) await inTransaction(ctx, (tx) => enqueueOccurrences(tx, ctx.accountId, connection.id, next));
}

const isOf =
  (followed: ReadonlySet<string>) =>
  ({ series }: CalendarEvent): boolean =>
    series.role === "instance" && followed.has(series.masterId);

/** The cards of one batch and the mark of how far it came, together. */
async function logBatch(
  ctx: Ctx,
  connection: Connection,
  book: SeriesBook,
  { events, until }: Batch,
  from: Instant,
): Promise<void> {
  const changes = events.map((event): CalendarChange => ({ kind: "upsert", event: asTakenPlace(event) }));
  await book.learn({ ctx, connectionId: connection.id }, changes);
  const rows = changes.map((change) => ({ change, series: book.seriesOf(change) }));
  // The first one's card is its series' own.
  const others = rows.filter(({ change, series }) => series !== null && !isFirst(change, series.firstStart));
  await inTransaction(ctx, async (tx, inner) => {
    await applyChanges(tx, inner, connection, others);
    if (!(await advanceOccurrences(tx, ctx.accountId, connection.id, from, until))) throw new RoundOver();
    if (others.length > 0)
      await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: connection.userId });
  });
}

const isFirst = (change: CalendarChange, firstStart: Instant | null): boolean =>
  change.kind === "upsert" &&
  change.event.series.role === "instance" &&
  change.event.series.originalStart === firstStart;
