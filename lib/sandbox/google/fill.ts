import { type FillInput, type Filling, fillings } from "../desk/fill";
import { mailboxOf } from "./event-insert";
import type { EventRecord } from "./event-record";
import { atInstant } from "./event-time";
import type { World } from "./world";

const DIGITS = "0123456789abcdefghijklmnopqrstuv";

/** Fills a calendar with events its person organises: nobody is mailed, no guest gets a copy, no channel is told. */
export function fillCalendar(world: World, input: FillInput): number {
  const { events } = world.store.calendar(input.email);
  const organizer = mailboxOf(world, input.email);
  const records = [...fillings(input, world.now())].map((filling) => {
    const id = [...filling.seed.subarray(0, 26)].map((byte) => DIGITS[byte % 32]).join("");
    return recordOf(id, filling, organizer, events.get(id));
  });
  world.store.putMany(input.email, records);
  return records.length;
}

function recordOf(
  id: string,
  filling: Filling,
  organizer: EventRecord["organizer"],
  before: EventRecord | undefined,
): EventRecord {
  const created = new Date(filling.created).toISOString();
  return {
    id,
    iCalUID: `${id}@google.com`,
    eventType: "default",
    status: "confirmed",
    start: atInstant(filling.start, "UTC"),
    end: atInstant(filling.end, "UTC"),
    attendees: filling.guests.map((email) => ({ email, responseStatus: "needsAction" })),
    details: { summary: filling.title, reminders: { useDefault: true } },
    created: before?.created ?? created,
    updated: created,
    rev: 0,
    sequence: before ? before.sequence + 1 : 0,
    creator: organizer,
    organizer,
  };
}
