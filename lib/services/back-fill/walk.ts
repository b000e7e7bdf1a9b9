import type { Tx } from "@/db/client";
import { countMatches, forgetMatches, listContactsOf, saveMatches } from "@/db/queries/back-fill-matches";
import { type BackFill, changeBackFill, findBackFill, holdBackFill } from "@/db/queries/back-fills";
import { type Connection, findConnection } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import { isWalking, spanOf, toDecide } from "@/lib/domain/calendar/back-fill";
import type { SpanPage } from "@/lib/domain/calendar/provider";
import { openAccess, type StoredAccess } from "../calendar/access";
import { eventIdOf, type SeriesChange } from "../calendar/event-key";
import { SeriesBook } from "../calendar/series-book";
import { type Ctx, inTransaction } from "../context";
import { applyEarlier } from "./apply-earlier";
import { enqueueBackFill } from "./enqueue";
import { noteTrouble, type Walk } from "./note-trouble";

/**
 * Takes a back-fill one page further and leaves a job for the next (RULES N3). Page, figures and cursor are one transaction:
 * after a crash the page is done again, and never skipped or counted twice. It waits while its calendar may not be read.
 */
export async function walkBackFill(ctx: Ctx, backFillId: string): Promise<void> {
  const walk = await inTransaction(ctx, (tx) => load(tx, ctx, backFillId));
  if (!walk || (await isHeldUp(ctx, walk))) return;
  const { backFill, connection } = walk;
  let access: StoredAccess | null = null;
  try {
    access = await openAccess(ctx, connection);
    const provider = ctx.providers.get(connection.provider);
    const page = await provider.listSpan(access, spanOf(backFill), backFill.cursor);
    const rows = await rowsOf(ctx, walk, page, new SeriesBook(provider, access, false));
    await inTransaction(ctx, (tx, inner) => takePage(tx, inner, walk, { rows, page }));
  } catch (error) {
    await noteTrouble(ctx, walk, error, access);
  }
}

async function load(tx: Tx, ctx: Ctx, id: string): Promise<Walk | null> {
  const backFill = await findBackFill(tx, ctx.accountId, id);
  if (!backFill || !isWalking(backFill.state)) return null;
  const connection = await findConnection(tx, ctx.accountId, backFill.connectionId);
  return connection && { backFill, connection };
}

/** Of a calendar that is back after a dead grant or the switch, the first pull sets it going again (resume.ts). */
async function isHeldUp(ctx: Ctx, { backFill, connection }: Walk): Promise<boolean> {
  const { disconnectedAt, syncing, state, pausedUntil } = connection;
  if (disconnectedAt !== null || !syncing || state === "reconnect") return true;
  if (pausedUntil === null || pausedUntil <= ctx.now()) return false;
  await inTransaction(ctx, (tx) => enqueueBackFill(tx, ctx.accountId, backFill, pausedUntil));
  return true;
}

/** What of a page is decided, each with what is known of its series. */
async function rowsOf(
  ctx: Ctx,
  { backFill, connection }: Walk,
  page: SpanPage,
  book: SeriesBook,
): Promise<SeriesChange[]> {
  const changes = toDecide(page, spanOf(backFill), page.zone ?? connection.zone);
  for (const change of page.series) book.note(change);
  for (const change of page.changes) book.note(change);
  await book.learn({ ctx, connectionId: connection.id }, changes);
  return changes.map((change) => ({ change, series: book.seriesOf(change) }));
}

type Read = { page: SpanPage; rows: SeriesChange[] };

/** Whoever cancelled, disconnected or switched off while the page was on its way is heard: it is dropped. */
async function takePage(tx: Tx, ctx: Ctx, walk: Walk, { page, rows }: Read): Promise<void> {
  const { accountId } = ctx;
  const held = await holdBackFill(tx, accountId, walk.backFill.id);
  const connection = await findConnection(tx, accountId, walk.connection.id);
  if (!held || !connection || !isSamePlace(held, walk.backFill) || !isReadable(connection)) return;
  const mailbox = { ...connection, zone: page.zone ?? connection.zone };
  const logged =
    held.state === "counting"
      ? await countPage(tx, ctx, held, mailbox, rows)
      : held.logged + (await applyEarlier(tx, ctx, mailbox, rows)).length;
  const cameAlong = new Set(page.series.map(eventIdOf));
  const looked = rows.filter(({ change }) => !cameAlong.has(eventIdOf(change)));
  const considered = held.considered + looked.length;
  const figures = { considered, logged, reason: null, changedAt: ctx.now() };
  if (page.nextCursor === null) await finishPass(tx, ctx, held, figures);
  else {
    await changeBackFill(tx, accountId, held.id, { ...figures, cursor: page.nextCursor });
    await enqueueBackFill(tx, accountId, held);
  }
  await notifyLive(tx, accountId, { what: "calendar", records: [], userId: held.userId });
}

const isSamePlace = (now: BackFill, then: BackFill): boolean =>
  now.state === then.state && now.cursor === then.cursor;

const isReadable = ({ disconnectedAt, syncing }: Connection): boolean => disconnectedAt === null && syncing;

/** Thrown to take back what a count has done. */
class TakenBack extends Error {}

/**
 * What logging the page would come to: it is logged and taken back, so that no rule is written twice and the preview is what
 * will be logged. Only ids are kept. Answers with the meetings found so far.
 */
async function countPage(
  tx: Tx,
  ctx: Ctx,
  { id }: BackFill,
  connection: Connection,
  rows: readonly SeriesChange[],
): Promise<number> {
  const found: Awaited<ReturnType<typeof listContactsOf>> = [];
  const attempt = tx.transaction(async (inner) => {
    const logged = await applyEarlier(inner, { ...ctx, tx: inner }, connection, rows);
    found.push(...(await listContactsOf(inner, ctx.accountId, connection.id, logged)));
    throw new TakenBack();
  });
  await attempt.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  await saveMatches(tx, ctx.accountId, id, found);
  return (await countMatches(tx, ctx.accountId, id)).meetings;
}

type Figures = { considered: number; logged: number; reason: null; changedAt: string };

/** A count waits for its person; what was logged is told, and the preview has served. */
async function finishPass(tx: Tx, ctx: Ctx, { id, state }: BackFill, figures: Figures): Promise<void> {
  if (state === "counting")
    return changeBackFill(tx, ctx.accountId, id, { ...figures, cursor: null, state: "ready" });
  await changeBackFill(tx, ctx.accountId, id, {
    ...figures,
    cursor: null,
    state: "done",
    finishedAt: figures.changedAt,
  });
  await forgetMatches(tx, ctx.accountId, id);
}
