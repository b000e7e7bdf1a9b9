import { Temporal } from "temporal-polyfill";
import type { EventRecord } from "../event-record";
import { formatInstant, timeToMs } from "../event-time";
import { rowOf } from "../guest-copies";
import { selectRows } from "../list-rows";
import { locate } from "../located-event";
import { mailsTo } from "../outbox";
import { findPerson, type SandboxPerson } from "../people";
import type { Mail } from "../state";
import type { World } from "../world";
import { describeEvent, withNames } from "./event-label";
import { placeInLanes } from "./lanes";

const INBOX_SIZE = 40;

/** Everything the calendar page draws for one person and week; `start` is any date of it, in the person's zone. */
export function weekView(world: World, person: SandboxPerson, start: string | null) {
  const today = Temporal.Instant.fromEpochMilliseconds(world.now()).toZonedDateTimeISO(person.timeZone);
  const monday = mondayOf(readDate(start) ?? today.toPlainDate());
  const days = Array.from({ length: 7 }, (_, at) => monday.add({ days: at }));
  const blocks = days.map((day) => dayBlocks(world, person, day));
  return {
    person: { email: person.email, name: person.name, timeZone: person.timeZone },
    start: monday.toString(),
    title: `${monday.toLocaleString("en-GB", { day: "numeric", month: "short" })} – ${days[6]?.toLocaleString("en-GB", { day: "numeric", month: "short", year: "numeric" })}`,
    days: days.map((day, at) => ({
      date: day.toString(),
      label: day.toLocaleString("en-GB", { weekday: "short", day: "numeric" }),
      isToday: day.equals(today.toPlainDate()),
      allDay: blocks[at]?.allDay ?? [],
      timed: blocks[at]?.timed ?? [],
    })),
    nowMinute: today.hour * 60 + today.minute,
    inbox: mailsTo(world, person.email)
      .slice(0, INBOX_SIZE)
      .map((mail) => inboxLine(world, person, mail)),
  };
}

/** The Monday of the week an event falls in, for links that name only the event. */
export function weekOfEvent(world: World, person: SandboxPerson, id: string): string | null {
  const found = locate(world, person.email, id);
  if (!found) return null;
  const ms = timeToMs(found.record.start, person.timeZone);
  return formatInstant(ms, person.timeZone).slice(0, 10);
}

function dayBlocks(world: World, person: SandboxPerson, day: Temporal.PlainDate) {
  const from = day.toZonedDateTime(person.timeZone).epochMilliseconds;
  const to = day.add({ days: 1 }).toZonedDateTime(person.timeZone).epochMilliseconds;
  const events = [...world.store.calendar(person.email).events.values()];
  const query = {
    maxResults: 2500,
    singleEvents: true,
    showDeleted: false,
    timeMin: from,
    timeMax: to,
    privateProperties: [],
    sharedProperties: [],
    eventTypes: [],
  };
  const records = selectRows(events, query, person.timeZone, world.now(), undefined).map((row) => row.record);
  const blocks = records.map((record) => ({
    record,
    ...describeEvent(withNames(record, world.people), person),
  }));
  const timed = blocks.filter(({ record }) => "dateTime" in record.start);
  return {
    allDay: blocks.filter(({ record }) => "date" in record.start).map(withoutRecord),
    timed: placeInLanes(timed.map((block) => ({ ...block, ...minutesOf(block.record, from, to) }))).map(
      withoutRecord,
    ),
  };
}

function minutesOf(record: EventRecord, from: number, to: number) {
  const minute = (ms: number) => Math.round((Math.min(Math.max(ms, from), to) - from) / 60_000);
  return { from: minute(timeToMs(record.start, "UTC")), to: minute(timeToMs(record.end, "UTC")) };
}

function inboxLine(world: World, person: SandboxPerson, mail: Mail) {
  const found = locate(world, person.email, mail.eventId);
  const row =
    found && found.record.status !== "cancelled" ? rowOf(found.record.attendees, person.email) : undefined;
  const sender = findPerson(world.people, mail.from)?.name ?? mail.from;
  return {
    id: mail.id,
    subject: mail.subject,
    detail: `${mail.kind === "Updated" ? "Now " : ""}${whenText(mail.start, person.timeZone)} · from ${sender}`,
    eventId: mail.eventId,
    canAnswer: mail.kind !== "Cancelled" && row !== undefined,
    answer: row?.responseStatus,
  };
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

function withoutRecord<Block extends { record: EventRecord }>({
  record: _,
  ...rest
}: Block): Omit<Block, "record"> {
  return rest;
}
