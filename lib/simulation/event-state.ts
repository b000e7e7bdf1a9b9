import type { Raw } from "./snapshot";

/** A meeting as a contact's timeline shows it. */
export type Card = {
  title: string;
  start: string;
  end: string;
  isCanceled: boolean;
  isFrozen: boolean;
  /** Addresses of the contacts it stands on. */
  contacts: string[];
  /** Who takes part besides the host, with their answers. */
  guests: (readonly [email: string, reply: string])[];
};

export type Copy = { isLive: boolean; isOrganizer: boolean; isPrivate: boolean };

/** All that the past of one event leaves behind. */
export type EventState = {
  card: Card | null;
  repeats: boolean;
  /** It is the beginning of a part that was split off. */
  isPart: boolean;
  /** Deleted in the CRM. */
  isBuried: boolean;
  /** A contact it was scheduled from who is one of the organisation by the account's lists, and so no guest: logged by choice. */
  chosen: string | null;
  /** By calendar: the copy as it was when it was last looked at. */
  seen: Record<string, string>;
  copies: Record<string, Copy>;
};

/** A connected calendar. */
export type Mailbox = {
  connectionId: string;
  provider: "google" | "microsoft";
  email: string;
  /** When it was connected first. */
  since: string;
};

/** What holds for the account at the moment of a look. */
export type Facts = {
  contacts: ReadonlySet<string>;
  /** Former addresses of merged contacts, which are no contact's now, with the address of whom they became. */
  merged: ReadonlyMap<string, string>;
  /** Domains and people of the organisation, and domains the account never logs. */
  inside: (email: string) => boolean;
  groups: ReadonlySet<string>;
  wantsAllDay: boolean;
  now: string;
  /** Calendars that are connected now. */
  live: ReadonlySet<string>;
};

export type View = Raw & {
  /** Which occurrence of the series it is; empty for the first, and for an event that does not repeat. */
  slot: string;
  kind: "single" | "series" | "slot";
  /** An occurrence of a series that was called off as a whole. */
  isOfCancelled?: boolean;
};

/** One look at one copy. */
export type Look = {
  mailbox: Mailbox;
  /** Null where the calendar does not show it. */
  view: View | null;
  facts: Facts;
  /** Of an occurrence: what became of the first one, and whether this calendar has called that one off by itself. */
  first: EventState | null;
  firstIsOff: boolean;
  /** A back-fill lists what there is, known or not: what is on no timeline is judged anew (RULES N3). */
  isListing: boolean;
  /** The calendar shows nothing of the whole series any more. */
  isSeriesGone: boolean;
  /**
   * At Outlook, of an occurrence without a row: what its series makes of it, whose new times put back what was changed, or that it
   * has no occurrence on that day now.
   */
  asSeries: View | "no day of it" | null;
};
