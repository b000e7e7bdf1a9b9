import type { Tx } from "@/db/client";
import type { BackFill } from "@/db/queries/back-fills";
import { enqueue } from "@/db/queries/jobs";
import type { Instant } from "@/lib/domain/time/instant";

/**
 * The next page of a back-fill, at once or from `runAt` on. It stands in its calendar's own queue behind what waits there, so
 * that pulls come in between.
 */
export const enqueueBackFill = (
  tx: Tx,
  accountId: string,
  { id, connectionId }: Pick<BackFill, "id" | "connectionId">,
  runAt?: Instant,
): Promise<void> =>
  enqueue(
    tx,
    "calendar.back-fill",
    { accountId, backFillId: id },
    { queue: `connection:${connectionId}`, key: `back-fill:${id}`, ...(runAt ? { runAt } : {}) },
  );
