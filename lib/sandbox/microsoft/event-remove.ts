import { invalidRequest } from "./api-error";
import type { WriteCall } from "./event-create";
import { isOrganizer } from "./event-edit";
import { cloneRecord, type EventRecord } from "./event-record";
import { spreadToGuests } from "./guest-copies";
import { requireCurrent } from "./located-event";
import { commitAsOrganizer } from "./organizer-writes";
import { mailGuests } from "./outbox";
import { followSeries, removeSlot } from "./series-edits";
import type { World } from "./world";

/** `DELETE …/events/{id}`: the organiser cancels for everyone, a guest only loses the copy and tells nobody. */
export function removeEvent(world: World, call: WriteCall, id: string): void {
  const current = requireCurrent(world, call.email, id, call.ifMatch);
  const gone: EventRecord = { ...cloneRecord(current), isGone: true, sequence: current.sequence + 1 };
  const isOwn = isOrganizer(current, call.email);
  const master = current.seriesMasterId
    ? world.store.mailbox(call.email).events.get(current.seriesMasterId)
    : undefined;
  if (master) {
    if (isOwn && !current.isDraft) tellGuests(world, call, current, gone);
    removeSlot(world, call.email, master, current);
  } else if (isOwn) {
    commitAsOrganizer(world, call.email, current, gone, call);
  } else {
    followSeries(world, call.email, current, world.store.put(call.email, gone));
  }
}

/** `POST …/cancel`: the organiser's delete, with words for the guests. */
export function cancelEvent(world: World, call: WriteCall, id: string): void {
  const current = requireCurrent(world, call.email, id, call.ifMatch);
  if (!isOrganizer(current, call.email)) {
    throw invalidRequest("Your request can't be completed. You need to be an organizer to cancel a meeting.");
  }
  removeEvent(world, call, id);
}

function tellGuests(world: World, call: WriteCall, current: EventRecord, gone: EventRecord): void {
  spreadToGuests(world, call.email, current, gone);
  if (call.mails !== "none") mailGuests(world, current, gone, call.cause);
}
