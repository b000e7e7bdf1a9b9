import type { UserRef } from "../records/record";
import type { Instant } from "../time/instant";

/** A line of one of the account's lists; who added it is null when nobody did, or nobody is known any more. */
export type ListedRule = { value: string; addedBy: string | null; addedAt: Instant | null };

export type OwnDomain = ListedRule & { kind: "main" | "connected" };

/** What Settings > General > Sync rules shows. */
export type SyncRules = {
  /** Only administrators change them (RULES section 7). */
  mayChange: boolean;
  admins: UserRef[];
  own: OwnDomain[];
  denied: ListedRule[];
  groups: ListedRule[];
};

/** A person's own switches for what comes onto timelines. */
export type CalendarPreferences = { allDayEvents: boolean; everyOccurrence: boolean };

/** The most lines one list may have, so that every look at an event stays quick. */
export const MOST_RULES = 500;
