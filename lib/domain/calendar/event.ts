import type { Reply } from "../meetings/meeting";
import type { Instant } from "../time/instant";
import type { Slot } from "../time/slot";

/** A provider's event in our words. Absent means absent: null, never an empty text or a made-up date. */
export type CalendarEvent = {
  id: string;
  etag: string | null;
  icalUid: string | null;
  /** Creation at the provider, which decides admission (RULES I4). */
  createdAt: Instant | null;
  updatedAt: Instant | null;
  status: "confirmed" | "tentative";
  kind: EventKind;
  /** Its owner shows it to others as being out of office, whatever else it is. */
  showsAway: boolean;
  visibility: "public" | "private";
  title: string | null;
  /** As the provider sent it: hostile until sanitised (RULES I15). */
  descriptionHtml: string | null;
  locationText: string | null;
  slot: Slot;
  organizer: { email: string; name: string | null; self: boolean } | null;
  guests: EventGuest[];
  /** The provider left guests out: nobody may be taken for removed. */
  guestsOmitted: boolean;
  joinUrl: string | null;
  joinPending: boolean;
  url: string | null;
  series: SeriesRole;
  /** The meeting of ours it was made for, when we made it. */
  crmMeetingId: string | null;
};

export type EventKind = "default" | "out-of-office" | "other";

export type EventGuest = {
  email: string;
  name: string | null;
  reply: Reply;
  self: boolean;
  organizer: boolean;
  optional: boolean;
  resource: boolean;
};

/**
 * Whether an event repeats. `firstStart` is a series' first slot, named as `originalStart` names the slot of an instance,
 * wherever it was moved to; `isChanged` is false for an instance that is just as its series has it.
 */
export type SeriesRole =
  | { role: "single" }
  | {
      role: "master";
      rule: readonly string[];
      firstStart: Instant | null;
      /** Every slot that is out of it now was told together with it: one that was taken out before, and is not among them, stands again. */
      tellsSlots?: true;
    }
  | { role: "instance"; masterId: string; originalStart: Instant; isChanged: boolean };

/**
 * What became of one event. `gone`: deleted, or cancelled so that only the id is certain; for an instance also which slot
 * of which series it was. `called-off`: the provider says that the event was cancelled; `moved-away`: it stands on another
 * calendar of the person; `vanished`: it is only not there any more, which on a guest's calendar may mean that the guest
 * left (RULES section 9).
 */
export type CalendarChange =
  | { kind: "upsert"; event: CalendarEvent }
  | {
      kind: "gone";
      id: string;
      how: "called-off" | "moved-away" | "vanished";
      instance: { masterId: string; originalStart: Instant } | null;
      updatedAt: Instant | null;
    };

/** Something happened to an event, and only a look-up tells what: the row itself must not be believed. */
export type ChangeHint = {
  kind: "hint";
  id: string;
  /** For an instance: its series. */
  masterId: string | null;
  createdAt: Instant | null;
  /** Of no interest unless we hold this very event: an unmodified occurrence, or a row that says "removed". */
  onlyIfKnown: boolean;
  /** False where the look-up has to find out too whether the event is (still) on the primary calendar. */
  onPrimary: boolean;
};

export type ChangePage = {
  changes: (CalendarChange | ChangeHint)[];
  /** Set on the last page alone: store it together with what the round changed (house principle 14). */
  nextCursor: string | null;
  /** The calendar's own zone, when the page says it. */
  zone: string | null;
};

/** What is written to a calendar for a meeting of ours. */
export type EventDraft = {
  /** Chosen by us, legal as a Google event id, so that a repeated insert is the same event. */
  id: string;
  crmMeetingId: string;
  title: string;
  descriptionHtml: string | null;
  slot: Slot;
  locationText: string | null;
  /** Ask the provider for its own video link. */
  conference: boolean;
  guests: { email: string; name: string | null }[];
  /** Deep link to the record in the CRM, visible to the organiser only. */
  sourceUrl: string;
  /** When this draft was first asked for, in case that request reached the provider: it has to be looked for first. */
  askedAt: Instant | null;
};

/** What is to be changed of an event that stands in the calendar; absent stays as it is (RULES O4, O7). */
export type EventPatch = {
  eventId: string;
  /** The version the change is made upon; a newer one refuses it. */
  etag: string;
  title?: string;
  slot?: Slot;
  /** Null takes the description away. What the provider keeps in it of its own (the way into a Teams meeting) stays. */
  descriptionHtml?: string | null;
  /** Null takes the place away. A video link is the provider's and stays. */
  locationText?: string | null;
  /** Who is invited besides, and who is no longer; everyone else keeps their answer. */
  guests?: { add: readonly { email: string; name: string | null }[]; remove: readonly string[] };
};
