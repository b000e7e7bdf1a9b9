import type { AttendeeView, Reply } from "@/lib/domain/meetings/meeting";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";

/** A guest's reply in one word (RULES I13). */
export const replyWords: Record<Reply, string> = {
  accepted: "yes",
  declined: "no",
  tentative: "maybe",
  awaiting: "awaiting",
};

const order: readonly Reply[] = ["accepted", "declined", "tentative", "awaiting"];

export type ReplyCount = { reply: Reply; count: number };

/** Those who were asked: everyone but the one who invited. */
export const guestsOf = (attendees: readonly AttendeeView[]): AttendeeView[] =>
  attendees.filter((attendee) => !attendee.organizer);

/** How many said yes, no, maybe or nothing yet, in that order; kinds nobody gave are left out. */
export function countReplies(attendees: readonly AttendeeView[]): ReplyCount[] {
  const guests = guestsOf(attendees);
  return order
    .map((reply) => ({ reply, count: guests.filter((guest) => guest.reply === reply).length }))
    .filter(({ count }) => count > 0);
}

export type WhoLine = { lead: string | null; word: "with" | "invited" | null; names: string[]; more: number };

const SHOWN = 4;

/** "Mei Kowalska with Amara Lindqvist, Jon Bell", or "Amara invited Mei Kowalska" when it was not one of us. */
export function whoLine(meeting: Pick<MeetingEntry, "host" | "organizer" | "attendees">): WhoLine {
  const { host, organizer } = meeting;
  const lead = organizer ?? host?.name ?? null;
  const others = guestsOf(meeting.attendees).filter(
    (guest) =>
      guest.name !== lead && guest.email !== lead && (organizer !== null || guest.userId !== host?.id),
  );
  const names = others.slice(0, SHOWN).map((guest) => guest.name || guest.email);
  const word = organizer === null ? "with" : "invited";
  return {
    lead,
    word: lead === null || names.length === 0 ? null : word,
    names,
    more: others.length - names.length,
  };
}

/**
 * Whether deleting may also cancel the event: it stands in a calendar and one of us organises it, since only the
 * organiser's copy is ever written (RULES O3, O5).
 */
export const mayCancelEvent = (meeting: MeetingEntry): boolean =>
  meeting.calendar.push === "scheduled" &&
  meeting.organizer === null &&
  meeting.cancelled === null &&
  !meeting.frozen;
