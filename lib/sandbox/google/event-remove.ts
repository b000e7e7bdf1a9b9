import { ApiError } from "./api-error";
import type { WriteCall } from "./event-insert";
import { cloneRecord } from "./event-record";
import { endExceptions } from "./guest-copies";
import { answerAs } from "./guest-writes";
import { requireCurrent } from "./located-event";
import { commitAsOrganizer } from "./organizer-writes";
import { sameAddress } from "./people";
import type { World } from "./world";

/** `events.delete`: the organiser cancels for everyone, a guest declines and loses the copy. 410 when already gone. */
export function removeEvent(world: World, call: WriteCall, id: string): void {
  const current = requireCurrent(world, call.email, id, call.ifMatch);
  if (current.status === "cancelled") throw new ApiError(410, "deleted", "Resource has been deleted");
  const gone = { ...cloneRecord(current), status: "cancelled" as const };
  if (sameAddress(current.organizer.email, call.email)) {
    commitAsOrganizer(world, current, gone, call);
    return;
  }
  world.store.put(call.email, gone);
  if (!current.recurringEventId) endExceptions(world, call.email, current.id);
  answerAs(world, call.email, gone, { responseStatus: "declined" });
}
