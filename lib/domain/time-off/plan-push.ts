import type { Instant } from "../time/instant";
import type { TimeOff, TimeOffPush } from "./time-off";
import { timeOffNotes } from "./words";

/** The person's calendar as a push meets it; null once it was disconnected. */
export type PushCalendar = {
  id: string;
  needsPerson: boolean;
  /** The switch "Sync my calendar" (RULES C11). */
  syncing: boolean;
  /** The switch "Keep time off and my calendar the same". */
  keepsSame: boolean;
  pausedUntil: Instant | null;
};

export type TimeOffPushStep =
  | { do: Exclude<TimeOffPush, "none"> }
  | { do: "skip" }
  /** Stands until its person acts. */
  | { do: "wait"; note: string }
  | { do: "later"; until: Instant };

/** What to do about an entry's event now. While anything holds it back the promise stands (RULES O2). */
export function planTimeOffPush(
  entry: Pick<TimeOff, "push" | "connectionId"> | null,
  calendar: PushCalendar | null,
  now: Instant,
): TimeOffPushStep {
  if (!entry || entry.push === "none") return { do: "skip" };
  if (!calendar || calendar.id !== entry.connectionId || calendar.needsPerson)
    return { do: "wait", note: timeOffNotes.reconnect };
  if (!calendar.syncing) return { do: "wait", note: timeOffNotes.syncingOff };
  if (!calendar.keepsSame) return { do: "wait", note: timeOffNotes.switchedOff };
  if (calendar.pausedUntil !== null && calendar.pausedUntil > now)
    return { do: "later", until: calendar.pausedUntil };
  return { do: entry.push };
}

/** Where an entry is to be told of after it was made or changed here. */
export type Destination = Pick<TimeOff, "connectionId" | "eventId" | "etag" | "push">;

const hereOnly: Destination = { connectionId: null, eventId: null, etag: null, push: "none" };

/** New time off goes into the calendar that is connected and kept the same; without one it stays here. */
export const destinationOfNew = (calendar: PushCalendar | null): Destination =>
  isOpen(calendar) ? { ...hereOnly, connectionId: calendar.id, push: "insert" } : hereOnly;

/** What is on its way to the calendar, or may have arrived there, without an answer that we know. */
export type Unanswered = { insert: boolean; patch: boolean };

/**
 * What an edit leaves to be told. An entry that stands in a calendar is told of there, once that is possible again; one that
 * stands nowhere goes into the calendar of now. After a write without an answer nobody knows which version is there (`etag`
 * is null then): it is looked up, and this edit is made upon it.
 */
export function destinationAfterEdit(
  entry: Destination,
  calendar: PushCalendar | null,
  unanswered: Unanswered,
): Destination {
  // Only where it stands: the caller lays this over the entry, and an entry has more to it.
  const { connectionId, eventId, etag, push } = entry;
  const place = { connectionId, eventId, etag };
  const isElsewhere = calendar !== null && calendar.id !== connectionId;
  if (connectionId === null || isElsewhere)
    return isOpen(calendar) ? destinationOfNew(calendar) : { ...place, push: "none" };
  if (eventId !== null) return { ...place, etag: unanswered.patch ? null : etag, push: "patch" };
  if (push === "none") return isOpen(calendar) ? destinationOfNew(calendar) : { ...place, push };
  return { ...place, push: unanswered.insert ? "patch" : push };
}

const isOpen = (calendar: PushCalendar | null): calendar is PushCalendar =>
  calendar?.syncing === true && calendar.keepsSame;
