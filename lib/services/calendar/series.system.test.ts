import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/crypto";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { scheduleMeeting } from "../meetings/schedule";
import { type CalendarWorld, calendarWorld, connectionOf } from "../testing/calendar-world";
import { syncNow } from "./sync-now";

let world: CalendarWorld;
let nth = 0;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
});
afterAll(() => world.close());
beforeEach(() => {
  nth += 1;
});

const path = (id: string, scope = "this") => `/people/${MIA}/events/${encodeURIComponent(id)}?scope=${scope}`;
const name = () => `Series ${nth}`;

/** A weekly series of five with Lee, the first in three days at 10:00 UTC. */
async function addSeries(more: Record<string, unknown> = {}): Promise<string> {
  const { json } = await world.act("POST", `/people/${MIA}/events`, {
    summary: name(),
    start: { dateTime: inDays(3, "10:00"), timeZone: "UTC" },
    end: { dateTime: inDays(3, "10:30"), timeZone: "UTC" },
    recurrence: ["RRULE:FREQ=WEEKLY;COUNT=5"],
    attendees: [{ email: LEE }],
    ...more,
  });
  return json.id;
}

/** The id of the n-th occurrence, the first being 0; times are UTC, so slots are whole weeks apart. */
const slot = (id: string, n: number, clock = "10:00") => world.desk.slotOf(id, inDays(3 + 7 * n, clock));
const hours = (n: number, from: string, to: string) => ({
  start: { dateTime: inDays(3 + 7 * n, from), timeZone: "UTC" },
  end: { dateTime: inDays(3 + 7 * n, to), timeZone: "UTC" },
});

/** Each card as `week@hour`, a cancelled one with a line through it. */
async function cards(title = name()): Promise<string[]> {
  const rows = await world.inAccount((tx) =>
    tx.execute<{ start: string; cancelled: boolean }>(sql`
      select m.start_at as start, m.cancelled_at is not null as cancelled
      from meetings m join activities a on a.account_id = m.account_id and a.id = m.id
      where a.title = ${title} order by m.start_at`),
  );
  const first = Date.parse(inDays(3, "10:00").slice(0, 10));
  return [...rows].map(({ start, cancelled }) => {
    const at = new Date(start);
    const week = Math.floor((at.getTime() - first) / (7 * 86_400_000));
    return `${cancelled ? "-" : ""}${week}@${at.getUTCHours()}`;
  });
}
const pull = () => world.pull(world.mia);
const startOver = () => world.act("POST", "/trouble", { kind: "expire-sync-tokens" });

describe("recurring series (RULES I7, I8)", () => {
  it("is one card, plus one per changed occurrence, and stays so when everything is listed again", async () => {
    const id = await addSeries();
    await pull();
    expect(await cards()).toEqual(["0@10"]);
    await world.act("PATCH", path(slot(id, 1)), hours(1, "16:00", "16:30"));
    await world.respond(LEE, MIA, slot(id, 2), "declined");
    await world.act("DELETE", path(slot(id, 3)));
    await pull();
    const expected = ["0@10", "1@16", "2@10", "-3@10"];
    expect(await cards()).toEqual(expected);
    await startOver();
    await pull();
    expect(await cards()).toEqual(expected);
  });

  it("finds the series of an occurrence that comes alone (case 47)", async () => {
    const id = await addSeries();
    await pull();
    await world.act("PATCH", path(slot(id, 2)), hours(2, "08:00", "08:30"));
    await pull();
    expect(await cards()).toEqual(["0@10", "2@8"]);
  });

  it("keeps the first one's own time when the series changes later", async () => {
    const id = await addSeries();
    await pull();
    await world.act("PATCH", path(id), hours(0, "16:00", "16:30"));
    await pull();
    expect(await cards()).toEqual(["0@16"]);
    await world.act("PATCH", path(slot(id, 0, "16:00")), hours(0, "18:00", "18:30"));
    await pull();
    expect(await cards()).toEqual(["0@18"]);
    await world.respond(LEE, MIA, id, "accepted");
    await pull();
    expect(await cards()).toEqual(["0@18"]);
  });

  it("does not bring a cancelled first one back when the series changes, and no other takes its place (case 42)", async () => {
    const id = await addSeries();
    await pull();
    await world.act("DELETE", path(slot(id, 0)));
    await pull();
    expect(await cards()).toEqual(["-0@10"]);
    await world.respond(LEE, MIA, id, "accepted");
    await pull();
    expect(await cards()).toEqual(["-0@10"]);
    await startOver();
    await pull();
    expect(await cards()).toEqual(["-0@10"]);
  });

  it("follows a series that moves as a whole, also when its first one had been changed before", async () => {
    const id = await addSeries();
    await world.respond(LEE, MIA, slot(id, 0), "accepted");
    await pull();
    await world.act("PATCH", path(id), hours(0, "14:00", "14:30"));
    await pull();
    expect(await cards()).toEqual(["0@14"]);
  });

  it("cancels what is to come when the series is deleted, and nothing twice (case 48)", async () => {
    const id = await addSeries();
    await world.act("PATCH", path(slot(id, 1)), hours(1, "16:00", "16:30"));
    await pull();
    await world.act("DELETE", path(id));
    await pull();
    await pull();
    expect(await cards()).toEqual(["-0@10", "-1@16"]);
  });

  it("stays one card when a single event becomes a series (case 49)", async () => {
    const id = await addSeries({ recurrence: [] });
    await pull();
    await world.act("PATCH", path(id), { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=5"] });
    await pull();
    expect(await cards()).toEqual(["0@10"]);
  });
});

describe("a lost cursor (RULES I14)", () => {
  const add = async (summary: string) =>
    (
      await world.act("POST", `/people/${MIA}/events`, {
        summary,
        ...hours(0, "12:00", "12:30"),
        attendees: [{ email: LEE }],
      })
    ).json.id as string;

  it("makes a sweep again that failed halfway, so that no deletion in the gap is lost", async () => {
    const [one, two] = [await add("Gap one"), await add("Gap two")];
    await pull();
    await startOver();
    await world.act("DELETE", path(one));
    await world.act("DELETE", path(two));
    await world.act("POST", "/trouble", {
      kind: "server-error-500",
      method: "GET",
      pathContains: encodeURIComponent(two),
    });
    await pull();
    expect(await connectionOf(world.ctxOf(world.mia), world.mia)).toMatchObject({
      state: "waiting",
      cursor: null,
    });
    await syncNow(world.ctxOf(world.mia));
    await pull();
    expect([...(await cards("Gap one")), ...(await cards("Gap two"))]).toEqual(["-0@12", "-0@12"]);
  });

  it("takes a duplicate of our own event, mark and all, for another meeting", async () => {
    const meetingId = newId();
    const lee = { email: LEE, name: "Lee", contactId: world.lee.id, userId: null };
    await scheduleMeeting(world.ctxOf(world.mia), {
      meetingId,
      record: world.lee,
      title: "Original",
      date: inDays(3, "12:00").slice(0, 10),
      start: "12:00",
      end: "12:30",
      zone: "UTC",
      attendees: [lee],
      location: { kind: "none", text: null },
      description: "",
      internalNote: "",
      records: [],
    });
    await world.act("POST", `/people/${MIA}/events`, {
      summary: "Duplicate",
      ...hours(1, "12:00", "12:30"),
      attendees: [{ email: LEE }],
      extendedProperties: { private: { crmMeetingId: meetingId } },
    });
    await pull();
    expect([await cards("Original"), await cards("Duplicate")]).toEqual([["0@12"], ["1@12"]]);
  });
});
