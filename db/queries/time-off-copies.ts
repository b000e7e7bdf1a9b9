import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { eventCopies } from "../schema/sync";
import { texts } from "./rows";
import { saveDecisions } from "./save-decisions";

const copiesOf = (accountId: string, connectionId: string, eventIds: readonly string[]) =>
  and(
    eq(eventCopies.accountId, accountId),
    eq(eventCopies.connectionId, connectionId),
    sql`${eventCopies.eventId} = any(${texts(eventIds)})`,
  );

/** Which of these events feed a meeting. */
export async function listMeetingEvents(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await tx
    .select({ eventId: eventCopies.eventId })
    .from(eventCopies)
    .where(and(copiesOf(accountId, connectionId, eventIds), isNotNull(eventCopies.meetingId)));
  return new Set(rows.map((row) => row.eventId));
}

/** Whether an event was private when it was last seen. */
export async function isPrivateEvent(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventId: string,
): Promise<boolean> {
  const [row] = await tx
    .select({ isPrivate: eventCopies.isPrivate })
    .from(eventCopies)
    .where(copiesOf(accountId, connectionId, [eventId]));
  return row?.isPrivate ?? false;
}

/** Why these events are on no timeline (RULES N1). Of a private one nothing but that is kept (RULES I5). */
export async function saveTimeOffDecisions(
  tx: Tx,
  accountId: string,
  connectionId: string,
  events: readonly { eventId: string; title: string | null; startAt: Instant | null }[],
  decidedAt: Instant,
): Promise<void> {
  const decisions = events.map((event) => ({
    ...event,
    decidedAt,
    result: "skipped" as const,
    rule: "out-of-office" as const,
    guests: null,
    strangers: [],
    meetingId: null,
  }));
  await saveDecisions(tx, accountId, connectionId, decisions);
}
