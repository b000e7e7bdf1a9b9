import type { AttendeeView } from "@/lib/domain/meetings/meeting";
import type { RecordLink } from "@/lib/domain/records/record";
import type { MeetingEntry, TimelineEntry } from "@/lib/domain/timeline/entry";
import type { ActivityRow, GuestRow, MeetingRow } from "./timeline-rows";

/** Everything that was read about one activity. */
export type EntryParts = {
  activity: ActivityRow;
  meeting: MeetingRow | null;
  guests: readonly GuestRow[];
  records: RecordLink[];
  pinned: boolean;
};

/** One activity as its timeline shows it. */
export function toEntry({ activity, meeting, guests, records, pinned }: EntryParts): TimelineEntry {
  const { id, at, title, author, createdAt, updatedAt, body } = activity;
  const base = { id, at, title, author, createdAt, updatedAt, records, pinned };
  if (activity.kind === "meeting" && meeting) return { ...base, ...meetingParts(meeting, guests) };
  switch (activity.kind) {
    case "call":
      return {
        ...base,
        kind: "call",
        body,
        outcome: activity.callOutcome,
        direction: activity.callDirection,
        durationMinutes: activity.durationMinutes,
      };
    case "task":
      return {
        ...base,
        kind: "task",
        body,
        completedAt: activity.completedAt,
        type: activity.taskType ?? "To-do",
        priority: activity.taskPriority ?? "None",
      };
    case "email":
      return { ...base, kind: "email", body };
    default:
      return { ...base, kind: "note", body };
  }
}

type MeetingParts = Omit<
  MeetingEntry,
  "id" | "at" | "title" | "author" | "createdAt" | "updatedAt" | "records" | "pinned"
>;

function meetingParts(meeting: MeetingRow, guests: readonly GuestRow[]): MeetingParts {
  const { allDayFrom: from, allDayUntil: until, cancelledAt } = meeting;
  return {
    kind: "meeting",
    meetingId: meeting.id,
    start: meeting.startAt,
    end: meeting.endAt,
    zone: meeting.zone,
    allDay: from && until ? { from, until } : null,
    host: meeting.host,
    organizer: outsideOrganizer(meeting, guests),
    attendees: guests.map(toAttendee),
    outcome: meeting.outcome,
    location: {
      kind: meeting.locationKind,
      text: meeting.locationText,
      joinUrl: meeting.joinUrl,
      pending: meeting.joinPending,
    },
    descriptionHtml: meeting.descriptionHtml,
    internalNote: meeting.internalNote,
    source: meeting.source,
    calendar: {
      provider: meeting.provider,
      url: meeting.eventUrl,
      push: meeting.push,
      pushNote: meeting.pushNote,
      syncedAt: meeting.syncedAt,
      edit: meeting.edit,
    },
    cancelled: cancelledAt ? { at: cancelledAt, where: meeting.cancelledWhere ?? "the calendar" } : null,
    frozen: meeting.frozenAt !== null,
    repeats: meeting.repeats,
    tentative: meeting.tentative,
    away: meeting.away,
  };
}

const toAttendee = (guest: GuestRow): AttendeeView => ({
  email: guest.email,
  name: guest.contactName ?? guest.userName ?? guest.name ?? guest.email,
  reply: guest.reply,
  organizer: guest.organizer,
  contactId: guest.contactId,
  userId: guest.userId,
});

function outsideOrganizer(meeting: MeetingRow, guests: readonly GuestRow[]): string | null {
  const { organizerEmail, organizerName, host } = meeting;
  if (!organizerEmail || organizerEmail === host?.email) return null;
  const guest = guests.find(({ email }) => email === organizerEmail);
  if (guest?.userId) return null;
  return guest?.contactName ?? organizerName ?? organizerEmail;
}
