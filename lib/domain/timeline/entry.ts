import type { AttendeeView, LocationKind, MeetingOutcome, PushState } from "../meetings/meeting";
import type { RecordLink, UserRef } from "../records/record";
import type { Instant, PlainDate, ZoneId } from "../time/instant";

export const activityKinds = ["meeting", "note", "call", "task", "email"] as const;
export type ActivityKind = (typeof activityKinds)[number];

export const callOutcomes = [
  "Connected",
  "Busy",
  "Left live message",
  "Left voicemail",
  "No answer",
  "Wrong number",
] as const;
export const callDirections = ["Outbound", "Inbound"] as const;
export const taskTypes = ["To-do", "Call", "Email"] as const;
export const taskPriorities = ["None", "Low", "Medium", "High"] as const;

type EntryBase = {
  id: string;
  /** Where it stands on the timeline: a meeting's start, a task's due time, else when it happened. */
  at: Instant;
  title: string;
  author: UserRef | null;
  pinned: boolean;
  createdAt: Instant;
  updatedAt: Instant;
  /** The records whose timelines show it (RULES R3). */
  records: RecordLink[];
};

export type NoteEntry = EntryBase & { kind: "note"; body: string };
export type EmailEntry = EntryBase & { kind: "email"; body: string };
export type CallEntry = EntryBase & {
  kind: "call";
  body: string;
  outcome: string | null;
  direction: string | null;
  durationMinutes: number | null;
};
export type TaskEntry = EntryBase & {
  kind: "task";
  body: string;
  completedAt: Instant | null;
  type: string;
  priority: string;
};
export type MeetingEntry = EntryBase & {
  kind: "meeting";
  meetingId: string;
  start: Instant;
  end: Instant;
  zone: ZoneId;
  allDay: { from: PlainDate; until: PlainDate } | null;
  host: UserRef | null;
  /** Who invited, when it was not one of us: a name or address. */
  organizer: string | null;
  attendees: AttendeeView[];
  outcome: MeetingOutcome;
  location: { kind: LocationKind; text: string | null; joinUrl: string | null; pending: boolean };
  /** Sanitised HTML, shown to guests. */
  descriptionHtml: string | null;
  /** Plain text that never leaves the CRM. */
  internalNote: string | null;
  source: "crm" | "calendar";
  calendar: {
    provider: "google" | "microsoft" | null;
    /** Opens the event in the provider's own calendar. */
    url: string | null;
    push: PushState;
    /** One sentence about a push that waits or failed; null when there is nothing to say. */
    pushNote: string | null;
    syncedAt: Instant | null;
    /** A change from here that is on its way to the event, or was not made (RULES O4, O7); null when there is nothing to say. */
    edit: { state: "waiting" | "lost"; note: string } | null;
  };
  cancelled: { at: Instant; where: string } | null;
  /** Made private later: stays as it was and stops following (RULES I5). */
  frozen: boolean;
  repeats: boolean;
  tentative: boolean;
  away: boolean;
};

export type TimelineEntry = NoteEntry | EmailEntry | CallEntry | TaskEntry | MeetingEntry;

/** How many coming entries a first page shows unasked, how many more one press brings, and where that ends. */
export const upcomingSteps = { first: 50, step: 100, most: 2_000 } as const;

export type TimelinePage = {
  pinned: TimelineEntry | null;
  /** Future meetings, and open tasks whenever they are due; soonest first. Only on the first page. */
  upcoming: TimelineEntry[];
  /** Whether more of it lies beyond what was asked for. */
  moreUpcoming: boolean;
  /** The past, newest first. */
  entries: TimelineEntry[];
  /** Opaque; null at the end. */
  nextCursor: string | null;
};
