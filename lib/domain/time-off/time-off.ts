import type { Instant, PlainDate, ZoneId } from "../time/instant";

/** What the calendar has still to be told of an entry. */
export type TimeOffPush = "none" | "insert" | "patch" | "delete";

/**
 * When somebody is away, `endAt` exclusive. Whole days name themselves too (`until` is the day after the last one), and begin
 * and end at midnight of `zone`.
 */
export type TimeOffTimes = {
  startAt: Instant;
  endAt: Instant;
  zone: ZoneId;
  allDay: { from: PlainDate; until: PlainDate } | null;
};

/** What people write and read of time off. */
export type TimeOffFields = TimeOffTimes & { note: string | null };

/** One person's time off as it is stored (RULES section 4). */
export type TimeOff = TimeOffFields & {
  id: string;
  userId: string;
  source: "crm" | "calendar";
  /** The calendar it stands in, or is to stand in. */
  connectionId: string | null;
  eventId: string | null;
  etag: string | null;
  push: TimeOffPush;
  /** Why the calendar does not say the same; null while all is well. */
  pushNote: string | null;
  createdAt: Instant;
  updatedAt: Instant;
  removedAt: Instant | null;
};

/** What is written to a calendar for time off of ours. */
export type TimeOffDraft = {
  /** Chosen by us, legal as a Google event id, so that a repeated insert is the same event. */
  id: string;
  timeOffId: string;
  title: string;
  times: TimeOffTimes;
  /** When it was first asked for, in case that request reached the provider: it has to be looked for first. */
  askedAt: Instant | null;
};

/** A change of time off that stands in a calendar. */
export type TimeOffEdit = {
  eventId: string;
  /** The version the change was made upon; a newer one refuses it. */
  etag: string | null;
  times: TimeOffTimes;
  /** Null leaves the title as it is: that of a private event is none of ours. */
  title: string | null;
};

/** What a calendar calls it where nobody wrote anything. */
export const plainTitle = "Out of office";

/** The title under which it stands in the calendar. */
export const titleOf = ({ note }: Pick<TimeOffFields, "note">): string => note ?? plainTitle;

/** Whether two entries say the same; the zone alone is a matter of display. */
export function saysTheSame(a: TimeOffFields, b: TimeOffFields): boolean {
  return (
    a.startAt === b.startAt &&
    a.endAt === b.endAt &&
    a.note === b.note &&
    a.allDay?.from === b.allDay?.from &&
    a.allDay?.until === b.allDay?.until
  );
}
