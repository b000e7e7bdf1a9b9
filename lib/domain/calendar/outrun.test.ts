import { expect, it } from "vitest";
import { FIFTH, gone, slotOf, upsert, weekly } from "./calendar.testing";
import type { CalendarChange } from "./event";
import { isOutrun } from "./outrun";

const EARLY = "2026-12-01T09:00:00.000Z";
const LATE = "2026-12-01T09:00:00.001Z";
const held = (eventUpdatedAt: string | null, cancelled = false) => ({ eventUpdatedAt, cancelled });

it.each<[string, CalendarChange, Parameters<typeof isOutrun>[1], boolean]>([
  ["read before what is held", upsert({ updatedAt: EARLY }), held(LATE), true],
  ["the same once more", upsert({ updatedAt: LATE }), held(LATE), false],
  ["read after it", upsert({ updatedAt: LATE }), held(EARLY), false],
  ["not held", upsert({ updatedAt: EARLY }), null, false],
  ["held without a time", upsert({ updatedAt: EARLY }), held(null), false],
  ["told without a time", upsert({ updatedAt: null }), held(LATE), false],
  ["held as gone: it is there again", upsert({ updatedAt: EARLY }), held(LATE, true), false],
  ["a series", upsert({ updatedAt: EARLY, series: weekly }), held(LATE), false],
  ["an occurrence", upsert({ updatedAt: EARLY, series: slotOf(FIFTH) }), held(LATE), false],
  ["gone", gone(), held(LATE), false],
])("%s", (_name, change, copy, outrun) => {
  expect(isOutrun(change, copy)).toBe(outrun);
});
