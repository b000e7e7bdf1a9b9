import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { killEverywhere } from "./every-kill";
import { stories } from "./every-kill-stories";
import { openStage, type Stage } from "./stage";

/** In turns here, for time; `npm run simulate -- --kills 1` kills each piece of work before every effect, at both providers. */
const STRIDE = 4;

export function everyKill(user: string, from: number): void {
  let database: TestDatabase;
  let stage: Stage;
  beforeAll(async () => {
    database = await createTestDatabase();
    stage = await openStage(database.url);
  });
  afterAll(async () => {
    await stage.close();
    await database.drop();
  });

  describe("killed between any two effects, nothing is lost, doubled or mailed twice", () => {
    it.each(Object.entries(stories))(
      "%s",
      async (_name, story) => {
        const { kills, faults } = await killEverywhere(stage, { user, story, from, stride: STRIDE });
        expect(faults).toEqual([]);
        // A blow that never falls would prove nothing.
        expect(kills).toBeGreaterThan(1);
      },
      300_000,
    );
  });
}
