import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wavesOf } from "./waves";

type Row = { nth: number; keys: string[] };
const rows = fc
  .array(fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 3 }))
  .map((all): Row[] => all.map((keys, nth) => ({ nth, keys })));
const split = (all: readonly Row[]) => wavesOf(all, (row) => row.keys);

describe("wavesOf", () => {
  it("takes rows of different events at once, and a second row of one event afterwards", () => {
    const waves = wavesOf(["a1", "b1", "a2", "c1", "a3"], (row) => [row.charAt(0)]);
    expect(waves).toEqual([["a1", "b1", "c1"], ["a2"], ["a3"]]);
  });

  it("loses nothing and doubles nothing", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const nths = split(all)
          .flat()
          .map((row) => row.nth);
        expect(nths.sort((a, b) => a - b)).toEqual(all.map((row) => row.nth));
      }),
    );
  });

  it("never has two rows of one key in a wave, and keeps their order over the waves", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("a", "b", "c", "d"), (all, key) => {
        const perWave = split(all).map((wave) => wave.filter((row) => row.keys.includes(key)));
        expect(perWave.every((wave) => wave.length <= 1)).toBe(true);
        const nths = perWave.flat().map((row) => row.nth);
        expect(nths).toEqual([...nths].sort((a, b) => a - b));
      }),
    );
  });
});
