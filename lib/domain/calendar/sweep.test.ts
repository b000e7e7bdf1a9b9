import { describe, expect, it } from "vitest";
import { countLosses, effectOf, isFew, type Loss, type LossView, lossWords, weigh } from "./sweep";

describe("the brake on mass loss (RULES N4)", () => {
  it.each<[string, number, number, string]>([
    ["nothing held, nothing lost", 0, 0, "act"],
    ["nothing lost", 400, 0, "act"],
    ["the only one", 1, 1, "act"],
    ["all of four", 4, 4, "act"],
    ["all of five", 5, 5, "hold all"],
    ["all but one of five", 5, 4, "act"],
    ["nine of ten", 10, 9, "act"],
    ["all of ten", 10, 10, "hold all"],
    ["ten of eleven", 11, 10, "act"],
    ["eleven of twelve", 12, 11, "hold many"],
    ["eleven of 54", 54, 11, "hold many"],
    ["eleven of 55, which is a fifth", 55, 11, "act"],
    ["eleven of 400", 400, 11, "act"],
    ["a fifth of 400", 400, 80, "act"],
    ["more than a fifth of 400", 400, 81, "hold many"],
    ["312 of 400", 400, 312, "hold many"],
    ["all of 400", 400, 400, "hold all"],
  ])("%s", (_name, held, lost, expected) => {
    const verdict = weigh({ held, lost });
    expect(verdict.do === "hold" ? `hold ${verdict.because}` : verdict.do).toBe(expected);
  });

  it("never holds what it takes for few", () => {
    for (let lost = 0; lost < 40; lost += 1)
      for (let held = lost; held < 40; held += 1)
        if (isFew(lost)) expect(weigh({ held, lost })).toEqual({ do: "act" });
  });
});

describe("what a loss does", () => {
  it.each<[Loss, boolean, string]>([
    ["called-off", true, "cancel"],
    ["called-off", false, "cancel"],
    ["moved-away", true, "cancel"],
    ["moved-away", false, "cancel"],
    ["vanished", true, "cancel"],
    ["vanished", false, "leave"],
  ])("%s, organised by the person: %s", (how, organizerSelf, effect) => {
    expect(effectOf({ how, organizerSelf })).toBe(effect);
  });

  it("is counted in cards and said in words", () => {
    const at = { startAt: "2026-11-20T10:00:00.000Z", endAt: "2026-11-20T11:00:00.000Z", allDay: null };
    const line = (effect: "cancel" | "leave", meetings: number): LossView => ({
      ...at,
      ...{ eventId: "e", how: "vanished", title: "t", contacts: [], isSeries: meetings > 1 },
      effect,
      meetings,
    });
    const losses = [line("cancel", 3), line("cancel", 1), line("leave", 1)];
    expect(countLosses(losses)).toEqual({ cancel: 4, leave: 1 });
  });

  it.each([
    [312, 0, "312 meetings would be cancelled"],
    [1, 0, "1 meeting would be cancelled"],
    [1_204, 3, "1,204 meetings would be cancelled, and 3 would say that you declined"],
    [0, 7, "7 meetings would say that you declined"],
  ])("%i cancelled and %i left: %s", (cancel, leave, words) => {
    expect(lossWords({ cancel, leave })).toBe(words);
  });
});
