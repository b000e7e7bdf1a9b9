import type { Db } from "@/db/client";
import { pruneDecisions as removeSome } from "@/db/queries/decisions";
import { KEPT_DAYS } from "@/lib/domain/calendar/sync-log";
import { days, type Instant, shift } from "@/lib/domain/time/instant";

/**
 * Forgets what was decided more than 90 days ago, in every account, `atOnce` rows after the other and at most `rounds`
 * times. Answers whether everything old is gone.
 */
export async function pruneDecisions(
  db: Db,
  now: Instant,
  { atOnce, rounds }: { atOnce: number; rounds: number },
): Promise<boolean> {
  const before = shift(now, -days(KEPT_DAYS));
  for (let round = 0; round < rounds; round += 1) {
    if ((await removeSome(db, before, atOnce)) < atOnce) return true;
  }
  return false;
}
