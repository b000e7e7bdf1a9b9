import type { EventPatch } from "../calendar/event";
import type { ChangedField } from "../calendar/write-words";
import type { FieldErrors } from "../errors";
import type { Instant } from "../time/instant";
import { wallClock, wallTime } from "../time/zoned";
import { type EventFields, eventFields } from "./edit-inputs";
import { type SharedFields, webLink } from "./from-event";

/** What somebody changed in the form: as it stood when they opened it, and as they want it (RULES O4). */
export type WantedEdit = { before: EventFields; after: EventFields };

export type EditedField = Extract<ChangedField, "title" | "time" | "place" | "description" | "guests">;

/** Shared fields as the form has them. Whoever organises is not among those invited. */
export function eventFieldsOf(shared: SharedFields, htmlToText: (html: string) => string): EventFields {
  const [from, until] = [shared.startAt, shared.endAt].map((at) => wallClock(at, shared.zone));
  return {
    title: shared.title,
    date: from?.day ?? "",
    start: from?.time ?? "",
    end: until?.time ?? "",
    zone: shared.zone,
    attendees: shared.guests
      .filter(({ organizer, email }) => !organizer && email !== shared.organizerEmail)
      .map(({ email, name }) => ({ email, name, contactId: null, userId: null })),
    location: { kind: shared.locationKind, text: shared.locationText },
    description: shared.descriptionHtml === null ? "" : htmlToText(shared.descriptionHtml),
  };
}

/** Whether it ends on the day it begins, which is what the form can say. */
export const isOneDay = ({ startAt, endAt, zone }: SharedFields): boolean =>
  startAt < endAt && wallClock(startAt, zone).day === wallClock(endAt, zone).day;

const comparable: Record<EditedField, (fields: EventFields) => unknown> = {
  title: ({ title }) => title,
  // The same moments in another zone's words are no other time.
  time: (fields) => instantsOf(fields) ?? [fields.date, fields.start, fields.end, fields.zone],
  place: ({ location }) => [location.kind, location.text || null],
  // Calendars write the same text with other white space.
  description: ({ description }) => description.replace(/\s+/g, " ").trim(),
  guests: ({ attendees }) => attendees.map(({ email }) => email).sort(),
};
const names = Object.keys(comparable) as EditedField[];

/** The shared fields in which what is wanted differs from what stood there. */
export const editedFields = ({ before, after }: WantedEdit): EditedField[] =>
  names.filter(
    (name) => JSON.stringify(comparable[name](before)) !== JSON.stringify(comparable[name](after)),
  );

/** One sentence per changed field that cannot be saved so; what nobody changed is not looked at. */
export function editFaults(wanted: WantedEdit): FieldErrors {
  const edited = new Set<EditedField>(editedFields(wanted));
  const { after } = wanted;
  const faults: FieldErrors = {};
  const parsed = eventFields.safeParse(after);
  const added = new Set(guestChange(wanted).add.map(({ email }) => email));
  for (const issue of parsed.error?.issues ?? [])
    if (edited.has(fieldOf(issue.path[0])) && concernsAdded(issue.path, after, added))
      faults[issue.path.join(".")] ??= issue.message;
  const isReadable = !["date", "start", "end", "zone"].some((name) => name in faults);
  if (edited.has("time") && isReadable) Object.assign(faults, timeFaults(after));
  if (edited.has("place")) Object.assign(faults, placeFaults(after));
  return faults;
}

/** Who was invited before stays as they are; only who is added has to be somebody one could type. */
function concernsAdded(
  path: readonly PropertyKey[],
  after: EventFields,
  added: ReadonlySet<string>,
): boolean {
  const [field, at] = path;
  if (field !== "attendees") return true;
  return typeof at === "number" ? added.has(after.attendees[at]?.email ?? "") : added.size > 0;
}

const fields: Record<string, EditedField> = {
  title: "title",
  attendees: "guests",
  location: "place",
  description: "description",
};
const fieldOf = (path: PropertyKey | undefined): EditedField => fields[String(path)] ?? "time";

function timeFaults(after: EventFields): FieldErrors {
  if (after.date < "2000-01-01" || after.date > "2100-12-31")
    return { date: "Choose a date between the years 2000 and 2100." };
  const { start, end } = spanOf(after);
  return end <= start ? { end: "The end must come after the start." } : {};
}

function placeFaults({ location: { kind, text } }: EventFields): FieldErrors {
  if (kind === "phone" && !text) return { "location.text": "Write the phone number." };
  if (kind === "address" && !text) return { "location.text": "Write where you meet." };
  if (kind === "link" && !webLink(text))
    return { "location.text": "Paste a link that starts with https://." };
  return {};
}

function instantsOf(fields: EventFields): { start: Instant; end: Instant } | null {
  try {
    return spanOf(fields);
  } catch {
    // Typed and unfinished: no day, no time, or no zone.
    return null;
  }
}

/** The instants the form names. */
export const spanOf = ({ date, start, end, zone }: EventFields): { start: Instant; end: Instant } => ({
  start: wallTime(date, start, zone),
  end: wallTime(date, end, zone),
});

/** Guests are added and taken off one by one, so that they never stand against what the calendar changed meanwhile. */
export const guestChange = ({ before, after }: WantedEdit) => {
  const [was, is] = [before, after].map(({ attendees }) => new Set(attendees.map(({ email }) => email)));
  return {
    add: after.attendees.filter(({ email }) => !was?.has(email)).map(({ email, name }) => ({ email, name })),
    remove: before.attendees.map(({ email }) => email).filter((email) => !is?.has(email)),
  };
};

/** `send`: what is still to be written; `lost`: what the calendar has changed otherwise meanwhile, and keeps (RULES O7). */
export type EditPlan = { send: EditedField[]; lost: EditedField[] };

/**
 * A wanted edit against the event as it is now. A field that the event has as it is wanted already is done: a write whose
 * answer was lost is never made, nor mailed, twice. `tried`: the fields of each write that may have reached the calendar. A
 * write is made whole or not at all, so that one field done tells of the others: what the calendar has changed back since stays.
 */
export function planEdit(
  wanted: WantedEdit,
  now: EventFields,
  tried: readonly (readonly string[])[] = [],
): EditPlan {
  const edited = editedFields(wanted);
  const done = new Set<string>(edited.filter((name) => isDone(name, wanted, now)));
  const made = new Set(tried.filter((fields) => fields.some((name) => done.has(name))).flat());
  const isLost = (name: EditedField) =>
    made.has(name) || (name !== "guests" && !saysSame(name, now, wanted.before));
  const open = edited.filter((name) => !done.has(name));
  return { send: open.filter((name) => !isLost(name)), lost: open.filter(isLost) };
}

const isDone = (name: EditedField, wanted: WantedEdit, now: EventFields): boolean =>
  name === "guests" ? !guestsLeft(wanted, now) : saysSame(name, now, wanted.after);

function guestsLeft(wanted: WantedEdit, now: EventFields): boolean {
  const { add, remove } = guestChange(wanted);
  const there = new Set(now.attendees.map(({ email }) => email));
  return add.some(({ email }) => !there.has(email)) || remove.some((email) => there.has(email));
}

/** A calendar names a zone and a place in its own way; what counts is the moment and the words. */
function saysSame(name: Exclude<EditedField, "guests">, one: EventFields, other: EventFields): boolean {
  if (name === "time") return JSON.stringify(spanOf(one)) === JSON.stringify(spanOf(other));
  if (name === "place") return placeText(one) === placeText(other);
  return JSON.stringify(comparable[name](one)) === JSON.stringify(comparable[name](other));
}

const placeText = ({ location: { kind, text } }: EventFields): string | null =>
  kind === "none" ? null : text || null;

/** What is to be written of the fields in `send`. */
export function patchOf(
  wanted: WantedEdit,
  send: readonly EditedField[],
  textToHtml: (text: string) => string,
): Omit<EventPatch, "eventId" | "etag"> {
  const { after } = wanted;
  const has = (name: EditedField) => send.includes(name);
  return {
    ...(has("title") ? { title: after.title } : {}),
    ...(has("time") ? { slot: { kind: "timed", ...spanOf(after), zone: after.zone } } : {}),
    ...(has("description")
      ? { descriptionHtml: after.description ? textToHtml(after.description) : null }
      : {}),
    ...(has("place") ? { locationText: placeText(after) } : {}),
    ...(has("guests") ? { guests: guestChange(wanted) } : {}),
  };
}
