import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type CalendarWorld, calendarWorld } from "../../testing/calendar-world";
import { providerUnderTest } from "../../testing/desk";
import { peopleOf } from "./cast.testing";
import type { Case, Excused } from "./row.testing";
import { Stage } from "./stage.testing";

/** The fast ways of both sandboxes: no pause before an answer. */
const BRISK = { answerMilliseconds: 0 };

/**
 * Plays a part of the table on the provider under test, all of it in one database, each case with people of its own.
 * `switches` are how the sandbox plays what the vendor leaves open.
 */
export function playCases(part: string, rows: readonly (Case | Excused)[], switches: object = {}): void {
  const cases = rows.filter((row) => "play" in row);
  const here = cases.filter(({ only }) => !only || only.on === providerUnderTest());
  let world: CalendarWorld;
  beforeAll(async () => {
    world = await calendarWorld(peopleOf(cases.map(({ no }) => no)));
    expect(await world.connect(world.mia)).toBe("installed");
    expect((await world.act("PATCH", "/behaviours", { ...BRISK, ...switches })).status).toBe(200);
  });
  afterAll(() => world.close());
  let before: unknown;
  afterEach(async () => {
    await world.act("POST", "/trouble/clear");
    if (before) await world.act("PATCH", "/behaviours", before as object);
  });

  describe(part, () => {
    it.each(here.map((row) => [row.no, row.name, row] as const))("%i. %s", async (no, _name, row) => {
      before = (await world.act("GET", "/behaviours")).json;
      await row.play(await Stage.open(world, no));
    });
  });
}
