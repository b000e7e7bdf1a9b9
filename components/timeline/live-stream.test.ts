import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveChange } from "@/lib/domain/live";
import { everything, type Refresh } from "@/lib/queries/live";
import { gather, waitBefore } from "./live-stream";

describe("waitBefore", () => {
  it("doubles, and never waits longer than half a minute", () => {
    expect([0, 1, 2, 3].map((n) => waitBefore(n, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (n, random) => {
        const wait = waitBefore(n, random);
        expect(wait).toBeGreaterThan(600);
        expect(wait).toBeLessThanOrEqual(30_000);
      }),
    );
  });
});

const timeline = (id: string): LiveChange => ({ what: "timeline", records: [id] });
const record: LiveChange = { what: "record", records: ["a"] };
const keyOf = (id: string) => ["timeline", "contact", id];

/** A page at /contacts/a that notes what it was asked to fetch, and answers each time with the next of `answers`. */
function pageWith(answers: boolean[] = []) {
  const asked: Refresh[] = [];
  const batches = gather({
    path: () => "/contacts/a",
    refresh: async (refresh) => {
      asked.push(refresh);
      return answers.shift() ?? true;
    },
  });
  return { asked, batches };
}

describe("gather", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("fetches a burst at once and everything in it", async () => {
    const { asked, batches } = pageWith();
    for (const change of [timeline("a"), record, timeline("b")]) batches.add(change);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(1);
    expect(["a", "b", "c"].map((id) => asked[0]?.touches(keyOf(id)))).toEqual([true, true, false]);
    expect(asked[0]?.page).toBe(true);
  });

  it("keeps what comes while a batch is fetched for the next one", async () => {
    const asked: Refresh[] = [];
    let finish = (_: boolean) => {};
    const batches = gather({
      path: () => "/contacts/a",
      refresh: (refresh) => {
        asked.push(refresh);
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    });
    batches.add(timeline("a"));
    await vi.advanceTimersByTimeAsync(200);
    batches.add(timeline("b"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(1);
    finish(true);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.touches(keyOf("b"))).toBe(true);
  });

  it("owes a page that could not be rendered until it could, and asks ever more slowly", async () => {
    const { asked, batches } = pageWith([false, false, false, true]);
    batches.catchUp(everything);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_300);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked.map(({ page }) => page)).toEqual([true, true, true, true]);
    expect(asked.slice(1).some(({ touches }) => touches(keyOf("a")))).toBe(false);
  });

  it("does not let an owed page hold up what has just changed", async () => {
    const { asked, batches } = pageWith([false, true]);
    batches.add(record);
    await vi.advanceTimersByTimeAsync(100);
    batches.add(timeline("a"));
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatchObject({ page: true });
    expect(asked[1]?.touches(keyOf("a"))).toBe(true);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked).toHaveLength(2);
  });

  it("stops asking when the page goes", async () => {
    const { asked, batches } = pageWith();
    batches.add(record);
    batches.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
  });
});
