import { describe, expect, it } from "vitest";
import { type PushCandidate, type PushStep, planPush } from "./plan-push";

const promised: PushCandidate = { push: "pending", cancelled: false, connectionLive: true };

describe("planPush (RULES O1, O2)", () => {
  it.each<[string, PushCandidate | null, PushStep]>([
    ["a promised one", promised, { do: "insert" }],
    ["no live calendar", { ...promised, connectionLive: false }, { do: "wait", reason: "not-connected" }],
    ["there already", { ...promised, push: "scheduled" }, { do: "skip", reason: "already-pushed" }],
    ["logged only", { ...promised, push: "local" }, { do: "skip", reason: "local-only" }],
    ["refused for good", { ...promised, push: "failed" }, { do: "skip", reason: "refused-before" }],
    ["cancelled meanwhile", { ...promised, cancelled: true }, { do: "skip", reason: "cancelled" }],
    ["deleted meanwhile", null, { do: "skip", reason: "cancelled" }],
  ])("%s", (_name, candidate, step) => {
    expect(planPush(candidate)).toEqual(step);
  });
});
