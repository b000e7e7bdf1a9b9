import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SessionUser } from "@/lib/domain/accounts/user";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { deleteMeeting } from "../meetings/delete";
import { setEveryOccurrence } from "../sync-rules/preferences";
import { type CalendarWorld, calendarWorld, connectionOf, waitingJobs } from "../testing/calendar-world";
import { disconnectCalendar } from "./disconnect";
import { enqueueDueOccurrences } from "./enqueue-occurrences";
import { logOccurrences } from "./log-occurrences";
import { setSyncing } from "./set-syncing";

let world: CalendarWorld;
let nth = 0;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
  expect(await world.connect(world.bob, "connect")).toBe("connected");
});
afterAll(() => world.close());
beforeEach(async () => {
  nth += 1;
  for (const user of [world.mia, world.bob]) await turn(user, false);
});

const name = () => `Daily ${nth}`;
const turn = (user: SessionUser, everyOccurrence: boolean) =>
  setEveryOccurrence(world.ctxOf(user), { everyOccurrence });
const path = (id: string, scope = "this", email = MIA) =>
  `/people/${email}/events/${encodeURIComponent(id)}?scope=${scope}`;
/** The slot of the n-th day, the first being 0; the clock is UTC. */
const slot = (id: string, n: number) => world.desk.slotOf(id, inDays(3 + n, "10:00"));
const hours = (n: number, from: string, to: string) => ({
  start: { dateTime: inDays(3 + n, from), timeZone: "UTC" },
  end: { dateTime: inDays(3 + n, to), timeZone: "UTC" },
});

/** A daily series of six with Lee, the first in three days at 10:00 UTC, known to its owner's calendar. */
async function addSeries(more: Record<string, unknown> = {}): Promise<string> {
  const { json } = await world.act("POST", `/people/${MIA}/events`, {
    summary: name(),
    ...hours(0, "10:00", "10:30"),
    recurrence: ["RRULE:FREQ=DAILY;COUNT=6"],
    attendees: [{ email: LEE }],
    ...more,
  });
  await world.pull(world.mia);
  return json.id;
}

/** One look at a person's calendar as it would be on the n-th day of the series, at noon unless told otherwise. */
async function look(user: SessionUser, n: number, clock = "12:00"): Promise<void> {
  const at = inDays(3 + n, clock).replace("Z", ".000Z");
  const ctx = { ...world.ctxOf(user), now: () => at };
  await logOccurrences(ctx, (await connectionOf(ctx, user))?.id ?? "");
}

/** The same at Mia's, where something happens between the reading of the calendar and that of its occurrences. */
async function lookWith(n: number, happens: () => Promise<unknown>): Promise<void> {
  const ctx = world.ctxOf(world.mia);
  const provider = ctx.providers.get(world.desk.provider);
  const interrupted: typeof provider = {
    ...provider,
    async occurrences(...asked) {
      await happens();
      return provider.occurrences(...asked);
    },
  };
  const at = inDays(3 + n, "12:00").replace("Z", ".000Z");
  const providers = { ...ctx.providers, get: () => interrupted };
  await logOccurrences({ ...ctx, now: () => at, providers }, (await connectionOf(ctx, world.mia))?.id ?? "");
}

/** Each of Lee's cards as `day@hour outcome`, a cancelled one with a line through it. */
async function cards(title = name()): Promise<string[]> {
  const rows = await world.inAccount((tx) =>
    tx.execute<{ start: string; cancelled: boolean; outcome: string }>(sql`
      select m.start_at as start, m.cancelled_at is not null as cancelled, m.outcome
      from meetings m join activities a on a.account_id = m.account_id and a.id = m.id
      join activity_records r on r.account_id = a.account_id and r.activity_id = a.id and r.record_id = ${world.lee.id}
      where a.title = ${title} order by m.start_at`),
  );
  const first = Date.parse(inDays(3, "00:00"));
  return [...rows].map(({ start, cancelled, outcome }) => {
    const at = new Date(start);
    const day = Math.floor((at.getTime() - first) / 86_400_000);
    return `${cancelled ? "-" : ""}${day}@${at.getUTCHours()} ${outcome}`;
  });
}

const untilOf = async (user: SessionUser): Promise<string | null> => {
  const [row] = await world.inAccount((tx) =>
    tx.execute<{ until: string | null }>(
      sql`select occurrences_until as until from calendar_connections where user_id = ${user.id}`,
    ),
  );
  return row?.until ? new Date(row.until).toISOString() : null;
};

const mailsOf = async (email: string): Promise<number> =>
  (await world.act("GET", `/outbox?to=${email}`)).json.mails.length;

describe("log every occurrence when it takes place (RULES N5)", () => {
  it("gives each occurrence a card once it has begun, completed, and none twice", async () => {
    await turn(world.mia, true);
    await addSeries();
    await look(world.mia, 0);
    expect(await cards()).toEqual(["0@10 Scheduled"]);
    await look(world.mia, 1, "09:59");
    expect(await cards()).toEqual(["0@10 Scheduled"]);
    await look(world.mia, 1, "10:01");
    await look(world.mia, 2);
    await look(world.mia, 2);
    expect(await cards()).toEqual(["0@10 Scheduled", "1@10 Completed", "2@10 Completed"]);
    expect(await untilOf(world.mia)).toBe(inDays(5, "12:00").replace("Z", ".000Z"));
  });

  it("makes up after a time away for what took place meanwhile", async () => {
    await turn(world.mia, true);
    await addSeries();
    await look(world.mia, 9);
    expect(await cards()).toEqual(
      [0, 1, 2, 3, 4, 5].map((n) => `${n}@10 ${n === 0 ? "Scheduled" : "Completed"}`),
    );
  });

  it("costs one listing a look beside the pull, however many series there are, and mails nobody", async () => {
    await turn(world.mia, true);
    for (const _ of ["one", "two", "three"]) await addSeries();
    await look(world.mia, 0);
    const calls = async (): Promise<{ method: string }[]> =>
      (await world.act("GET", "/requests")).json.requests;
    const [before, mails] = [await calls(), await mailsOf(LEE)];
    await look(world.mia, 2);
    // A round of Outlook's begins with an empty page.
    const pull = world.desk.provider === "google" ? ["GET"] : ["GET", "GET"];
    expect((await calls()).slice(before.length).map(({ method }) => method)).toEqual([...pull, "GET"]);
    expect(await cards()).toHaveLength(9);
    expect(await mailsOf(LEE)).toBe(mails);
  });

  it("off, it logs none; on again, only what begins from then on", async () => {
    const id = await addSeries();
    await look(world.mia, 1);
    expect([await cards(), await untilOf(world.mia)]).toEqual([["0@10 Scheduled"], null]);
    const ctx = { ...world.ctxOf(world.mia), now: () => inDays(5, "12:00").replace("Z", ".000Z") };
    await setEveryOccurrence(ctx, { everyOccurrence: true });
    await look(world.mia, 3);
    expect(await cards()).toEqual(["0@10 Scheduled", "3@10 Completed"]);
    await world.act("DELETE", path(id, "all"));
  });

  it("leaves a changed occurrence its one card, and a later change updates the card that was made", async () => {
    await turn(world.mia, true);
    const id = await addSeries();
    await world.act("PATCH", path(slot(id, 1)), hours(1, "15:00", "15:30"));
    await look(world.mia, 2);
    expect(await cards()).toEqual(["0@10 Scheduled", "1@15 Completed", "2@10 Completed"]);
    await world.act("PATCH", path(slot(id, 2)), hours(2, "16:00", "16:30"));
    await world.pull(world.mia);
    expect(await cards()).toEqual(["0@10 Scheduled", "1@15 Completed", "2@16 Completed"]);
  });

  it("gives a cancelled slot nothing new, and one that Lee is not in no card", async () => {
    await turn(world.mia, true);
    const id = await addSeries();
    await world.act("DELETE", path(slot(id, 1)));
    await world.act("PATCH", path(slot(id, 2)), { attendees: [{ email: "nobody@elsewhere.test" }] });
    await look(world.mia, 3);
    expect(await cards()).toEqual(["0@10 Scheduled", "-1@10 Canceled", "3@10 Completed"]);
  });

  it("leaves series alone that nobody follows: private, cancelled, deleted here, or without a contact", async () => {
    await turn(world.mia, true);
    const id = await addSeries();
    const [meeting] = (await world.meetingsOf(world.mia, world.lee)).filter(({ title }) => title === name());
    await deleteMeeting(world.ctxOf(world.mia), { meetingId: meeting?.id ?? "", alsoCancelEvent: false });
    await look(world.mia, 2);
    expect(await cards()).toEqual([]);
    await world.act("DELETE", path(id, "all"));
    nth += 1;
    await addSeries({ visibility: "private" });
    await addSeries({ attendees: [{ email: "nobody@elsewhere.test" }] });
    const cancelled = await addSeries();
    await world.act("DELETE", path(cancelled, "all"));
    await world.pull(world.mia);
    await look(world.mia, 4);
    expect(await cards()).toEqual(["-0@10 Canceled"]);
  });

  it("ends when a series turns private, and goes on when it is public again", async () => {
    await turn(world.mia, true);
    const id = await addSeries();
    await look(world.mia, 1);
    await world.act("PATCH", path(id, "all"), { visibility: "private" });
    await look(world.mia, 3);
    await world.act("PATCH", path(id, "all"), { visibility: "public" });
    await look(world.mia, 4);
    expect(await cards()).toEqual(["0@10 Scheduled", "1@10 Completed", "4@10 Completed"]);
  });

  it("two teammates with the switch on make one card, fed by both calendars", async () => {
    await turn(world.mia, true);
    await turn(world.bob, true);
    await addSeries({ attendees: [{ email: LEE }, { email: BOB }] });
    await world.pull(world.bob);
    await look(world.bob, 1);
    await look(world.mia, 1);
    await look(world.bob, 2);
    expect(await cards()).toEqual(["0@10 Scheduled", "1@10 Completed", "2@10 Completed"]);
    const rows = await world.inAccount((tx) =>
      tx.execute<{ copies: number }>(sql`
        select count(c.event_id)::int as copies from meetings m
        join activities a on a.account_id = m.account_id and a.id = m.id and a.title = ${name()}
        join event_copies c on c.account_id = m.account_id and c.meeting_id = m.id
        group by m.start_at order by m.start_at`),
    );
    expect([...rows].map(({ copies }) => copies)).toEqual([2, 2, 1]);
  });

  it("stores neither cards nor how far it came when it is switched off while the calendar is read", async () => {
    await turn(world.mia, true);
    await addSeries();
    await lookWith(2, async () => turn(world.mia, false));
    expect([await cards(), await untilOf(world.mia)]).toEqual([["0@10 Scheduled"], null]);
  });

  it("keeps its place when the provider fails, and goes on from there", async () => {
    await turn(world.mia, true);
    await addSeries();
    await look(world.mia, 1);
    const stood = await untilOf(world.mia);
    await lookWith(2, async () => world.act("POST", "/trouble", { kind: "server-error-500", method: "GET" }));
    expect([await cards(), await untilOf(world.mia)]).toEqual([["0@10 Scheduled", "1@10 Completed"], stood]);
    expect(await connectionOf(world.ctxOf(world.mia), world.mia)).toMatchObject({ state: "waiting" });
    await look(world.mia, 3);
    expect(await cards()).toEqual(["0@10 Scheduled", "1@10 Completed", "2@10 Completed", "3@10 Completed"]);
  });
});

describe("when a calendar is looked at", () => {
  const due = (at: string) =>
    enqueueDueOccurrences(world.ctxOf(world.mia).db, at, (_) => world.ctxOf(world.mia));
  const jobs = async () =>
    (await waitingJobs(world.url)).filter(({ task }) => task === "calendar.occurrences").length;

  it("by the timetable after a quarter of an hour, and at the moment the next one begins", async () => {
    await turn(world.mia, true);
    await addSeries();
    const now = new Date().toISOString();
    expect(await due(now)).toBe(0);
    expect([await due(inDays(1, "10:00")), await jobs()]).toEqual([1, 1]);
    await look(world.mia, 1, "09:50");
    const owner = postgres(world.url, { max: 1 });
    const rows = await owner<{ at: Date }[]>`
      select run_at as at from graphile_worker.jobs where key like 'occurrences:%'`;
    await owner.end();
    expect(rows.map(({ at }) => at.toISOString())).toEqual([inDays(4, "10:00").replace("Z", ".000Z")]);
  });

  it("never while it is disconnected or its sync is off; connected again, it makes up", async () => {
    await turn(world.mia, true);
    await addSeries();
    const later = inDays(2, "10:00");
    await setSyncing(world.ctxOf(world.mia), { syncing: false });
    expect(await due(later)).toBe(0);
    await setSyncing(world.ctxOf(world.mia), { syncing: true });
    await world.pull(world.mia);
    await disconnectCalendar(world.ctxOf(world.mia));
    expect(await due(later)).toBe(0);
    expect(await world.connect(world.mia, "connect")).toBe("connected");
    expect(await due(later)).toBe(1);
    await look(world.mia, 2);
    expect(await cards()).toEqual(["0@10 Scheduled", "1@10 Completed", "2@10 Completed"]);
  });
});
