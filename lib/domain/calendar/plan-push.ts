import type { PushState } from "../meetings/meeting";

/** What the planner knows of a meeting on its way to the calendar. */
export type PushCandidate = { push: PushState; cancelled: boolean; connectionLive: boolean };

export type PushStep =
  | { do: "insert" }
  | { do: "wait"; reason: "not-connected" }
  | { do: "skip"; reason: "already-pushed" | "local-only" | "cancelled" | "refused-before" };

/** What to do about a meeting's event now (RULES O1, O2). Null stands for a meeting that was deleted meanwhile. */
export function planPush(meeting: PushCandidate | null): PushStep {
  if (!meeting || meeting.cancelled) return { do: "skip", reason: "cancelled" };
  switch (meeting.push) {
    case "scheduled":
      return { do: "skip", reason: "already-pushed" };
    case "local":
      return { do: "skip", reason: "local-only" };
    case "failed":
      return { do: "skip", reason: "refused-before" };
    case "pending":
      return meeting.connectionLive ? { do: "insert" } : { do: "wait", reason: "not-connected" };
  }
}
