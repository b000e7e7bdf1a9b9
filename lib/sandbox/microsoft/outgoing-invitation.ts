import type { InvitationMessage } from "../desk/foreign-mail";
import { timeToMs } from "../google/event-time";
import { isHidden } from "./event-fields";
import type { EventRecord, Response } from "./event-record";
import { ruleOf } from "./series-rule";
import { patternSlotOn } from "./series-slots";

export const ANSWERS_BY_MAIL = {
  none: "needs-action",
  notResponded: "needs-action",
  organizer: "accepted",
  accepted: "accepted",
  tentativelyAccepted: "tentative",
  declined: "declined",
} as const satisfies Record<Response, string>;

type Envelope = { method: InvitationMessage["method"]; from: string; to: string };

/** The mail about one copy of an event; `master` is its series when the copy is an instance. */
export function messageAbout(
  record: EventRecord,
  master: EventRecord | undefined,
  { method, from, to }: Envelope,
): InvitationMessage {
  const slot = master && record.day ? patternSlotOn(master, record.day) : undefined;
  const { details } = record;
  return {
    method,
    from,
    to,
    uid: record.iCalUId,
    sequence: record.sequence,
    organizer: { email: record.organizer.address, name: record.organizer.name },
    attendees: record.attendees.map((row) => ({
      email: row.address,
      name: row.name,
      role: row.type,
      answer: ANSWERS_BY_MAIL[row.answer.response],
    })),
    title: details.subject ?? "",
    description: details.body?.content ?? "",
    location: details.location ?? "",
    isPrivate: isHidden(details.sensitivity),
    ...(details.joinUrl ? { onlineLink: details.joinUrl } : {}),
    start: record.start,
    end: record.end,
    ...(record.recurrence ? { recurrence: linesOf(record) } : {}),
    ...(slot ? { recurrenceId: slot.start } : {}),
  };
}

function linesOf(master: EventRecord): string[] {
  if (!master.recurrence) return [];
  const zone = "timeZone" in master.start ? master.start.timeZone : "UTC";
  const excluded = (master.cancelledDays ?? []).flatMap((day) => patternSlotOn(master, day) ?? []);
  const stamps = excluded.map(({ start }) => {
    if ("date" in start) return start.date.replace(/-/g, "");
    return new Date(timeToMs(start, "UTC")).toISOString().replace(/[-:]|\.\d+/g, "");
  });
  const exdate = stamps.map((stamp) => `EXDATE${stamp.length === 8 ? ";VALUE=DATE" : ""}:${stamp}`);
  return [ruleOf(master.recurrence, zone), ...exdate];
}
