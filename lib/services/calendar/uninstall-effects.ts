import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { countMeetingsOf } from "@/db/queries/meeting-reads";
import { listPendingPushes } from "@/db/queries/pending-pushes";
import { listWaitingTimeOff } from "@/db/queries/time-off";
import type { UninstallEffects } from "@/lib/domain/calendar/connection";
import type { UserRef } from "@/lib/domain/records/record";
import type { Ctx } from "../context";

/** What an uninstall would do now, so that it can be said before it is done (RULES C6). */
export async function countEffects(
  tx: Tx,
  ctx: Ctx,
  connections: readonly Connection[],
  refs: ReadonlyMap<string, UserRef>,
): Promise<UninstallEffects> {
  const effects: UninstallEffects = { people: [], pendingInvitations: 0, pendingTimeOff: 0, meetings: 0 };
  for (const { id, userId } of connections) {
    const user = refs.get(userId);
    if (user) effects.people.push(user);
    effects.pendingInvitations += (await listPendingPushes(tx, ctx.accountId, id)).length;
    effects.pendingTimeOff += (await listWaitingTimeOff(tx, ctx.accountId, id)).length;
    effects.meetings += await countMeetingsOf(tx, ctx.accountId, id);
  }
  return effects;
}
