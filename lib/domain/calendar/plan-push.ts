import type { PushState } from "../meetings/meeting";
import type { Instant } from "../time/instant";

/** What the planner knows of a meeting on its way to the calendar. */
export type PushCandidate = {
  push: PushState;
  cancelled: boolean;
  /** The host's calendar; null once it was disconnected. */
  calendar: { needsPerson: boolean; syncing: boolean; pausedUntil: Instant | null } | null;
};

export type PushStep =
  | { do: "insert" }
  /** The promise stands until its person acts, or until the provider's pause is over. */
  | { do: "wait"; reason: "not-connected" | "switched-off" }
  | { do: "wait"; reason: "paused"; until: Instant }
  | { do: "skip"; reason: "already-pushed" | "local-only" | "cancelled" | "refused-before" };

/** What to do about a meeting's event now (RULES O1, O2). Null stands for a meeting that was deleted meanwhile. */
export function planPush(meeting: PushCandidate | null, now: Instant): PushStep {
  if (!meeting || meeting.cancelled) return { do: "skip", reason: "cancelled" };
  switch (meeting.push) {
    case "scheduled":
      return { do: "skip", reason: "already-pushed" };
    case "local":
      return { do: "skip", reason: "local-only" };
    case "failed":
      return { do: "skip", reason: "refused-before" };
    case "pending":
      return planPromised(meeting.calendar, now);
  }
}

function planPromised(calendar: PushCandidate["calendar"], now: Instant): PushStep {
  const plan = planWrite(calendar, now);
  return plan.do === "write" ? { do: "insert" } : plan;
}

export type WriteStep =
  | { do: "write" }
  | { do: "wait"; reason: "not-connected" | "switched-off" }
  | { do: "wait"; reason: "paused"; until: Instant };

/** Whether a calendar may be written to now, or what a promised write waits for (RULES O2). */
export function planWrite(calendar: PushCandidate["calendar"], now: Instant): WriteStep {
  if (!calendar || calendar.needsPerson) return { do: "wait", reason: "not-connected" };
  if (!calendar.syncing) return { do: "wait", reason: "switched-off" };
  if (calendar.pausedUntil === null || calendar.pausedUntil <= now) return { do: "write" };
  return { do: "wait", reason: "paused", until: calendar.pausedUntil };
}
