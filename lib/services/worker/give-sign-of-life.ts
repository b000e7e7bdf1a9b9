import { recordBeat } from "@/db/queries/worker-signs";
import { now } from "@/lib/clock";
import { noAccountId } from "@/lib/domain/accounts/no-account";
import type { Instant } from "@/lib/domain/time/instant";
import { inTransaction } from "../context";
import { systemCtx } from "../wiring";

/** Tells the health probe that this worker process lives, and when it last finished a job. */
export const giveSignOfLife = (workerId: string, lastJobAt: Instant | null): Promise<void> =>
  inTransaction(systemCtx(noAccountId, "worker"), (tx) =>
    recordBeat(tx, noAccountId, { workerId, beatAt: now(), lastJobAt }),
  );
