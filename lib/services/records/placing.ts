import { Temporal } from "temporal-polyfill";
import { findAccountDefaults } from "@/db/queries/accounts";
import { listPipelines } from "@/db/queries/pipelines";
import { listActiveUsers } from "@/db/queries/users";
import { AppError } from "@/lib/domain/errors";
import type { Placing } from "@/lib/domain/records/placing";
import type { PropertyValues } from "@/lib/domain/records/record";
import type { PlainDate, ZoneId } from "@/lib/domain/time/instant";
import { type Ctx, inTransaction } from "@/lib/services/context";

/** What decides where a deal or ticket may stand: the account's pipelines, and the day it is for who asks. */
export async function loadPlacing(ctx: Ctx): Promise<Placing> {
  return inTransaction(ctx, async (tx, ctx) => {
    const [pipelines, today] = await Promise.all([listPipelines(tx, ctx.accountId), todayFor(ctx)]);
    return { pipelines, now: ctx.now(), today };
  });
}

/** The day it is where the signed-in person is; for the system, where the account is. */
export async function todayFor(ctx: Ctx): Promise<PlainDate> {
  return Temporal.Instant.from(ctx.now())
    .toZonedDateTimeISO(await zoneOf(ctx))
    .toPlainDate()
    .toString();
}

async function zoneOf(ctx: Ctx): Promise<ZoneId> {
  if (ctx.actor.kind === "user") return ctx.actor.user.timeZone;
  const defaults = await inTransaction(ctx, (tx) => findAccountDefaults(tx, ctx.accountId));
  return defaults?.timeZone ?? "UTC";
}

/** Refuses an owner who is not one of the account's active users. */
export async function checkOwner(ctx: Ctx, values: PropertyValues): Promise<void> {
  if (typeof values.ownerId !== "string") return;
  const users = await inTransaction(ctx, (tx) => listActiveUsers(tx, ctx.accountId));
  if (users.some((user) => user.id === values.ownerId)) return;
  const sentence = "Choose one of the account's users.";
  throw new AppError("invalid", sentence, { ownerId: sentence });
}
