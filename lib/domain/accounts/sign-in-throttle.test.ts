import { describe, expect, test } from "vitest";
import { shift } from "../time/instant";
import { type FailedSignIns, judgeSignIn } from "./sign-in-throttle";

const start = "2026-11-21T09:00:00.000Z";

function failTimes(times: number, at: string): FailedSignIns | null {
  let past: FailedSignIns | null = null;
  for (let i = 0; i < times; i++) {
    const judged = judgeSignIn(past, at);
    if (judged.allowed) past = judged.ifItFails;
  }
  return past;
}

describe("judgeSignIn", () => {
  test("allows five tries and refuses the sixth", () => {
    expect(judgeSignIn(failTimes(4, start), start).allowed).toBe(true);
    expect(judgeSignIn(failTimes(5, start), start).allowed).toBe(false);
  });

  test("refuses until fifteen minutes after the first failure, then starts anew", () => {
    const past = failTimes(5, start);
    expect(judgeSignIn(past, shift(start, 15 * 60_000 - 1)).allowed).toBe(false);
    const later = shift(start, 15 * 60_000);
    expect(judgeSignIn(past, later)).toEqual({
      allowed: true,
      ifItFails: { failures: 1, firstFailureAt: later },
    });
  });

  test("keeps the first failure's time while counting", () => {
    const judged = judgeSignIn({ failures: 2, firstFailureAt: start }, shift(start, 60_000));
    expect(judged).toEqual({ allowed: true, ifItFails: { failures: 3, firstFailureAt: start } });
  });
});
