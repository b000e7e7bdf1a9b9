import { mergePatch } from "../google/event-input";
import type { EventRecord } from "./event-record";
import { requireCurrent } from "./located-event";
import type { World } from "./world";

/**
 * What Exchange itself makes of a copy and no page can: members of the stored row are set as given, merged as PATCH does,
 * and the mailbox reports a change. 404 without that copy.
 */
export function rewriteRow(world: World, email: string, id: string, change: unknown): EventRecord {
  const record = requireCurrent(world, email, id, undefined);
  const next = mergePatch(record, change) as EventRecord;
  return world.store.put(email, { ...next, id: record.id });
}
