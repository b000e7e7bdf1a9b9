import { sql } from "drizzle-orm";
import type { Decision } from "@/lib/domain/calendar/plan";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { syncDecisions as table } from "../schema/sync";
import { insertRows } from "./rows";

export type NewDecision = Decision & { eventId: string; meetingId: string | null; decidedAt: Instant };

/** The latest word on events of this calendar, nothing of an earlier one is left (RULES N1, I5). */
export async function saveDecisions(
  tx: Tx,
  accountId: string,
  connectionId: string,
  decisions: readonly NewDecision[],
): Promise<void> {
  await insertRows(
    tx,
    table,
    decisions.map((decision) => ({ accountId, connectionId, ...decision })),
    sql`on conflict (account_id, connection_id, event_id) do update set
      result = excluded.result, rule = excluded.rule, title = excluded.title, guests = excluded.guests,
      strangers = excluded.strangers, start_at = excluded.start_at, meeting_id = excluded.meeting_id,
      decided_at = excluded.decided_at`,
  );
}
