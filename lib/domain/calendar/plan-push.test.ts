import { describe, expect, it } from "vitest";
import { shift } from "../time/instant";
import { type PushCandidate, type PushStep, planPush } from "./plan-push";

const now = "2026-11-20T09:00:00.000Z";
const well = { needsPerson: false, syncing: true, pausedUntil: null };
const promised: PushCandidate = { push: "pending", cancelled: false, calendar: well };
const until = shift(now, 1);

describe("planPush (RULES O1, O2)", () => {
  it.each<[string, PushCandidate | null, PushStep]>([
    ["a promised one", promised, { do: "insert" }],
    ["a pause that is over", { ...promised, calendar: { ...well, pausedUntil: now } }, { do: "insert" }],
    ["no calendar", { ...promised, calendar: null }, { do: "wait", reason: "not-connected" }],
    [
      "a dead grant",
      { ...promised, calendar: { ...well, needsPerson: true } },
      { do: "wait", reason: "not-connected" },
    ],
    [
      "the switch is off",
      { ...promised, calendar: { ...well, syncing: false } },
      { do: "wait", reason: "switched-off" },
    ],
    [
      "the provider wants a pause",
      { ...promised, calendar: { ...well, pausedUntil: until } },
      { do: "wait", reason: "paused", until },
    ],
    ["there already", { ...promised, push: "scheduled" }, { do: "skip", reason: "already-pushed" }],
    ["logged only", { ...promised, push: "local" }, { do: "skip", reason: "local-only" }],
    ["refused for good", { ...promised, push: "failed" }, { do: "skip", reason: "refused-before" }],
    ["cancelled meanwhile", { ...promised, cancelled: true }, { do: "skip", reason: "cancelled" }],
    ["deleted meanwhile", null, { do: "skip", reason: "cancelled" }],
  ])("%s", (_name, candidate, step) => {
    expect(planPush(candidate, now)).toEqual(step);
  });
});
