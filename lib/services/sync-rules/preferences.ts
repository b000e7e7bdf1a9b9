import type { Tx } from "@/db/client";
import { type AuditAction, writeAudit } from "@/db/queries/audit";
import { notifyLive } from "@/db/queries/live";
import { loadSyncRules, savePreferences, startOccurrences } from "@/db/queries/sync-rules";
import type { AllDayEventsInput, EveryOccurrenceInput } from "@/lib/domain/sync-rules/inputs";
import type { CalendarPreferences } from "@/lib/domain/sync-rules/sync-rules";
import { type Ctx, currentUser, inTransaction } from "../context";

/** The signed-in person's switches, connected or not. */
export const getCalendarPreferences = (ctx: Ctx): Promise<CalendarPreferences> => {
  const user = currentUser(ctx);
  return inTransaction(ctx, (tx) => readPreferences(tx, ctx.accountId, user.id));
};

/** Turns "All-day events" (RULES I6). It is asked when an event comes in: what is on timelines stays there. */
export const setAllDayEvents = (ctx: Ctx, change: AllDayEventsInput): Promise<CalendarPreferences> =>
  turn(ctx, change, change.allDayEvents ? "calendar.all-day-on" : "calendar.all-day-off");

/** Turns "Log every occurrence when it takes place" (RULES N5): from this moment on, and never for what has been. */
export const setEveryOccurrence = (ctx: Ctx, change: EveryOccurrenceInput): Promise<CalendarPreferences> =>
  turn(
    ctx,
    change,
    change.everyOccurrence ? "calendar.occurrences-on" : "calendar.occurrences-off",
    (tx, userId) => startOccurrences(tx, ctx.accountId, userId, change.everyOccurrence ? ctx.now() : null),
  );

type Effect = (tx: Tx, userId: string) => Promise<void>;

/** A switch that stands like that already is left alone, and so is what it started. */
async function turn(
  ctx: Ctx,
  change: Partial<CalendarPreferences>,
  action: AuditAction,
  effect: Effect = async () => undefined,
): Promise<CalendarPreferences> {
  const user = currentUser(ctx);
  const { accountId } = ctx;
  const at = ctx.now();
  return inTransaction(ctx, async (tx) => {
    if (await savePreferences(tx, accountId, user.id, change, at)) {
      await effect(tx, user.id);
      await writeAudit(tx, accountId, { at, actor: "user", userId: user.id, action, subject: null });
      await notifyLive(tx, accountId, { what: "calendar", records: [], userId: user.id });
    }
    return readPreferences(tx, accountId, user.id);
  });
}

async function readPreferences(tx: Tx, accountId: string, userId: string): Promise<CalendarPreferences> {
  const { allDayEvents, everyOccurrence } = await loadSyncRules(tx, accountId, userId);
  return { allDayEvents, everyOccurrence };
}
