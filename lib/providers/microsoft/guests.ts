import type { EventGuest } from "@/lib/domain/calendar/event";
import type { Reply } from "@/lib/domain/meetings/meeting";
import type { RawAttendee, RawEvent } from "./wire";

const replyOf = new Map<string, Reply>([
  ["organizer", "accepted"],
  ["accepted", "accepted"],
  ["declined", "declined"],
  ["tentativelyAccepted", "tentative"],
]);

/**
 * Whom an event names. Graph marks nobody as the mailbox's own person: it is the attendee at its address, and that person's
 * answer stands at the event itself, where it is never stale. An organiser's alias is that person too.
 */
export function guestsOf(raw: RawEvent, mailbox: string): EventGuest[] {
  const organizer = addressOf(raw.organizer?.emailAddress?.address);
  const own = raw.responseStatus?.response;
  const around = { mailbox, isOrganizer: raw.isOrganizer === true, organizer, own };
  const guests = (raw.attendees ?? []).flatMap((row): EventGuest[] => {
    const email = addressOf(row?.emailAddress?.address);
    return row && email ? [toGuest(row, email, around)] : [];
  });
  return [...new Map(guests.map((guest) => [guest.email, guest])).values()];
}

type Around = {
  mailbox: string;
  isOrganizer: boolean;
  organizer: string | null;
  own: string | null | undefined;
};

function toGuest(
  row: RawAttendee,
  email: string,
  { mailbox, isOrganizer, organizer, own }: Around,
): EventGuest {
  const self = email === mailbox || (isOrganizer && email === organizer);
  const answer = replyOf.get((self ? own : null) ?? row.status?.response ?? "") ?? "awaiting";
  const name = row.emailAddress?.name?.trim() || null;
  return {
    email,
    // Graph repeats the address where it knows no name.
    name: name?.toLowerCase() === email ? null : name,
    reply: email === organizer ? "accepted" : answer,
    self,
    organizer: email === organizer,
    optional: row.type === "optional",
    resource: row.type === "resource",
  };
}

/** A comparable address; null for X.500 names (`/O=EXCHANGELABS/…`), empty and unreadable ones (providers 3.1). */
export function addressOf(text: string | null | undefined): string | null {
  const address = text?.trim().toLowerCase() ?? "";
  const isAddress = /^[^\s\p{Cc}@/][^\s\p{Cc}@]*@[^\s\p{Cc}@]+$/u.test(address);
  return isAddress && address.length <= 254 ? address : null;
}
