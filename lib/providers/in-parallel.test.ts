import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inParallel } from "./in-parallel";

describe("inParallel", () => {
  it("answers in order, with no more at once than allowed, however long each takes", async () => {
    const delays = fc.array(fc.nat({ max: 3 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(delays, fc.integer({ min: 1, max: 4 }), async (waits, limit) => {
        let [running, most] = [0, 0];
        const work = async (ticks: number) => {
          running += 1;
          most = Math.max(most, running);
          for (let tick = 0; tick < ticks; tick += 1) await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          return ticks * 2;
        };
        expect(await inParallel(waits, limit, work)).toEqual(waits.map((each) => each * 2));
        expect(most).toBeLessThanOrEqual(Math.min(limit, waits.length));
      }),
    );
  });

  it("starts nothing after a failure, and tells it when the others have ended", async () => {
    const log: string[] = [];
    const work = async (name: string) => {
      log.push(`${name} starts`);
      if (name === "bad") throw new Error("no");
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
    };
    await expect(inParallel(["slow", "bad", "never"], 2, work)).rejects.toThrow("no");
    expect(log).toEqual(["slow starts", "bad starts", "slow ends"]);
  });
});
