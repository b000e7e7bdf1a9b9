import { describe, expect, it } from "vitest";
import { mia, state, stranger, upsert, weekly } from "./calendar.testing";
import type { CalendarEvent } from "./event";
import type { ChangeState } from "./plan";
import { planChange } from "./plan-changes";

describe("a series that comes on after its first occurrence was told apart (RULES I7, I8)", () => {
  const plan = (firstApart: ChangeState["firstApart"], more: Partial<CalendarEvent> = {}) =>
    planChange(upsert({ series: weekly, ...more }), state({ firstApart }));
  it("waits for what that one says for itself", () => {
    const { step, decision } = plan("stands");
    expect(step).toEqual({ do: "none", reason: "not-authority" });
    expect(decision).toMatchObject({ result: "skipped", rule: "first-by-itself" });
  });
  it("shows it Canceled where it was called off", () => {
    expect(plan("off").step).toMatchObject({ do: "log", contactIds: ["lee"], cancelled: true });
  });
  it("shows it as the series has it where it never was", () => {
    expect(plan(null).step).toMatchObject({ do: "log", contactIds: ["lee"], cancelled: false });
  });
  it("comes on for nobody where nobody of it is a contact", () => {
    expect(plan("stands", { guests: [mia, stranger] }).step).toEqual({ do: "none", reason: "no-match" });
  });
});
