import type { InvitationMessage } from "../desk/foreign-mail";
import type { Attendee, EventRecord, EventTime } from "./event-record";
import { timeToMs } from "./event-time";
import { exceptionsOf } from "./located-event";
import type { World } from "./world";

const ANSWERS_BY_MAIL = {
  needsAction: "needs-action",
  accepted: "accepted",
  tentative: "tentative",
  declined: "declined",
} as const;

type Envelope = { method: InvitationMessage["method"]; from: string; to: string };

/** The mail about one copy of an event, for somebody whose calendar is at another provider. `from` owns the copy. */
export function messageAbout(
  world: World,
  record: EventRecord,
  { method, from, to }: Envelope,
): InvitationMessage {
  const { details, organizer } = record;
  return {
    method,
    from,
    to,
    uid: record.iCalUID,
    sequence: record.sequence,
    organizer: { email: organizer.email, name: organizer.displayName ?? organizer.email },
    attendees: (record.attendees ?? []).map(rowByMail),
    title: details.summary ?? "",
    description: asHtml(details.description ?? ""),
    location: details.location ?? "",
    // Whose own copy is private is nobody else's business: the setting does not travel (providers 2.1).
    isPrivate: false,
    ...(details.hangoutLink ? { onlineLink: details.hangoutLink } : {}),
    start: record.start,
    end: record.end,
    ...(record.recurrence ? { recurrence: [...record.recurrence, ...lostSlots(world, from, record)] } : {}),
    ...(record.recurringEventId && record.originalStart ? { recurrenceId: record.originalStart } : {}),
  };
}

function rowByMail(row: Attendee): InvitationMessage["attendees"][number] {
  const optional = row.optional ? "optional" : "required";
  return {
    email: row.email,
    name: row.displayName ?? row.email,
    role: row.resource ? "resource" : optional,
    answer: ANSWERS_BY_MAIL[row.responseStatus],
  };
}

/** Slots that were taken out are rows of their own here; a mail about the whole series names them as exceptions. */
function lostSlots(world: World, owner: string, master: EventRecord): string[] {
  const lost = exceptionsOf(world, owner, master.id).filter((each) => each.status === "cancelled");
  return lost.flatMap(({ originalStart }) => (originalStart ? exdateOf(originalStart) : []));
}

function exdateOf(slot: EventTime): string {
  if ("date" in slot) return `EXDATE;VALUE=DATE:${slot.date.replace(/-/g, "")}`;
  return `EXDATE:${new Date(timeToMs(slot, "UTC")).toISOString().replace(/[-:]|\.\d+/g, "")}`;
}

/** Descriptions may hold some HTML already; plain ones are made safe and keep their lines. */
function asHtml(description: string): string {
  if (/<[a-z][^>]*>/i.test(description)) return description;
  const escaped = description.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return escaped.replace(/\n/g, "<br>");
}
