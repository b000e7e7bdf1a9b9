import { describe, expect, it } from "vitest";
import { ProviderError, type ProviderErrorKind } from "../errors";
import { hours, shift } from "../time/instant";
import { beginsIn, spanOf, toDecide, troubleOf, waitAfter } from "./back-fill";
import { startBackFillInput } from "./back-fill-inputs";
import { event } from "./calendar.testing";
import type { CalendarChange, CalendarEvent } from "./event";

const startedAt = "2026-11-21T09:00:00.000Z";
const span = spanOf({ days: 30, startedAt });
const slot = (start: string) => ({
  kind: "timed" as const,
  start,
  end: shift(start, hours(1)),
  zone: "Europe/Berlin",
});
const upsert = (more: Partial<CalendarEvent>): CalendarChange => ({ kind: "upsert", event: event(more) });
const occurrence = (originalStart: string) =>
  ({ role: "instance", masterId: "m", originalStart, isChanged: true }) as const;
const gone = (instance: { masterId: string; originalStart: string } | null): CalendarChange => ({
  ...{ kind: "gone", id: "g", how: "called-off", updatedAt: null },
  instance,
});

describe("what a back-fill reads (RULES N3)", () => {
  it("is from so many days before it was asked for to two years after, by the day it was asked for", () => {
    expect(span).toEqual({ from: "2026-10-22T09:00:00.000Z", until: "2028-11-20T09:00:00.000Z" });
  });

  it.each<[string, CalendarChange, boolean]>([
    ["at its very beginning", upsert({ slot: slot(span.from) }), true],
    ["a moment before", upsert({ slot: slot(shift(span.from, -1)) }), false],
    ["at its end", upsert({ slot: slot(span.until) }), false],
    ["still to come", upsert({ slot: slot("2027-03-01T09:00:00.000Z") }), true],
    [
      "all day, in the calendar's zone",
      upsert({ slot: { kind: "all-day", from: "2026-10-23", until: "2026-10-24" } }),
      true,
    ],
    [
      "an occurrence moved into it",
      upsert({ slot: slot("2026-11-01T09:00:00.000Z"), series: occurrence("2026-10-01T09:00:00.000Z") }),
      true,
    ],
    [
      "an occurrence moved out of it",
      upsert({ slot: slot("2026-10-01T09:00:00.000Z"), series: occurrence("2026-11-01T09:00:00.000Z") }),
      true,
    ],
    ["a called-off slot", gone({ masterId: "m", originalStart: "2026-11-01T09:00:00.000Z" }), true],
    [
      "a called-off slot before it",
      gone({ masterId: "m", originalStart: "2026-10-01T09:00:00.000Z" }),
      false,
    ],
    ["an event that is gone", gone(null), false],
  ])("%s: %s", (_what, change, expected) => {
    expect(beginsIn(change, span, "Europe/Berlin")).toBe(expected);
  });

  it("decides series first, those that came along and stand too, and leaves out what begins elsewhere", () => {
    const at = "2026-11-01T09:00:00.000Z";
    const series = { role: "master", rule: [], firstStart: at } as const;
    const page = {
      changes: [
        upsert({ id: "o1", slot: slot(at), series: occurrence(at) }),
        upsert({ id: "single", slot: slot(at) }),
        upsert({ id: "early", slot: slot("2026-01-01T09:00:00.000Z") }),
      ],
      series: [
        upsert({ id: "m", slot: slot(at), series }),
        upsert({ id: "old", slot: slot("2026-01-01T09:00:00.000Z"), series }),
        gone(null),
      ],
      nextCursor: null,
      zone: null,
    };
    const ids = toDecide(page, span, "UTC").map((change) => change.kind === "upsert" && change.event.id);
    expect(ids).toEqual(["m", "single", "o1"]);
  });
});

describe("what a failure of a page means", () => {
  const failing = { provider: "google", cursor: "c", lastPageAt: startedAt, now: startedAt } as const;
  it.each<[ProviderErrorKind, string]>([
    ["reauthorise", "wait-with-calendar"],
    ["no-calendar", "wait-with-calendar"],
    ["misconfigured", "wait-with-calendar"],
    ["slow-down", "wait-with-calendar"],
    ["quota", "wait-with-calendar"],
    ["cursor-expired", "start-over"],
    ["temporary", "wait"],
    ["refused", "fail"],
    ["gone", "fail"],
    ["duplicate", "fail"],
    ["changed", "fail"],
    ["not-organiser", "fail"],
  ])("%s: %s", (kind, expected) => {
    expect(troubleOf(new ProviderError(kind, "x"), failing).do).toBe(expected);
  });
  it("does not start over for ever where the first page is refused that way", () => {
    expect(troubleOf(new ProviderError("cursor-expired", "x"), { ...failing, cursor: null }).do).toBe("fail");
  });
  it("gives up six hours after the last page, and calls a fault of ours ours", () => {
    const late = { ...failing, now: shift(startedAt, hours(6)) };
    expect(troubleOf(new Error("ours"), { ...failing, now: shift(startedAt, hours(6) - 1) })).toEqual({
      do: "wait",
      reason: "Something went wrong on our side. We keep trying.",
    });
    expect(troubleOf(new Error("ours"), late)).toEqual({
      do: "fail",
      reason: "Something went wrong on our side. After six hours without a step it was given up.",
    });
  });
  it.each([
    [0, 1],
    [1, 1],
    [5, 5],
    [63, 63],
    [600, 64],
  ])("after %i seconds without a page it waits %i more", (since, wait) => {
    expect(waitAfter(startedAt, shift(startedAt, since * 1_000))).toBe(wait * 1_000);
  });
});

it.each([7, 0, 91, "30", null, undefined])("refuses %s days in a sentence", (days) => {
  const parsed = startBackFillInput.safeParse({ days });
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual(["Choose 30, 90 or 365 days."]);
});
