import { notFound } from "./api-error";
import { editEvent } from "./event-edit";
import type { WriteCall } from "./event-insert";
import { cloneRecord, type EventRecord } from "./event-record";
import { instanceOf, requireCurrent } from "./located-event";
import { commitAsOrganizer } from "./organizer-writes";
import { countBefore, endingBefore, instanceId, slotStartingAt, startingFrom } from "./recurrence";
import type { World } from "./world";

/**
 * "This and following": the old series ends before the shown slot and a new one begins there, whose id and
 * iCalUID carry `_R<slot>` (providers 2.1). Undefined when the slot is the first, so there is nothing to split.
 */
export function splitSeries(world: World, call: WriteCall, shown: EventRecord): string | undefined {
  const { master, slot } = seriesOf(world, call, shown);
  if (countBefore(master, slot.start) === 0) return undefined;
  const id = instanceId(master.id.replace(/_R\d{8}(T\d{6})?$/, ""), slot.start).replace(
    /_(\d{8}(T\d{6})?)Z?$/,
    "_R$1",
  );
  const fresh: EventRecord = {
    ...cloneRecord(instanceOf(master, slot)),
    id,
    iCalUID: `${id}@google.com`,
    created: new Date(world.now()).toISOString(),
    sequence: 0,
    recurrence: startingFrom(master, slot.start),
    recurringEventId: undefined,
    originalStart: undefined,
    own: undefined,
  };
  endAt(world, { ...call, sendUpdates: "none", tellsElsewhere: true }, shown);
  commitAsOrganizer(world, undefined, fresh, { ...call, sendUpdates: "none" });
  return id;
}

/** Ends a series before the shown slot; "nothing left" (and nothing done) when that slot is its first. */
export function endAt(world: World, call: WriteCall, shown: EventRecord): "shortened" | "nothing left" {
  const { master, slot } = seriesOf(world, call, shown);
  if (countBefore(master, slot.start) === 0) return "nothing left";
  const quiet = { ...call, ifMatch: undefined };
  editEvent(world, quiet, master.id, { recurrence: endingBefore(master, slot.start) }, "patch");
  return "shortened";
}

function seriesOf(world: World, call: WriteCall, shown: EventRecord) {
  if (!shown.recurringEventId || !shown.originalStart) throw notFound();
  const master = requireCurrent(world, call.email, shown.recurringEventId, undefined);
  const slot = slotStartingAt(master, shown.originalStart);
  if (!slot) throw notFound();
  return { master, slot };
}
