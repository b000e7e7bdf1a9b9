import { weekOf } from "../../desk/pages/week";
import type { EventRecord } from "../event-record";
import { formatInstant, timeToMs } from "../event-time";
import { rowOf } from "../guest-copies";
import { selectRows } from "../list-rows";
import { locate } from "../located-event";
import { mailsTo } from "../outbox";
import type { SandboxPerson } from "../people";
import type { World } from "../world";
import { withNames } from "./event-label";

/** Everything the calendar page draws for one person and week; `start` is any date of it, in the person's zone. */
export function weekView(world: World, person: SandboxPerson, start: string | null) {
  return weekOf(person, start, {
    now: world.now(),
    people: world.people,
    eventsIn: (day) => eventsIn(world, person, day).map((record) => withNames(record, world.people)),
    mails: mailsTo(world, person.email),
    answering: ({ eventId, kind }) => {
      const found = locate(world, person.email, eventId)?.record;
      const row = found && found.status !== "cancelled" ? rowOf(found.attendees, person.email) : undefined;
      return { canAnswer: kind !== "Cancelled" && row !== undefined, answer: row?.responseStatus };
    },
  });
}

/** The Monday of the week an event falls in, for links that name only the event. */
export function weekOfEvent(world: World, person: SandboxPerson, id: string): string | null {
  const found = locate(world, person.email, id);
  if (!found) return null;
  const ms = timeToMs(found.record.start, person.timeZone);
  return formatInstant(ms, person.timeZone).slice(0, 10);
}

function eventsIn(world: World, person: SandboxPerson, day: { from: number; to: number }): EventRecord[] {
  const events = [...world.store.calendar(person.email).events.values()];
  const query = {
    maxResults: 2500,
    singleEvents: true,
    showDeleted: false,
    timeMin: day.from,
    timeMax: day.to,
    privateProperties: [],
    sharedProperties: [],
    eventTypes: [],
  };
  return selectRows(events, query, person.timeZone, world.now(), undefined).map((row) => row.record);
}
