import { findLastSigns } from "@/db/queries/worker-signs";
import { type Health, workerState } from "@/lib/domain/accounts/health";
import { type Ctx, inTransaction } from "@/lib/services/context";

const PATIENCE_MS = 3_000;

/** How the database and the workers are. Never throws: a database that fails or does not answer in time is down. */
export async function checkHealth(ctx: Ctx): Promise<Health> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the database did not answer in time")), PATIENCE_MS);
  });
  try {
    const signs = await Promise.race([inTransaction(ctx, (tx) => findLastSigns(tx, ctx.accountId)), tooLate]);
    return {
      database: "ok",
      worker: workerState(signs.lastBeatAt, ctx.now()),
      lastJobAt: signs.lastJobAt,
    };
  } catch (error) {
    ctx.log.warn({ err: error }, "health check failed");
    return { database: "down", worker: "none", lastJobAt: null };
  } finally {
    clearTimeout(timer);
  }
}
