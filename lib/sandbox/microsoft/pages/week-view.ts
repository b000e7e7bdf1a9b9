import { Temporal } from "temporal-polyfill";
import type { EventRecord as PageEvent } from "../../google/event-record";
import { formatInstant, timeToMs } from "../../google/event-time";
import { describeEvent } from "../../google/pages/event-label";
import { placeInLanes } from "../../google/pages/lanes";
import { findPerson, type SandboxPerson, sameAddress } from "../../google/people";
import { rowsInView } from "../calendar-view";
import { readItemId } from "../item-id";
import { locate } from "../located-event";
import { mailsTo } from "../outbox";
import { pageRecord } from "../page-record";
import type { Mail } from "../state";
import type { World } from "../world";

const INBOX_SIZE = 40;

/** Everything the calendar page draws for one person and week; `start` is any date of it, in the person's zone. */
export function weekView(world: World, person: SandboxPerson, start: string | null) {
  const today = Temporal.Instant.fromEpochMilliseconds(world.now()).toZonedDateTimeISO(person.timeZone);
  const monday = mondayOf(readDate(start) ?? today.toPlainDate());
  const days = Array.from({ length: 7 }, (_, at) => monday.add({ days: at }));
  const short = { day: "numeric", month: "short" } as const;
  const last = monday.add({ days: 6 }).toLocaleString("en-GB", { ...short, year: "numeric" });
  return {
    person: { email: person.email, name: person.name, timeZone: person.timeZone },
    start: monday.toString(),
    title: `${monday.toLocaleString("en-GB", short)} – ${last}`,
    days: days.map((day) => ({
      date: day.toString(),
      label: day.toLocaleString("en-GB", { weekday: "short", day: "numeric" }),
      isToday: day.equals(today.toPlainDate()),
      ...dayBlocks(world, person, day),
    })),
    nowMinute: today.hour * 60 + today.minute,
    inbox: mailsTo(world, person.email)
      .slice(0, INBOX_SIZE)
      .map((mail) => inboxLine(world, person, mail)),
  };
}

/** The date an event starts on, for links that name only the event. */
export function weekOfEvent(world: World, person: SandboxPerson, id: string): string | null {
  const found = find(world, person, id);
  if (!found) return null;
  return formatInstant(timeToMs(found.start, person.timeZone), person.timeZone).slice(0, 10);
}

function dayBlocks(world: World, person: SandboxPerson, day: Temporal.PlainDate) {
  const from = day.toZonedDateTime(person.timeZone).epochMilliseconds;
  const to = day.add({ days: 1 }).toZonedDateTime(person.timeZone).epochMilliseconds;
  const records = rowsInView(world, person.email, { from, to }).map((row) => pageRecord(world, person, row));
  const blocks = records.map((record) => ({ record, ...describeEvent(record, person) }));
  const timed = blocks.filter(({ record }) => "dateTime" in record.start);
  return {
    allDay: blocks.filter(({ record }) => "date" in record.start).map(withoutRecord),
    timed: placeInLanes(timed.map((block) => ({ ...block, ...minutesOf(block.record, from, to) }))).map(
      withoutRecord,
    ),
  };
}

function minutesOf(record: PageEvent, from: number, to: number) {
  const minute = (ms: number) => Math.round((Math.min(Math.max(ms, from), to) - from) / 60_000);
  return { from: minute(timeToMs(record.start, "UTC")), to: minute(timeToMs(record.end, "UTC")) };
}

function inboxLine(world: World, person: SandboxPerson, mail: Mail) {
  const found = find(world, person, mail.eventId);
  const shown = found && pageRecord(world, person, found);
  const row = shown?.attendees?.find((each) => sameAddress(each.email, person.email));
  const sender = findPerson(world.people, mail.from)?.name ?? mail.from;
  const asks = mail.kind === "Invitation" || mail.kind === "Updated";
  return {
    id: mail.id,
    subject: mail.subject,
    detail: `${mail.kind === "Updated" ? "Now " : ""}${whenText(mail.start, person.timeZone)} · from ${sender}`,
    eventId: mail.eventId,
    canAnswer: asks && row !== undefined && shown?.status !== "cancelled",
    answer: row?.responseStatus,
  };
}

function find(world: World, person: SandboxPerson, id: string) {
  try {
    return locate(world, person.email, readItemId(id))?.record;
  } catch {
    return undefined;
  }
}

function whenText(start: string, zone: string): string {
  const day = { weekday: "short", day: "numeric", month: "short" } as const;
  if (start.length === 10) return Temporal.PlainDate.from(start).toLocaleString("en-GB", day);
  const zoned = Temporal.Instant.from(start).toZonedDateTimeISO(zone);
  const clock = zoned.toPlainTime().toString({ smallestUnit: "minute" });
  return `${zoned.toPlainDate().toLocaleString("en-GB", day)} ${clock}`;
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

function readDate(text: string | null): Temporal.PlainDate | undefined {
  try {
    return text ? Temporal.PlainDate.from(text) : undefined;
  } catch {
    return undefined;
  }
}

function withoutRecord<Block extends { record: PageEvent }>({
  record: _,
  ...rest
}: Block): Omit<Block, "record"> {
  return rest;
}
