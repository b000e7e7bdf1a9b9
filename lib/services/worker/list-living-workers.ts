import { listBeatsSince } from "@/db/queries/worker-signs";
import { noAccountId } from "@/lib/domain/accounts/no-account";
import { type Instant, shift } from "@/lib/domain/time/instant";
import { inTransaction } from "../context";
import { systemCtx } from "../wiring";

/** The ids of the workers that gave a sign of life within the last `withinMs` milliseconds. */
export const listLivingWorkers = (now: Instant, withinMs: number): Promise<string[]> =>
  inTransaction(systemCtx(noAccountId, "worker"), (tx) =>
    listBeatsSince(tx, noAccountId, shift(now, -withinMs)),
  );
