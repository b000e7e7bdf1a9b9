import { listWrites as findWrites } from "@/db/queries/ledger";
import { readLogCursor, type WritesPage, writeLogCursor } from "@/lib/domain/calendar/sync-log";
import { type Ctx, currentUser, inTransaction } from "../context";

const PAGE_SIZE = 50;

/**
 * A page of what Almanac wrote to the signed-in person's own calendars, newest first (RULES O6). Nobody else's, whoever
 * asks, administrators included.
 */
export async function listWrites(ctx: Ctx, asked: { cursor?: string | null }): Promise<WritesPage> {
  const user = currentUser(ctx);
  const place = { cursor: readLogCursor(asked.cursor ?? null), limit: PAGE_SIZE + 1 };
  const found = await inTransaction(ctx, (tx) => findWrites(tx, ctx.accountId, user.id, place));
  const page = found.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    rows: page.map(({ connectionId: _, ...row }) => row),
    nextCursor:
      found.length > PAGE_SIZE && last
        ? writeLogCursor({ at: last.requestedAt, connectionId: last.connectionId, id: last.id })
        : null,
  };
}
