import type { Tx } from "@/db/client";
import { countMatches, listMatchedPeople } from "@/db/queries/back-fill-matches";
import { type BackFill, findBackFill, findLatestBackFill, holdBackFill } from "@/db/queries/back-fills";
import { type Connection, findConnectionOfUser, lockConnectionsOf } from "@/db/queries/connections";
import type { BackFillView } from "@/lib/domain/calendar/back-fill";
import { AppError, notFound } from "@/lib/domain/errors";
import { type Ctx, currentUser, inTransaction } from "../context";

const MOST_PEOPLE = 10;

/** The latest back-fill of the signed-in person's connected calendar; null when there was none, or none is connected. */
export function getBackFill(ctx: Ctx): Promise<BackFillView | null> {
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx) => {
    const connection = await findConnectionOfUser(tx, ctx.accountId, user.id);
    const latest = connection && (await findLatestBackFill(tx, ctx.accountId, connection.id));
    return latest ? view(tx, ctx, latest) : null;
  });
}

/** One back-fill as its person sees it. */
export async function viewOf(tx: Tx, ctx: Ctx, id: string): Promise<BackFillView> {
  const backFill = await findBackFill(tx, ctx.accountId, id);
  if (!backFill) throw notFound("back-fill");
  return view(tx, ctx, backFill);
}

/** The signed-in person's connected calendar; nobody else begins a back-fill of it until the transaction ends. */
export async function holdOwnCalendar(tx: Tx, ctx: Ctx): Promise<Connection> {
  const user = currentUser(ctx);
  await lockConnectionsOf(tx, user.id);
  const connection = await findConnectionOfUser(tx, ctx.accountId, user.id);
  if (!connection) throw new AppError("conflict", "Connect your calendar first.");
  if (connection.state === "reconnect") throw new AppError("conflict", "Reconnect your calendar first.");
  if (!connection.syncing) throw new AppError("conflict", "Turn Sync my calendar on first.");
  return connection;
}

/** A back-fill of the signed-in person's own, held; anybody else's does not exist. */
export async function holdOwn(tx: Tx, ctx: Ctx, id: string): Promise<BackFill> {
  const backFill = await holdBackFill(tx, ctx.accountId, id);
  if (!backFill || backFill.userId !== currentUser(ctx).id) throw notFound("back-fill");
  return backFill;
}

async function view(tx: Tx, ctx: Ctx, backFill: BackFill): Promise<BackFillView> {
  const { id, state, logged } = backFill;
  const found = await countMatches(tx, ctx.accountId, id);
  const people = await listMatchedPeople(tx, ctx.accountId, id, MOST_PEOPLE);
  const isOver = state === "done" || state === "cancelled" || state === "failed";
  return {
    id,
    days: backFill.days,
    state,
    considered: backFill.considered,
    meetings: logged,
    planned: isOver ? null : found.meetings,
    people,
    morePeople: Math.max(0, found.people - people.length),
    reason: backFill.reason,
    startedAt: backFill.startedAt,
    finishedAt: backFill.finishedAt,
  };
}
