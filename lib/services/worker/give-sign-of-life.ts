import { beat } from "@/db/queries/heartbeats";
import { now } from "@/lib/clock";
import type { Instant } from "@/lib/domain/time/instant";
import { database } from "../wiring";

/** Tells the health probe that this worker process lives, and when it last finished a job. */
export async function giveSignOfLife(workerId: string, lastJobAt: Instant | null): Promise<void> {
  await beat(database(), workerId, now(), lastJobAt);
}
