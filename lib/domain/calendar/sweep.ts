import type { Instant, PlainDate } from "../time/instant";

/** Up to so many lost events are always acted on. */
const BELIEVED = 10;
/** Beyond that, up to this share of all that was held. */
const SHARE = 0.2;
/** From so many on, losing every single one looks like a wrong or an emptied mailbox. */
const NEVER_ALL = 5;

/** What to do with events that are not there any more: cancel their meetings, or ask the person first, and why. */
export type Verdict = { do: "act" } | { do: "hold"; because: "all" | "many" };

/**
 * The brake on mass loss (RULES N4 and section 9). Both numbers count events that stand on timelines, a series with its
 * occurrences once; `lost` are those of `held` whose meeting would change.
 */
export function weigh({ held, lost }: { held: number; lost: number }): Verdict {
  if (lost >= NEVER_ALL && lost >= held) return { do: "hold", because: "all" };
  if (lost > BELIEVED && lost > held * SHARE) return { do: "hold", because: "many" };
  return { do: "act" };
}

/** Fewer than this are never held back, so that nothing need be found out about them. */
export const isFew = (lost: number): boolean => lost < NEVER_ALL;

/** How an event was lost, as far as the provider tells. */
export type Loss = "called-off" | "moved-away" | "vanished";

/** What losing an event does: a guest's copy that is only not there any more means that the guest left (RULES section 9). */
export const effectOf = (loss: { how: Loss; organizerSelf: boolean }): "cancel" | "leave" =>
  loss.how === "vanished" && !loss.organizerSelf ? "leave" : "cancel";

/** One line of the review: an event, or a series with everything of it that is still to come. */
export type LossView = {
  eventId: string;
  how: Loss;
  effect: "cancel" | "leave";
  title: string;
  startAt: Instant;
  endAt: Instant;
  allDay: { from: PlainDate; until: PlainDate } | null;
  isSeries: boolean;
  /** Cards it would change: one, or of a series all that are to come. */
  meetings: number;
  contacts: string[];
};

export type LossCount = { cancel: number; leave: number };

/** How many cards each effect would change. */
export function countLosses(losses: readonly LossView[]): LossCount {
  const count: LossCount = { cancel: 0, leave: 0 };
  for (const { effect, meetings } of losses) count[effect] += meetings;
  return count;
}

/** "312 meetings would be cancelled", and what becomes of those the person seems to have left. */
export function lossWords({ cancel, leave }: LossCount): string {
  if (leave === 0) return `${meetingsOf(cancel)} would be cancelled`;
  if (cancel === 0) return `${meetingsOf(leave)} would say that you declined`;
  return `${meetingsOf(cancel)} would be cancelled, and ${leave.toLocaleString("en-GB")} would say that you declined`;
}

const meetingsOf = (n: number): string => `${n.toLocaleString("en-GB")} meeting${n === 1 ? "" : "s"}`;
