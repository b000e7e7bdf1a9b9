import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import type { ProviderError, ProviderErrorKind } from "@/lib/domain/errors";
import { hours, type Instant, shift } from "@/lib/domain/time/instant";
import type { Ctx } from "../context";
import type { StoredAccess } from "./access";
import { healthOf, writeFailure } from "./note-failure";
import { enqueueSync } from "./receive-notification";

/** Whom a write waits for that was not answered: its person, the provider's own time, or nobody: then the queue tries again. */
export type WriteWait = { for: "person" | "provider" | "queue"; until: Instant | null };

const needsPerson = new Set<ProviderErrorKind>(["reauthorise", "no-calendar"]);
/** What says something about the whole calendar, not about this one event. */
const concernsConnection = new Set<ProviderErrorKind>([...needsPerson, "slow-down", "misconfigured"]);

/** What a failed write is waiting for now. */
export function waitAfter({ kind, retryAfterMs }: ProviderError, now: Instant): WriteWait {
  if (needsPerson.has(kind)) return { for: "person", until: null };
  if (kind === "slow-down") return { for: "provider", until: shift(now, retryAfterMs ?? 15_000) };
  if (kind === "quota") return { for: "provider", until: shift(now, hours(1)) };
  return { for: "queue", until: kind === "misconfigured" ? shift(now, hours(1)) : null };
}

/** Stores what a failed write says about the whole calendar, if it says anything. */
export async function noteWriteTrouble(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  failed: { error: ProviderError; access: StoredAccess | null },
): Promise<void> {
  if (!concernsConnection.has(failed.error.kind)) return;
  const health = healthOf(ctx, connection, failed.error);
  await writeFailure(tx, ctx, connection, { ...failed, health });
  if (health.pausedUntil) await enqueueSync(tx, ctx.accountId, connection.id, health.pausedUntil);
}
