import { weekOf } from "../../desk/pages/week";
import { formatInstant, timeToMs } from "../../google/event-time";
import { type SandboxPerson, sameAddress } from "../../google/people";
import { rowsInView } from "../calendar-view";
import { readItemId } from "../item-id";
import { locate } from "../located-event";
import { mailsTo } from "../outbox";
import { pageRecord } from "../page-record";
import type { World } from "../world";

/** Everything the calendar page draws for one person and week; `start` is any date of it, in the person's zone. */
export function weekView(world: World, person: SandboxPerson, start: string | null) {
  return weekOf(person, start, {
    now: world.now(),
    people: world.people,
    eventsIn: (day) => rowsInView(world, person.email, day).map((row) => pageRecord(world, person, row)),
    mails: mailsTo(world, person.email),
    answering: ({ eventId, kind }) => {
      const found = find(world, person, eventId);
      const shown = found && pageRecord(world, person, found);
      const row = shown?.attendees?.find((each) => sameAddress(each.email, person.email));
      const asks = kind === "Invitation" || kind === "Updated";
      const canAnswer = asks && row !== undefined && shown?.status !== "cancelled";
      return { canAnswer, answer: row?.responseStatus };
    },
  });
}

/** The date an event starts on, for links that name only the event. */
export function weekOfEvent(world: World, person: SandboxPerson, id: string): string | null {
  const found = find(world, person, id);
  if (!found) return null;
  return formatInstant(timeToMs(found.start, person.timeZone), person.timeZone).slice(0, 10);
}

function find(world: World, person: SandboxPerson, id: string) {
  try {
    return locate(world, person.email, readItemId(id))?.record;
  } catch {
    return undefined;
  }
}
