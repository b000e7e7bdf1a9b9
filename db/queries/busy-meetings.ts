import { and, eq, exists, gt, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { users } from "../schema/accounts";
import { attendees, meetings } from "../schema/meetings";

/** When these people are in meetings we know of within a span: as host, or as a guest who has not declined. Times alone. */
export function listBusyMeetings(
  tx: Tx,
  accountId: string,
  userIds: readonly string[],
  span: { from: Instant; until: Instant },
): Promise<{ userId: string; startAt: Instant; endAt: Instant }[]> {
  const isGuest = exists(
    tx
      .select({ one: sql`1` })
      .from(attendees)
      .where(
        and(
          eq(attendees.accountId, accountId),
          eq(attendees.meetingId, meetings.id),
          eq(attendees.email, sql`lower(${users.email})`),
          ne(attendees.reply, "declined"),
        ),
      ),
  );
  return tx
    .select({ userId: users.id, startAt: meetings.startAt, endAt: meetings.endAt })
    .from(meetings)
    .innerJoin(users, eq(users.accountId, meetings.accountId))
    .where(
      and(
        eq(meetings.accountId, accountId),
        inArray(users.id, [...userIds]),
        or(eq(meetings.hostId, users.id), isGuest),
        isNull(meetings.cancelledAt),
        ne(meetings.outcome, "Canceled"),
        isNull(meetings.allDayFrom),
        lt(meetings.startAt, span.until),
        gt(meetings.endAt, span.from),
      ),
    )
    .orderBy(meetings.startAt, meetings.id);
}
