import type { Tx } from "@/db/client";
import { notifyLive } from "@/db/queries/live";
import { insertNotice, resolveNotices } from "@/db/queries/notifications";
import { newId } from "@/lib/crypto";
import type { Notice } from "@/lib/domain/notifications/notification";
import type { Ctx } from "../context";

/** Tells a user of something at the bell, once while its cause lasts, in the caller's transaction. */
export async function tell(tx: Tx, ctx: Ctx, userId: string, notice: Notice): Promise<void> {
  const isNew = await insertNotice(tx, ctx.accountId, userId, { id: newId(), at: ctx.now(), ...notice });
  if (isNew) await notifyLive(tx, ctx.accountId, { what: "notifications", records: [], userId });
}

/** The causes are over: the bell is quiet about them, and may ring again when they come back. */
export async function untell(tx: Tx, ctx: Ctx, userId: string, keys: readonly string[]): Promise<void> {
  const hadTold = await resolveNotices(tx, ctx.accountId, userId, keys, ctx.now());
  if (hadTold) await notifyLive(tx, ctx.accountId, { what: "notifications", records: [], userId });
}
