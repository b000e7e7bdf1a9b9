import { findConnectionOfUser } from "@/db/queries/connections";
import { areLossesHinted, findSweep } from "@/db/queries/sweeps";
import type { SweepView } from "@/lib/domain/calendar/sweep-view";
import { type Ctx, currentUser, inTransaction } from "../context";
import { readLosses } from "./read-losses";

/** What of the signed-in person's own calendar waits for their word; null while nothing does. Nobody else is shown it. */
export function getSweep(ctx: Ctx): Promise<SweepView | null> {
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx) => {
    const { accountId } = ctx;
    const connection = await findConnectionOfUser(tx, accountId, user.id);
    const sweep = connection && (await findSweep(tx, accountId, connection.id));
    if (!connection || sweep?.state !== "held") return null;
    const isRead = connection.syncing && connection.state !== "reconnect";
    const lines = await readLosses(tx, accountId, connection.id, ctx.now());
    return {
      provider: connection.provider,
      email: connection.email,
      asOf: sweep.startedAt,
      checked: sweep.checked,
      checking: isRead && (await areLossesHinted(tx, accountId, connection.id)),
      losses: lines.map(({ eventIds: _, ...line }) => line),
    };
  });
}
