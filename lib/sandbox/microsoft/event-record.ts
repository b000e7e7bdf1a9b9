import type { EventTime } from "../google/event-record";

export type Response =
  | "none"
  | "notResponded"
  | "organizer"
  | "tentativelyAccepted"
  | "accepted"
  | "declined";

/** An answer and when it was given (epoch milliseconds; absent before there is one). */
export type Answer = { response: Response; at?: number | undefined };

export type Address = { address: string; name: string };

export type Attendee = Address & { type: "required" | "optional" | "resource"; answer: Answer };

export type Body = { contentType: "text" | "html"; content: string };

export type Recurrence = {
  pattern: {
    type: "daily" | "weekly" | "absoluteMonthly" | "relativeMonthly" | "absoluteYearly" | "relativeYearly";
    interval: number;
    daysOfWeek?: string[] | undefined;
    dayOfMonth?: number | undefined;
    month?: number | undefined;
    index?: "first" | "second" | "third" | "fourth" | "last" | undefined;
    firstDayOfWeek?: string | undefined;
  };
  range: {
    type: "endDate" | "noEnd" | "numbered";
    startDate: string;
    endDate?: string | undefined;
    numberOfOccurrences?: number | undefined;
    recurrenceTimeZone?: string | undefined;
  };
};

/** The optional members of an event: an absent one has the vendor's default (providers 3.1). */
export type EventDetails = {
  subject?: string | undefined;
  body?: Body | undefined;
  location?: string | undefined;
  importance?: string | undefined;
  sensitivity?: string | undefined;
  showAs?: string | undefined;
  categories?: string[] | undefined;
  reminderMinutesBeforeStart?: number | undefined;
  isReminderOn?: boolean | undefined;
  responseRequested?: boolean | undefined;
  allowNewTimeProposals?: boolean | undefined;
  hideAttendees?: boolean | undefined;
  isOnlineMeeting?: boolean | undefined;
  joinUrl?: string | undefined;
};

/** What an insert or an edit decides about an event, after validation. Times of whole days are dates. */
export type EventContent = {
  start: EventTime;
  end: EventTime;
  recurrence?: Recurrence | undefined;
  attendees: Attendee[];
  details: EventDetails;
};

/** One copy of one event in one mailbox. `id` is the immutable one. */
export type EventRecord = EventContent & {
  id: string;
  iCalUId: string;
  transactionId?: string | undefined;
  /** A digest of the body that was sent with the transaction id. */
  transactionBody?: string | undefined;
  /** Epoch milliseconds: when this copy came into this mailbox. */
  createdAt: number;
  modifiedAt: number;
  /** Position in the mailbox's history of changes: delta tokens and change keys are made of it. */
  rev: number;
  sequence: number;
  organizer: Address;
  answer: Answer;
  seriesMasterId?: string | undefined;
  /** On an instance: the day of its slot in the series, in the zone of the series. */
  day?: string | undefined;
  /** On a changed instance: which fields no longer follow the series. */
  own?: string[] | undefined;
  /** On a series: the days whose slots were taken out. */
  cancelledDays?: string[] | undefined;
  /** On a series: days that had a slot until this revision, for incremental rounds. */
  lostDays?: { day: string; rev: number }[] | undefined;
  isCancelled?: boolean | undefined;
  isDraft?: boolean | undefined;
  /** A tombstone: nothing but incremental rounds sees it. */
  isGone?: boolean | undefined;
  /** Came by mail from an organiser at another provider. */
  isForeign?: boolean | undefined;
  /** The zone's name as Graph tells it, where that is none of the usual ones: `tzone://Microsoft/Custom`. */
  zoneLabel?: string | undefined;
  calendar: "default" | "other";
  /** How often the item moved between calendars: default ids change with it. */
  moves: number;
  properties?: { id: string; value: string }[] | undefined;
  /** Epoch milliseconds at which a pending Teams link is there. */
  teamsDueAt?: number | undefined;
  teamsFails?: boolean | undefined;
};

/** A deep, independent copy. */
export function cloneRecord(record: EventRecord): EventRecord {
  return structuredClone(record);
}
