import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { count, type Tally } from "./run";
import { simulate, tell } from "./simulate";
import { openStage, type Stage } from "./stage";

const RUNS = 20;
const STEPS = 30;

/**
 * A hundred histories from `seed` on, the same each time, so that a red run is about the change at hand. Two files share
 * them, since two files run at once; `npm run simulate` plays more and longer ones.
 */
export function playHundred(seed: number): void {
  let database: TestDatabase;
  let stage: Stage;
  const total: Tally = new Map();
  beforeAll(async () => {
    database = await createTestDatabase();
    stage = await openStage(database.url);
  });
  afterAll(async () => {
    await stage.close();
    await database.drop();
  });

  it.each([0, 1, 2, 3, 4].map((part) => seed + part * RUNS))(
    "histories with faults end with exactly the timelines the policy implies, from seed %i",
    async (from) => {
      const { divergences, tally } = await simulate(stage, { runs: RUNS, seed: from, steps: STEPS });
      expect(divergences.map((divergence) => tell(divergence, STEPS)).join("\n")).toBe("");
      // A driver that does nothing would find nothing.
      expect(tally.get("compared: standing")).toBeGreaterThan(RUNS);
      expect(tally.get("compared: canceled")).toBeGreaterThan(0);
      expect(tally.get("worker killed")).toBeGreaterThan(RUNS / 4);
      for (const [what, times] of tally) count(total, what, times);
    },
    900_000,
  );

  it.each(["merged", "compared: time off", "job calendar.back-fill done", "change from the CRM: sent"])(
    "among which there is something of each kind: %s",
    (what) => expect(total.get(what)).toBeGreaterThan(0),
  );
}
