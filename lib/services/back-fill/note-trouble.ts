import type { Tx } from "@/db/client";
import { forgetMatches } from "@/db/queries/back-fill-matches";
import { type BackFill, changeBackFill, holdBackFill } from "@/db/queries/back-fills";
import type { Connection } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import { type BackFillTrouble, troubleOf, waitAfter } from "@/lib/domain/calendar/back-fill";
import { ProviderError } from "@/lib/domain/errors";
import { laterOf, shift } from "@/lib/domain/time/instant";
import type { StoredAccess } from "../calendar/access";
import { noteFailure } from "../calendar/note-failure";
import { type Ctx, inTransaction } from "../context";
import { enqueueBackFill } from "./enqueue";

/** A back-fill and the calendar it reads. */
export type Walk = { backFill: BackFill; connection: Connection };

/**
 * What a failed page leaves behind. What concerns the whole mailbox is said by the connection, as of a failed pull; the rest
 * waits by itself, doubling, and is given up after six hours without a page. Throws only when it cannot be written down.
 */
export async function noteTrouble(
  ctx: Ctx,
  walk: Walk,
  error: unknown,
  access: StoredAccess | null,
): Promise<void> {
  const { backFill, connection } = walk;
  const { cursor, changedAt: lastPageAt } = backFill;
  const now = ctx.now();
  const trouble = troubleOf(error, { provider: connection.provider, cursor, lastPageAt, now });
  log(ctx, walk, error, trouble);
  if (trouble.do === "wait-with-calendar") await noteFailure(ctx, connection, error, access);
  await inTransaction(ctx, async (tx) => {
    const held = await holdBackFill(tx, ctx.accountId, backFill.id);
    if (!held || held.state !== backFill.state) return;
    await obey(tx, ctx, walk, trouble, error);
    await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: backFill.userId });
  });
}

function log(ctx: Ctx, { backFill }: Walk, error: unknown, trouble: BackFillTrouble): void {
  const facts = { backFillId: backFill.id, trouble: trouble.do };
  if (error instanceof ProviderError)
    ctx.log.warn({ ...facts, kind: error.kind, detail: error.message }, "back-fill call failed");
  else ctx.log.error({ ...facts, err: error }, "back-fill page failed");
}

async function obey(
  tx: Tx,
  ctx: Ctx,
  { backFill }: Walk,
  trouble: BackFillTrouble,
  error: unknown,
): Promise<void> {
  const { accountId } = ctx;
  const { id, state, changedAt } = backFill;
  const now = ctx.now();
  if (trouble.do === "fail") {
    const end = { state: "failed", cursor: null, reason: trouble.reason, finishedAt: now } as const;
    await changeBackFill(tx, accountId, id, end);
    return forgetMatches(tx, accountId, id);
  }
  if (trouble.do === "start-over") {
    // What was logged stays logged, and is told as such: only the look at the calendar begins anew.
    const figures = state === "counting" ? { considered: 0, logged: 0 } : { considered: 0 };
    await changeBackFill(tx, accountId, id, { cursor: null, ...figures });
    if (state === "counting") await forgetMatches(tx, accountId, id);
    return enqueueBackFill(tx, accountId, backFill, shift(now, waitAfter(changedAt, now)));
  }
  if (trouble.do === "wait") await changeBackFill(tx, accountId, id, { reason: trouble.reason });
  const asked = error instanceof ProviderError ? (error.retryAfterMs ?? 0) : 0;
  const runAt = laterOf(shift(now, waitAfter(changedAt, now)), shift(now, asked));
  await enqueueBackFill(tx, accountId, backFill, runAt);
}
