import { markWatched } from "@/db/queries/connection-health";
import { minutes, shift } from "@/lib/domain/time/instant";
import { type Ctx, inTransaction } from "../context";

// Longer than the time between two signs of an open page, so that a page that stays open never lapses.
const WATCHED_MS = minutes(1);

/** Someone of this account looks at a page just now: where push is not possible its calendars are polled faster (RULES N2). */
export const keepWatched = (ctx: Ctx): Promise<void> =>
  inTransaction(ctx, (tx) => markWatched(tx, ctx.accountId, shift(ctx.now(), WATCHED_MS)));
