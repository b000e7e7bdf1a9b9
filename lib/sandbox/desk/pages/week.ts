import { Temporal } from "temporal-polyfill";
import type { EventRecord } from "../../google/event-record";
import { timeToMs } from "../../google/event-time";
import { describeEvent } from "../../google/pages/event-label";
import { placeInLanes } from "../../google/pages/lanes";
import { findPerson, type SandboxPerson } from "../../google/people";

/** Half-open, epoch milliseconds. */
type Span = { from: number; to: number };
type Mail = { id: string; subject: string; kind: string; start: string; from: string; eventId: string };
type Answering = { canAnswer: boolean; answer: string | undefined };

/** Where the week's contents come from: the events that touch a day, and the mails with what may be answered to them. */
export type WeekSource = {
  now: number;
  people: SandboxPerson[];
  eventsIn(day: Span): EventRecord[];
  mails: Mail[];
  answering(mail: Mail): Answering;
};

const INBOX_SIZE = 40;

/** Everything the calendar page draws for one person and week; `start` is any date of it, in the person's zone. */
export function weekOf(person: SandboxPerson, start: string | null, source: WeekSource) {
  const today = Temporal.Instant.fromEpochMilliseconds(source.now).toZonedDateTimeISO(person.timeZone);
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
      ...dayBlocks(person, day, source),
    })),
    nowMinute: today.hour * 60 + today.minute,
    inbox: source.mails.slice(0, INBOX_SIZE).map((mail) => inboxLine(person, mail, source)),
  };
}

function dayBlocks(person: SandboxPerson, day: Temporal.PlainDate, source: WeekSource) {
  const from = day.toZonedDateTime(person.timeZone).epochMilliseconds;
  const to = day.add({ days: 1 }).toZonedDateTime(person.timeZone).epochMilliseconds;
  const records = source.eventsIn({ from, to });
  const timed = records.filter((record) => "dateTime" in record.start);
  const placed = placeInLanes(
    timed.map((record) => ({ ...describeEvent(record, person), ...minutesOf(record, { from, to }) })),
  );
  const allDay = records.filter((record) => "date" in record.start);
  return { allDay: allDay.map((record) => describeEvent(record, person)), timed: placed };
}

function minutesOf(record: EventRecord, { from, to }: Span) {
  const minute = (ms: number) => Math.round((Math.min(Math.max(ms, from), to) - from) / 60_000);
  return { from: minute(timeToMs(record.start, "UTC")), to: minute(timeToMs(record.end, "UTC")) };
}

function inboxLine(person: SandboxPerson, mail: Mail, source: WeekSource) {
  const sender = findPerson(source.people, mail.from)?.name ?? mail.from;
  const when = whenText(mail.start, person.timeZone);
  return {
    id: mail.id,
    subject: mail.subject,
    detail: `${mail.kind === "Updated" ? "Now " : ""}${when} · from ${sender}`,
    eventId: mail.eventId,
    ...source.answering(mail),
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
