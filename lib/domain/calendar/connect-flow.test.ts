import { describe, expect, it } from "vitest";
import { minutes, shift } from "../time/instant";
import {
  type CallbackAnswer,
  type ConnectFlow,
  connectFlow,
  flowExpiry,
  refuseCallback,
  safeReturn,
} from "./connect-flow";

const now = "2026-11-20T09:00:00.000Z";
const flow: ConnectFlow = {
  provider: "google",
  intent: "install",
  state: "state",
  codeVerifier: "verifier",
  userId: "5f0c7a52-3f0b-4c2f-9a55-0d6a4c1f2b11",
  returnTo: "/settings/general/calendar",
  expiresAt: shift(now, 1),
};
const who = { userId: flow.userId, now, sameState: true };
const good: CallbackAnswer = { state: "state", code: "code", refusal: null };

describe("refuseCallback (RULES C7)", () => {
  it.each<[string, ConnectFlow | null, CallbackAnswer, typeof who, string | null]>([
    ["all is well", flow, good, who, null],
    ["no cookie", null, good, who, "state-mismatch"],
    ["another user's cookie", flow, good, { ...who, userId: "somebody" }, "session-expired"],
    ["too late", { ...flow, expiresAt: shift(now, -1) }, good, who, "session-expired"],
    ["another state", flow, good, { ...who, sameState: false }, "state-mismatch"],
    ["denied", flow, { ...good, code: null, refusal: "denied" }, who, "denied"],
    [
      "denied with a forged state",
      flow,
      { ...good, refusal: "denied" },
      { ...who, sameState: false },
      "state-mismatch",
    ],
    ["an administrator has to allow it", flow, { ...good, refusal: "ask-admin" }, who, "ask-admin"],
    ["another error", flow, { ...good, refusal: "failed" }, who, "failed"],
    ["no code", flow, { ...good, code: null }, who, "failed"],
    ["an empty code", flow, { ...good, code: "" }, who, "failed"],
  ])("%s", (_name, kept, answer, person, expected) => {
    expect(refuseCallback(kept, answer, person)).toBe(expected);
  });
});

describe("the flow", () => {
  it("lives ten minutes and fits its own shape", () => {
    expect(flowExpiry(now)).toBe(shift(now, minutes(10)));
    expect(connectFlow.parse(flow)).toEqual(flow);
  });
  it.each([
    "https://evil.example",
    "//evil.example",
    "/settings/../evil",
    "",
    "/marketplace/google-calendar/x",
  ])("never returns to %s", (path) => {
    expect(safeReturn(path)).toBe("/settings/general/calendar");
  });
  it("returns to our own pages", () => {
    expect(safeReturn("/marketplace/google-calendar")).toBe("/marketplace/google-calendar");
  });
});
