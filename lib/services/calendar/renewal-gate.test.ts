import { expect, it } from "vitest";
import { throughGate } from "./renewal-gate";

it("lets four in at once, everybody in the end, and nobody be kept out by one who failed", async () => {
  let inside = 0;
  let most = 0;
  const done: number[] = [];
  const work = (nth: number) =>
    throughGate(async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      if (nth % 3 === 0) throw new Error(`no ${nth}`);
      done.push(nth);
    });
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, nth) => work(nth)));
  expect(most).toBe(4);
  expect(inside).toBe(0);
  expect(done).toHaveLength(13);
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(7);
  await expect(throughGate(async () => "again")).resolves.toBe("again");
});
