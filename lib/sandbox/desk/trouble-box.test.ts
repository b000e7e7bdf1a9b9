import { describe, expect, it } from "vitest";
import { TroubleBox } from "./trouble-box";

type Fault = { kind: "slow" | "down"; email?: string; count?: number; after?: number; seconds?: number };

const box = (now = () => 0) =>
  new TroubleBox<Fault>(now, { apiPath: "/api/", durations: [], lasting: ["down"] });
const call = { path: "/api/events", method: "GET", email: "mia@acme.test" };
/** Which of some calls in a row are troubled. */
const troubled = (troubles: TroubleBox<Fault>, calls: number, occasion = call) =>
  Array.from({ length: calls }, () => troubles.take(["slow", "down"], occasion)?.kind ?? "fine");

describe("waiting faults", () => {
  it("happen once, or as often as told", () => {
    const troubles = box();
    troubles.add({ kind: "slow" });
    expect(troubled(troubles, 2)).toEqual(["slow", "fine"]);
    troubles.add({ kind: "slow", count: 2 });
    expect(troubled(troubles, 3)).toEqual(["slow", "slow", "fine"]);
  });

  it("let as many fitting calls through first as told, and count no other's", () => {
    const troubles = box();
    troubles.add({ kind: "slow", email: "mia@acme.test", after: 2 });
    expect(troubled(troubles, 3, { ...call, email: "bob@acme.test" })).toEqual(["fine", "fine", "fine"]);
    expect(troubled(troubles, 4)).toEqual(["fine", "fine", "slow", "fine"]);
  });

  it("are counted side by side", () => {
    const troubles = box();
    troubles.add({ kind: "slow", after: 1 });
    troubles.add({ kind: "slow", after: 2 });
    expect(troubled(troubles, 4)).toEqual(["fine", "slow", "slow", "fine"]);
  });

  it("last until the time told is over, or all trouble is cleared", () => {
    let now = 0;
    const troubles = box(() => now);
    troubles.add({ kind: "slow", seconds: 1 });
    expect(troubled(troubles, 2)).toEqual(["slow", "slow"]);
    now = 1_001;
    expect(troubled(troubles, 1)).toEqual(["fine"]);
    troubles.add({ kind: "down" });
    expect(troubled(troubles, 2)).toEqual(["down", "down"]);
    troubles.clear();
    expect(troubled(troubles, 1)).toEqual(["fine"]);
  });
});
