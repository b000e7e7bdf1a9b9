import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
  expect(await world.connect(world.bob, "connect")).toBe("connected");
});
afterAll(() => world.close());

const event = fc.nat({ max: 2 });
const act = fc.oneof(
  fc.record({
    do: fc.constant("create" as const),
    with: fc.constantFrom([LEE], [LEE, BOB], [BOB], ["x@nowhere.test"]),
  }),
  fc.record({ do: fc.constant("move" as const), event, hour: fc.constantFrom("08", "16") }),
  fc.record({ do: fc.constant("rename" as const), event, title: fc.constantFrom("Renamed", "🎉 שלום <b>") }),
  fc.record({
    do: fc.constant("reply" as const),
    event,
    response: fc.constantFrom("accepted", "declined", "tentative"),
  }),
  fc.record({
    do: fc.constant("invite" as const),
    event,
    guests: fc.constantFrom([LEE], [LEE, BOB], [BOB], []),
  }),
  fc.record({ do: fc.constant("cancel" as const), event }),
  fc.record({ do: fc.constant("restore" as const), event }),
  fc.record({ do: fc.constant("pull" as const), who: fc.constantFrom("mia", "bob", "both", "mia twice") }),
  fc.record({ do: fc.constant("expire" as const) }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

const attendees = (emails: readonly string[]) => emails.map((email) => ({ email }));
const at = (hour: string) => ({
  start: { dateTime: inDays(3, `${hour}:00`) },
  end: { dateTime: inDays(3, `${hour}:30`) },
});

async function play(made: string[], step: Act): Promise<void> {
  if (step.do === "pull") return pull(step.who);
  if (step.do === "expire") {
    await world.act("POST", "/trouble", { kind: "expire-sync-tokens" });
    return;
  }
  if (step.do === "create") {
    const body = { summary: "Kick-off", ...at("10"), attendees: attendees(step.with) };
    const answer = await world.act("POST", `/people/${MIA}/events`, body);
    made.push(answer.json.id);
    return;
  }
  const id = made[step.event];
  if (!id) return;
  if (step.do === "reply") {
    await world.respond(LEE, MIA, id, step.response);
    return;
  }
  const path = `/people/${MIA}/events/${id}`;
  if (step.do === "cancel") await world.act("DELETE", path);
  else await world.act("PATCH", path, changeOf(step));
}

function changeOf(step: Extract<Act, { do: "move" | "rename" | "invite" | "restore" }>) {
  if (step.do === "move") return at(step.hour);
  if (step.do === "rename") return { summary: step.title };
  if (step.do === "invite")
    return { attendees: [{ email: MIA, responseStatus: "accepted" }, ...attendees(step.guests)] };
  return { status: "confirmed" };
}

async function pull(who: string): Promise<void> {
  if (who === "bob") return world.pull(world.bob);
  if (who === "both") return void (await Promise.all([world.pull(world.mia), world.pull(world.bob)]));
  await world.pull(world.mia);
  if (who === "mia twice") await world.pull(world.mia);
}

type Row = { id: string; title: string; start: string; reply: string };
type RawEvent = {
  /** What all copies share: at Outlook each calendar has an id of its own for the event. */
  iCalUID: string;
  summary: string;
  start: { dateTime: string };
  attendees?: { email: string; responseStatus: string }[];
};
const wireReply: Record<string, string> = { needsAction: "awaiting" };
const sorted = (rows: Row[]) => rows.sort((a, b) => (a.id < b.id ? -1 : 1));

/** What the calendar shows now: one line per living event with Lee in it. */
async function fromCalendar(): Promise<Row[]> {
  const { json } = await world.act("GET", `/people/${MIA}/events?maxResults=2500`);
  const rows = (json.items as RawEvent[]).flatMap(({ iCalUID: id, summary, start, attendees: guests }) => {
    const lee = guests?.find(({ email }) => email === LEE);
    if (!lee) return [];
    const reply = wireReply[lee.responseStatus] ?? lee.responseStatus;
    return [{ id, title: summary, start: new Date(start.dateTime).toISOString(), reply }];
  });
  return sorted(rows);
}

/** What Lee's timeline shows: one line per meeting that is not cancelled. */
async function fromTimeline(): Promise<Row[]> {
  const rows = await world.inAccount((tx) =>
    tx.execute<Row>(sql`
      select m.ical_uid as id, a.title, m.start_at as start, g.reply
      from meetings m
      join activities a on a.account_id = m.account_id and a.id = m.id
      join activity_records r on r.account_id = m.account_id and r.activity_id = m.id and r.record_id = ${world.lee.id}
      join attendees g on g.account_id = m.account_id and g.meeting_id = m.id and g.email = ${LEE}
      where m.cancelled_at is null`),
  );
  return sorted([...rows].map((row) => ({ ...row, start: new Date(row.start).toISOString() })));
}

async function cardsPerEvent(): Promise<{ events: number; cards: number; living: number }> {
  const [row] = await world.inAccount((tx) =>
    tx.execute<{ events: number; cards: number; living: number }>(sql`
      select count(distinct ical_uid)::int as events, count(*)::int as cards,
             count(*) filter (where cancelled_at is null)::int as living from meetings`),
  );
  return row ?? { events: 0, cards: 0, living: 0 };
}

it("ends with exactly the meetings the calendar implies, whatever happened and whenever it was pulled", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (steps) => {
      const made: string[] = [];
      for (const step of steps) await play(made, step);
      await pull("mia twice");
      await pull("bob");
      const expected = await fromCalendar();
      expect(await fromTimeline()).toEqual(expected);
      const { events, cards, living } = await cardsPerEvent();
      expect(cards).toBe(events);
      expect(living).toBe(expected.length);
    }),
    // The same histories each time, so that a red run is about the change at hand.
    { numRuns: 40, seed: 20_261_121 },
  );
}, 180_000);
