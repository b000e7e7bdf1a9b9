import { clip } from "../meetings/from-event";
import type { Instant } from "../time/instant";

/** What is asked of a calendar: times alone for a teammate's, titles too for one's own (RULES section 7). */
export type BusyDetail = "titles" | "times";

/** A time somebody is not free; `title` is null where it is nobody's to read. */
export type BusyBlock = { startAt: Instant; endAt: Instant; kind: "busy" | "away"; title: string | null };

/**
 * What a column rests on: the calendar itself, or, where that cannot be read, what is known here. `off`: its person has
 * turned "Sync my calendar" off; `silent`: it does not answer.
 */
export type CalendarStanding = "read" | "not-connected" | "off" | "silent";

/** One person's day in the availability columns. */
export type PersonDay = {
  userId: string;
  email: string;
  name: string;
  standing: CalendarStanding;
  blocks: BusyBlock[];
};

const MAX_TITLE = 200;

/** A provider's title as it may be shown: on one line and bounded (RULES I15); null when nothing is left of it. */
export const busyTitle = (text: string | null): string | null =>
  clip(text?.replace(/[\s\p{Cc}]+/gu, " ").trim() || null, MAX_TITLE);
