import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { hintOtherCopies } from "@/db/queries/event-hints";
import type { Ctx } from "../context";
import { slotOf } from "./event-key";
import type { LoadedChange } from "./load-changes";
import { enqueueSync } from "./receive-notification";

/**
 * An organiser's copy that kept its guests' copies off timelines (RULES I11) may stop speaking: it becomes private, or is
 * gone. Then those copies are looked at again, whoever was read first (RULES I14 and section 9).
 */
export async function handOver(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  changes: readonly LoadedChange[],
): Promise<void> {
  const events = changes.filter(fallsSilent).flatMap(({ change, key, copy }) => {
    const occurrence = copy?.occurrence ?? slotOf(change);
    return key.icalUid ? [{ icalUid: key.icalUid, occurrence }] : [];
  });
  const calendars = await hintOtherCopies(tx, ctx.accountId, connection.id, events, ctx.now());
  for (const id of calendars) await enqueueSync(tx, ctx.accountId, id);
}

function fallsSilent({ change, copy }: LoadedChange): boolean {
  const spoke = copy?.organizerSelf && copy.invitesNobody && !copy.isPrivate && !copy.cancelled;
  return Boolean(spoke) && (change.kind === "gone" || change.event.visibility === "private");
}
