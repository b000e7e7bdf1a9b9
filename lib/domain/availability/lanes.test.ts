import { describe, expect, it } from "vitest";
import type { BusyBlock } from "./busy";
import { columnOf } from "./column";
import { dayGrid } from "./day-grid";
import { inLanes, joined } from "./lanes";

const blocks = (...spans: [number, number][]) => spans.map(([from, until]) => ({ from, until }));
const lanes = (...spans: [number, number][]) =>
  inLanes(blocks(...spans)).map(({ from, lane, lanes: of }) => [from, lane, of]);

describe("inLanes", () => {
  it.each<[string, [number, number][], number[][]]>([
    ["nothing", [], []],
    ["one", [[60, 120]], [[60, 0, 1]]],
    [
      "one after the other",
      [
        [120, 180],
        [60, 120],
      ],
      [
        [60, 0, 1],
        [120, 0, 1],
      ],
    ],
    [
      "two at once, the longer one first",
      [
        [60, 90],
        [60, 120],
      ],
      [
        [60, 0, 2],
        [60, 1, 2],
      ],
    ],
    [
      "a lane is free again, and the width stays that of the group",
      [
        [60, 240],
        [60, 120],
        [120, 180],
        [240, 300],
      ],
      [
        [60, 0, 2],
        [60, 1, 2],
        [120, 1, 2],
        [240, 0, 1],
      ],
    ],
    [
      "five minutes are drawn as a quarter of an hour",
      [
        [60, 65],
        [70, 100],
      ],
      [
        [60, 0, 2],
        [70, 1, 2],
      ],
    ],
  ])("%s", (_name, spans, expected) => {
    expect(lanes(...spans)).toEqual(expected);
  });
});

it("joins what touches or overlaps", () => {
  const given = blocks([300, 400], [0, 60], [60, 90], [30, 45], [350, 360]);
  expect(joined(given)).toEqual(blocks([0, 90], [300, 400]));
  expect(given[0]).toEqual({ from: 300, until: 400 });
});

describe("columnOf", () => {
  const grid = dayGrid("2026-11-24", "UTC");
  const block = (from: string, until: string, more: Partial<BusyBlock> = {}): BusyBlock => ({
    startAt: `2026-11-24T${from}:00.000Z`,
    endAt: `2026-11-24T${until}:00.000Z`,
    kind: "busy",
    title: null,
    ...more,
  });
  it("draws time off once that both we and the calendar know, and busy blocks over it", () => {
    const away = block("12:00", "16:00", { kind: "away", title: "Dentist" });
    const timeOff = { startAt: "2026-11-24T12:00:00.000Z", endAt: "2026-11-24T17:00:00.000Z" };
    const blocks = [away, block("13:00", "14:00", { title: "Call" })];
    expect(columnOf(grid, { blocks, timeOff: [timeOff], chosen: null })).toEqual({
      away: [{ from: 720, until: 1_020 }],
      busy: [{ from: 780, until: 840, title: "Call", lane: 0, lanes: 1 }],
      chosen: null,
    });
  });
  it.each([
    ["beside it", { from: 660, until: 720 }, false],
    ["over its end", { from: 645, until: 705 }, true],
    ["over time off", { from: 780, until: 795 }, true],
  ])("says whether the chosen time clashes: %s", (_name, chosen, clashes) => {
    const timeOff = [{ startAt: "2026-11-24T13:00:00.000Z", endAt: "2026-11-24T17:00:00.000Z" }];
    const drawn = columnOf(grid, { blocks: [block("10:00", "11:00")], timeOff, chosen });
    expect(drawn.chosen).toEqual({ ...chosen, clashes });
    expect(drawn.busy).toHaveLength(1);
  });
  it("leaves out what is on another day", () => {
    const next = { startAt: "2026-11-25T00:00:00.000Z", endAt: "2026-11-26T00:00:00.000Z" };
    const blocks = [{ ...block("10:00", "11:00"), ...next }];
    expect(columnOf(grid, { blocks, timeOff: [next], chosen: null })).toEqual({
      ...{ away: [], busy: [], chosen: null },
    });
  });
});
