import type { Instant } from "@/lib/domain/time/instant";
import { type Db, inAccount } from "../client";
import { workerHeartbeats as table } from "../schema/calendars";

/** A worker serves every account, so its sign of life stands under none of them. */
export const nilAccount = "00000000-0000-0000-0000-000000000000";

/** One sign of life of a worker process; `lastJobAt` is kept when there is none to tell. */
export const beat = (db: Db, workerId: string, at: Instant, lastJobAt: Instant | null): Promise<unknown> =>
  inAccount(db, nilAccount, (tx) =>
    tx
      .insert(table)
      .values({ accountId: nilAccount, workerId, beatAt: at, lastJobAt })
      .onConflictDoUpdate({
        target: [table.accountId, table.workerId],
        set: { beatAt: at, ...(lastJobAt ? { lastJobAt } : {}) },
      }),
  );
