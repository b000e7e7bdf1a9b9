import { type ProviderName, providerWords } from "../calendar/connection";
import type { FieldErrors } from "../errors";
import type { Instant } from "../time/instant";
import { wallTime } from "../time/zoned";
import { type SharedFields, webLink } from "./from-event";
import type { ScheduleMeetingInput } from "./inputs";
import type { MeetingOutcome, PushState } from "./meeting";

export type ScheduleWorld = {
  now: Instant;
  host: { email: string };
  /** The host's connected calendar; null while there is none, or while its switch is off. */
  calendar: { provider: ProviderName } | null;
  textToHtml(text: string): string;
};

export type ScheduledMeeting = {
  shared: SharedFields;
  outcome: MeetingOutcome;
  push: PushState;
  past: boolean;
};

const EARLIEST = "2000-01-01";
const LATEST = "2100-12-31";

/**
 * A filled-in form as a meeting, or a sentence per field (RULES O1, section 5). A start in the past makes it a logged
 * meeting: Completed, and nobody is invited. Without a calendar it is logged only.
 */
export function planMeeting(
  input: ScheduleMeetingInput,
  world: ScheduleWorld,
): { ok: true; meeting: ScheduledMeeting } | { ok: false; fields: FieldErrors } {
  const faults = placeFaults(input, world);
  if (input.date < EARLIEST || input.date > LATEST) {
    return { ok: false, fields: { ...faults, date: "Choose a date between the years 2000 and 2100." } };
  }
  const startAt = wallTime(input.date, input.start, input.zone);
  const endAt = wallTime(input.date, input.end, input.zone);
  if (endAt <= startAt) faults.end = "The end must come after the start.";
  if (Object.keys(faults).length > 0) return { ok: false, fields: faults };
  const past = startAt < world.now;
  const push = past || world.calendar === null ? "local" : "pending";
  const shared = {
    ...sharedOf(input, world),
    startAt,
    endAt,
    joinPending: push === "pending" && input.location.kind === "conference",
  };
  return { ok: true, meeting: { shared, outcome: past ? "Completed" : "Scheduled", push, past } };
}

function placeFaults(input: ScheduleMeetingInput, world: ScheduleWorld): FieldErrors {
  const { kind, text } = input.location;
  if (kind === "phone" && !text) return { "location.text": "Write the phone number." };
  if (kind === "address" && !text) return { "location.text": "Write where you meet." };
  if (kind === "link" && !webLink(text))
    return { "location.text": "Paste a link that starts with https://." };
  if (kind === "conference" && world.calendar === null) {
    return {
      "location.kind":
        "A video link is made by your calendar: connect one and keep it synced, or paste a link.",
    };
  }
  return {};
}

function sharedOf(
  input: ScheduleMeetingInput,
  world: ScheduleWorld,
): Omit<SharedFields, "startAt" | "endAt" | "joinPending"> {
  const { kind, text } = input.location;
  const locationText = kind === "none" || kind === "conference" ? null : text;
  const host = world.host.email.toLowerCase();
  const guests = new Map(input.attendees.map((attendee) => [attendee.email, attendee]));
  guests.delete(host);
  return {
    title: input.title,
    zone: input.zone,
    allDay: null,
    locationKind: kind,
    locationText,
    joinUrl: kind === "link" ? webLink(text) : null,
    descriptionHtml: input.description ? world.textToHtml(input.description) : null,
    organizerEmail: host,
    organizerName: null,
    eventUrl: null,
    repeats: false,
    tentative: false,
    away: false,
    guests: [...guests.values()].map(({ email, name }) => ({
      email,
      name,
      reply: "awaiting",
      organizer: false,
      optional: false,
    })),
  };
}

/** Our own choice of event id: the meeting's id without its dashes is legal at Google (RFC 2938 base32hex characters). */
export const eventIdOf = (meetingId: string): string => meetingId.replaceAll("-", "");

/**
 * The UID that the event we asked for has, whether or not the answer came: at Google an event is `<id>@google.com` where no
 * UID is given (developers.google.com/workspace/calendar/api/v3/reference/events, `iCalUID`); Outlook makes its own.
 */
export const uidOf = (provider: ProviderName, eventId: string): string | null =>
  provider === "google" ? `${eventId}@google.com` : null;

/** One sentence for the card of a meeting whose invitation has not gone out. */
export const pushNotes = {
  sending: "Sending invitation…",
  reconnect: "Reconnect your calendar to send the invitation.",
  switchedOff: "Turn “Sync my calendar” on to send the invitation.",
  unreachable: (provider: ProviderName) =>
    `Sending invitation… ${providerWords[provider].app} does not answer just now; we keep trying.`,
  slowed: (provider: ProviderName) =>
    `Sending invitation… ${providerWords[provider].app} asked us to wait a moment.`,
  quota: (provider: ProviderName) =>
    `Sending invitation… ${providerWords[provider].app} has paused invitations for some hours; we try again by ourselves.`,
  refused: (provider: ProviderName) =>
    `${providerWords[provider].app} refused this event. The meeting is kept here.`,
} as const;
