import type { SyncLog, SyncLogQuery } from "@/lib/domain/calendar/sync-log";
import type { Ctx } from "../context";
import { listDecisions } from "./list-decisions";
import { listWrites } from "./list-writes";

/** The list of the Sync log tab that is asked for, the signed-in person's own. */
export async function getSyncLog(ctx: Ctx, query: SyncLogQuery): Promise<SyncLog> {
  const { view, q, result, meeting, cursor } = query;
  if (view === "written") return { view, ...(await listWrites(ctx, { cursor })) };
  return { view, ...(await listDecisions(ctx, { q, result, meetingId: meeting, cursor })) };
}
