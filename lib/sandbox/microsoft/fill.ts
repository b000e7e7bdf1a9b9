import { type FillInput, type Filling, fillings } from "../desk/fill";
import { atInstant } from "../google/event-time";
import { addressOf } from "./event-create";
import type { EventRecord } from "./event-record";
import { itemIdOf } from "./item-id";
import type { World } from "./world";

/** Fills a mailbox with events its person organises: nobody is mailed, no guest gets a copy, no subscription is told. */
export function fillMailbox(world: World, input: FillInput): number {
  const { events } = world.store.mailbox(input.email);
  const organizer = addressOf(world, input.email);
  const records = [...fillings(input, world.now())].map((filling) => {
    const id = itemIdOf(filling.seed.subarray(0, 36));
    return recordOf(world, { id, filling, organizer, before: events.get(id) });
  });
  world.store.putMany(input.email, records);
  return records.length;
}

type Parts = {
  id: string;
  filling: Filling;
  organizer: EventRecord["organizer"];
  before: EventRecord | undefined;
};

function recordOf(world: World, { id, filling, organizer, before }: Parts): EventRecord {
  return {
    id,
    iCalUId: `040000008200E00074C5B7101A82E008${filling.seed.subarray(36, 60).toString("hex").toUpperCase()}`,
    start: atInstant(filling.start, "UTC"),
    end: atInstant(filling.end, "UTC"),
    attendees: filling.guests.map((email) => ({
      ...addressOf(world, email),
      type: "required",
      answer: { response: "none" },
    })),
    details: { subject: filling.title },
    createdAt: before?.createdAt ?? filling.created,
    modifiedAt: filling.created,
    rev: 0,
    sequence: before ? before.sequence + 1 : 0,
    organizer,
    answer: { response: "organizer" },
    calendar: "default",
    moves: 0,
  };
}
