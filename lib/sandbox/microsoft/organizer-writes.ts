import { sameValue } from "../google/event-fields";
import type { EventRecord } from "./event-record";
import { spreadToGuests } from "./guest-copies";
import { mailGuests } from "./outbox";
import { followSeries, withSeriesChange } from "./series-edits";
import type { Mail } from "./state";
import type { World } from "./world";

/** Why something is written, and whether guests get a mail about it: Graph has no switch, only inner changes are silent. */
export type WritePolicy = { cause: Mail["cause"]; mails: "as Exchange does" | "none" };

/** Stores the organiser's copy, then lets guests, changed instances and the outbox follow. A no-op changes nothing. */
export function commitAsOrganizer(
  world: World,
  owner: string,
  before: EventRecord | undefined,
  after: EventRecord,
  policy: WritePolicy,
): EventRecord {
  if (before && sameValue({ ...before, own: undefined }, { ...after, own: undefined })) return before;
  const stored = world.store.put(owner, before ? withSeriesChange(world, owner, before, after) : after);
  if (stored.isDraft) return stored;
  const known = before?.isDraft ? undefined : before;
  spreadToGuests(world, owner, known, stored);
  if (policy.mails !== "none") mailGuests(world, known, stored, policy.cause);
  if (before?.recurrence) followSeries(world, owner, before, stored);
  return stored;
}
