import { and, desc, eq, gt, isNull, lt, lte } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { TimeOff } from "@/lib/domain/time-off/time-off";
import type { AwayTime } from "@/lib/domain/time-off/view";
import type { Tx } from "../client";
import { users } from "../schema/accounts";
import { timeOff as table } from "../schema/time-off";
import { daysOf, toTimeOff } from "./time-off";

const ofUser = (accountId: string, userId: string) =>
  and(eq(table.accountId, accountId), eq(table.userId, userId), isNull(table.removedAt));

/** One person's entries that are not over, soonest first. */
export async function listComingTimeOff(
  tx: Tx,
  accountId: string,
  userId: string,
  now: Instant,
): Promise<TimeOff[]> {
  const rows = await tx
    .select()
    .from(table)
    .where(and(ofUser(accountId, userId), gt(table.endAt, now)))
    .orderBy(table.startAt, table.createdAt, table.id);
  return rows.map(toTimeOff);
}

/** One person's entries that are over, latest first. */
export async function listPastTimeOff(
  tx: Tx,
  accountId: string,
  userId: string,
  now: Instant,
  limit: number,
): Promise<TimeOff[]> {
  const rows = await tx
    .select()
    .from(table)
    .where(and(ofUser(accountId, userId), lte(table.endAt, now)))
    .orderBy(desc(table.startAt), table.id)
    .limit(limit);
  return rows.map(toTimeOff);
}

/** When people of the account who may sign in are away within a span: times alone (RULES section 7). */
export async function listAwayTimes(
  tx: Tx,
  accountId: string,
  span: { from: Instant; until: Instant },
): Promise<AwayTime[]> {
  const rows = await tx
    .select({
      email: users.email,
      startAt: table.startAt,
      endAt: table.endAt,
      zone: table.zone,
      allDayFrom: table.allDayFrom,
      allDayUntil: table.allDayUntil,
    })
    .from(table)
    .innerJoin(users, and(eq(users.accountId, table.accountId), eq(users.id, table.userId)))
    .where(
      and(
        eq(table.accountId, accountId),
        isNull(table.removedAt),
        isNull(users.deactivatedAt),
        lt(table.startAt, span.until),
        gt(table.endAt, span.from),
      ),
    )
    .orderBy(table.startAt);
  return rows.map(({ allDayFrom, allDayUntil, ...row }) => ({
    ...row,
    allDay: daysOf(allDayFrom, allDayUntil),
  }));
}
