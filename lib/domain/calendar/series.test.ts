import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIFTH, FIRST, gone, slotOf, upsert, weekly } from "./calendar.testing";
import type { CalendarChange, SeriesRole } from "./event";
import { inOrder } from "./series";

const PART = "event1_R20261222T130000";
const partSlot: SeriesRole = { role: "instance", masterId: PART, originalStart: FIFTH, isChanged: true };
const root = upsert({ series: weekly });
const rootSlot = upsert({ id: "slot5", series: slotOf(FIFTH) });
const rootLoss = { ...gone({ masterId: "event1", originalStart: FIRST }), id: "slot1" };
const part = upsert({ id: PART, icalUid: `${PART}@google.com`, series: weekly });
const slotOfPart = upsert({ id: "slot6", series: partSlot });

describe("inOrder", () => {
  it("has a series before its occurrences, those that stand first, and what was split off after all, however the rows came", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([root, rootSlot, rootLoss, part, slotOfPart], { minLength: 5 }),
        (rows: CalendarChange[]) => {
          const order = inOrder(rows);
          expect(order[0]).toBe(root);
          expect(order.slice(1)).toEqual([rootSlot, rootLoss, part, slotOfPart]);
        },
      ),
    );
  });
});
