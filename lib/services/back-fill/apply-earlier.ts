import type { Tx } from "@/db/client";
import { nameRule } from "@/db/queries/back-fills";
import type { Connection } from "@/db/queries/connections";
import { backFillRule, beginningOfTime } from "@/lib/domain/calendar/back-fill";
import { applyChanges } from "../calendar/apply-changes";
import type { SeriesChange } from "../calendar/event-key";
import type { Ctx } from "../context";

/**
 * Decides and writes a page of events as a pull does, but for one rule: it does not matter when they were made (RULES I4,
 * N3). Answers with the events that were logged by it; doing it again logs nothing.
 */
export async function applyEarlier(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  rows: readonly SeriesChange[],
): Promise<string[]> {
  const asIfNew = { ...connection, activeSince: beginningOfTime };
  const applied = await applyChanges(tx, ctx, asIfNew, rows);
  const logged = applied.filter(({ step }) => step === "log").map(({ eventId }) => eventId);
  await nameRule(tx, ctx.accountId, connection.id, logged, backFillRule);
  return logged;
}
