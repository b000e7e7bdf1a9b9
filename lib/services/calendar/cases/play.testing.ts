import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { providerWrites } from "@/db/schema/sync";
import { type CalendarWorld, calendarWorld } from "../../testing/calendar-world";
import { providerUnderTest } from "../../testing/desk";
import { traceOf } from "../../testing/event-writes";
import { peopleOf } from "./cast.testing";
import type { Case } from "./row.testing";
import { Stage } from "./stage.testing";

/** The fast ways of both sandboxes: no pause before an answer. */
const BRISK = { answerMilliseconds: 0 };

/**
 * Plays a part of the table on the provider under test, all of it in one database, each case with people of its own.
 * `switches` are how the sandbox plays what the vendor leaves open.
 */
export function playCases(part: string, rows: readonly Case[], switches: object = {}): void {
  const here = rows.filter(({ only }) => !only || only.on === providerUnderTest());
  let world: CalendarWorld;
  beforeAll(async () => {
    world = await calendarWorld(peopleOf(rows.map(({ no }) => no)));
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
      const stage = await Stage.open(world, no);
      const written = await writtenIn(world);
      await row.play(stage);
      expectOnlyAskedFor(stage, written, await writtenIn(world));
    });
  });
}

type Written = { api: string[]; mails: string[]; ledger: (string | null)[] };

/** What the provider and our ledger know of writes so far, in this part of the table. */
async function writtenIn(world: CalendarWorld): Promise<Written> {
  const { writes, mails } = await traceOf(world.desk);
  const lines = await world.inAccount((tx) => tx.select().from(providerWrites));
  return { api: writes, mails, ledger: lines.map(({ meetingId }) => meetingId) };
}

/** RULES O6, over the whole table: a case writes and mails for what it scheduled in the CRM, and for nothing else. */
function expectOnlyAskedFor({ scheduled }: Stage, before: Written, after: Written): void {
  const ids = new Set<string | null>(scheduled.map(({ meetingId }) => meetingId));
  expect(more(after.ledger, before.ledger).filter((id) => !ids.has(id))).toEqual([]);
  const isTitled = (mail: string): boolean => scheduled.some(({ title }) => mail.includes(`: ${title} to `));
  expect(more(after.mails, before.mails).filter((mail) => !isTitled(mail))).toEqual([]);
  if (scheduled.length === 0) expect(more(after.api, before.api)).toEqual([]);
}

/** What `after` has more often than `before`; the order of neither counts. */
function more<T>(after: readonly T[], before: readonly T[]): T[] {
  const left = [...before];
  return after.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
