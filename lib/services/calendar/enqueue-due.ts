import type { Db } from "@/db/client";
import { type DueCandidate, listLiveConnections } from "@/db/queries/channels";
import { workDue } from "@/lib/domain/calendar/subscription";
import { type Ctx, inTransaction } from "../context";
import { enqueueSync, enqueueWatch } from "./receive-notification";

/**
 * One look at the timetable: leaves a pull for every calendar that has been quiet too long and a renewal for every channel
 * near its end (RULES I14, N2). Harmless when several processes look at once: jobs of one key collapse.
 */
export async function enqueueDue(
  db: Db,
  now: string,
  pushPossible: boolean,
  ctxOf: (accountId: string) => Ctx,
): Promise<number> {
  let count = 0;
  for (const connection of await listLiveConnections(db)) {
    const due = workDue(connection, now, pushPossible);
    if (due.pull || due.renew) {
      await leaveJobs(ctxOf(connection.accountId), connection, due);
      count += 1;
    }
  }
  return count;
}

const leaveJobs = (
  ctx: Ctx,
  connection: DueCandidate,
  due: { pull: boolean; renew: boolean },
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    if (due.pull) await enqueueSync(tx, ctx.accountId, connection.connectionId);
    if (due.renew) await enqueueWatch(tx, ctx.accountId, connection.connectionId);
  });
