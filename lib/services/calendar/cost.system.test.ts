import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { days, shift } from "@/lib/domain/time/instant";
import { LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { providerUnderTest } from "../testing/desk";

const OLD = 10_000;
const CHANGED = 1_000;
const TIMEOUT_MS = 180_000;

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  // What Outlook sends empty or twice on top is its own doing, and is not counted here (providers 3.3).
  const plain = { startsWithEmptyPage: false, repeatsRows: false };
  if (world.desk.provider === "microsoft") await world.act("PATCH", "/behaviours", plain);
});
afterAll(() => world.close());

type Calls = Record<string, number>;
type Line = { method: string; path: string; part?: true };

/** Pages a person's browser goes through at the provider; they are no calls of ours. */
const isOfBrowser = ({ path }: Line) =>
  /^\/(o\/oauth2|signin|sign-in)\/|\/oauth2\/v2\.0\/authorize$/.test(path);
const lines = async (): Promise<Line[]> => (await world.act("GET", "/requests")).json.requests;

/** How often each address was called while `work` ran; what came inside a batch is not a call. */
async function callsOf(work: () => Promise<unknown>): Promise<Calls> {
  const before = (await lines()).length;
  await work();
  const made = (await lines()).slice(before).filter((line) => !line.part && !isOfBrowser(line));
  const calls: Calls = {};
  for (const { method, path } of made) {
    const name = `${method} ${path}`;
    calls[name] = (calls[name] ?? 0) + 1;
  }
  return calls;
}

const fill = (more: object) =>
  world.act("POST", "/fill", { email: MIA, guests: [LEE], guestsEach: 1, ...more });

async function countMeetings(): Promise<number> {
  const [row] = await world.inAccount((tx) =>
    tx.execute<{ count: number }>(sql`select count(*)::int as count from meetings`),
  );
  return row?.count ?? 0;
}

/**
 * The least there is, in calls: ceil(rows / page size) pages and, of Outlook, a look at each changed row by its id before
 * anything is decided about guests or privacy (providers 10.3), twenty to a call. Connecting asks three or four things once.
 */
const least = {
  google: {
    listing: "GET /calendar/v3/calendars/primary/events",
    firstPage: 2_500,
    page: 1_000,
    looks: {},
    connecting: {
      "POST /token": 1,
      // The keys an identity token is signed with.
      "GET /oauth2/v1/certs": 1,
    },
    /** The provider's own clock is told by the cheapest listing. */
    clock: { "GET /calendar/v3/calendars/primary/events": 1 },
  },
  microsoft: {
    listing: "GET /v1.0/me/calendarView/delta",
    firstPage: 200,
    page: 200,
    looks: { "POST /v1.0/$batch": Math.ceil(CHANGED / 20) },
    connecting: {
      "POST /common/oauth2/v2.0/token": 1,
      "GET /common/discovery/v2.0/keys": 1,
      // Whose mailbox it is.
      "GET /v1.0/me": 1,
    },
    clock: { "GET /v1.0/me/calendar": 1 },
  },
}[providerUnderTest()];

const sum = (...all: Calls[]): Calls => {
  const total: Calls = {};
  for (const [name, count] of all.flatMap((each) => Object.entries(each)))
    total[name] = (total[name] ?? 0) + count;
  return total;
};

describe("calls to the provider", () => {
  it(
    `of a first listing of ${OLD} events: its pages, and what connecting asks once`,
    async () => {
      await fill({ name: "Old", count: OLD, created: shift(new Date().toISOString(), -days(7)) });
      const calls = await callsOf(() => world.connect(world.mia));
      const pages = { [least.listing]: Math.ceil(OLD / least.firstPage) };
      expect(calls).toEqual(sum(least.connecting, least.clock, pages));
      expect(await countMeetings()).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    `of a round with ${CHANGED} changed events: its pages, and the looks that Outlook needs`,
    async () => {
      expect((await fill({ name: "New", count: CHANGED })).json).toEqual({ filled: CHANGED });
      const calls = await callsOf(() => world.pull(world.mia));
      expect(calls).toEqual({ [least.listing]: Math.ceil(CHANGED / least.page), ...least.looks });
      expect(await countMeetings()).toBe(CHANGED);
    },
    TIMEOUT_MS,
  );

  it("of a round without a change: one", async () => {
    expect(await callsOf(() => world.pull(world.mia))).toEqual({ [least.listing]: 1 });
  });
});
