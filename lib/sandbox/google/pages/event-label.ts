import { isHidden } from "../event-fields";
import type { EventRecord, ResponseStatus } from "../event-record";
import { formatInstant, timeToMs } from "../event-time";
import { rowOf } from "../guest-copies";
import { findPerson, type SandboxPerson, sameAddress } from "../people";

export type EventTone = "plain" | "waiting" | "locked" | "declined";

const ANSWER_WORDS: Record<ResponseStatus, string> = {
  accepted: "yes",
  declined: "no",
  tentative: "maybe",
  needsAction: "–",
};

/** How an event reads in the week: title, one line of detail, and the look it gets. */
export function describeEvent(record: EventRecord, viewer: SandboxPerson) {
  const answer = rowOf(record.attendees, viewer.email)?.responseStatus;
  const isWaiting = answer === "needsAction" && !isOrganizer(record, viewer);
  const details = [
    clockText(record, viewer),
    ...markers(record),
    isWaiting ? "awaiting you" : guestText(record, viewer),
  ];
  const isRepeating = Boolean(record.recurringEventId || record.recurrence);
  return {
    id: record.id,
    title: `${isRepeating ? "↻ " : ""}${record.details.summary ?? "(No title)"}`,
    detail: details.filter(Boolean).join(" · "),
    tone: toneOf(record, answer, isWaiting),
    isMovable: isOrganizer(record, viewer) || record.details.guestsCanModify === true,
  };
}

/** Whether this person organises the event. */
export function isOrganizer(record: EventRecord, person: SandboxPerson): boolean {
  return sameAddress(record.organizer.email, person.email);
}

function toneOf(record: EventRecord, answer: ResponseStatus | undefined, isWaiting: boolean): EventTone {
  if (answer === "declined") return "declined";
  if (isWaiting) return "waiting";
  return isHidden(record.details.visibility) || record.eventType !== "default" ? "locked" : "plain";
}

function clockText(record: EventRecord, viewer: SandboxPerson): string {
  if ("date" in record.start) return "";
  return formatInstant(timeToMs(record.start, "UTC"), viewer.timeZone).slice(11, 16);
}

function markers(record: EventRecord): string[] {
  const hidden = isHidden(record.details.visibility) ? ["private"] : [];
  const away = record.eventType === "outOfOffice" ? ["out of office"] : [];
  return [...hidden, ...away];
}

function guestText(record: EventRecord, viewer: SandboxPerson): string {
  const others = (record.attendees ?? []).filter(
    (row) => !sameAddress(row.email, viewer.email) && !row.resource,
  );
  return others.map((row) => `${firstName(row)} ${ANSWER_WORDS[row.responseStatus]}`).join(", ");
}

function firstName(row: { email: string; displayName?: string | undefined }): string {
  return (row.displayName ?? row.email).split(/[\s@]/)[0] ?? row.email;
}

/** The guests' names for display: the address book of the sandbox completes what the row leaves out. */
export function withNames(record: EventRecord, people: SandboxPerson[]): EventRecord {
  const attendees = record.attendees?.map((row) => ({
    ...row,
    displayName: row.displayName ?? findPerson(people, row.email)?.name,
  }));
  return { ...record, attendees };
}
