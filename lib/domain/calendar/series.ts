import type { Instant, ZoneId } from "../time/instant";
import type { CalendarChange, CalendarEvent } from "./event";

/**
 * What is known of a series, or of the part of one that "this and following" made. `icalUid` and `createdAt` are the whole
 * series' (RULES I4, I7); `firstStart` is the part's own first slot, and `from` what that slot is called: empty for the
 * first part, else its original start.
 */
export type SeriesFacts = {
  icalUid: string | null;
  createdAt: Instant | null;
  firstStart: Instant | null;
  from: string;
  /** It was deleted, or is not in this calendar. */
  isGone: boolean;
  /** This calendar's person organises it. */
  organizerSelf: boolean;
  /** How it repeats, in RFC 5545's lines; empty where only our copy tells of it. */
  rule: readonly string[];
  /** Whose clock it repeats by; days that are no moments are UTC's. */
  zone: ZoneId;
};

/** Google marks a part: `abc_R20261117T130000`, in the id and in the UID, by the original start of its first slot in UTC. */
const MARK = /_R(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2}))?Z?(?=@|$)/;

/** Where a part of a split series comes from; null for a series that was never split off (RULES section 9). */
export type SplitOff = { rootId: string; rootUid: string; from: Instant };

export function splitOff(event: Pick<CalendarEvent, "id" | "icalUid" | "series">): SplitOff | null {
  if (event.series.role !== "master" || !event.icalUid) return null;
  const mark = MARK.exec(event.icalUid);
  if (!mark) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00"] = mark;
  return {
    rootId: event.id.replace(MARK, ""),
    rootUid: event.icalUid.replace(MARK, ""),
    from: `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`,
  };
}

/** The facts a series' own row tells; a part's creation is its root's, so it stays unknown here. */
export function factsOf(event: CalendarEvent): SeriesFacts {
  const split = splitOff(event);
  const { firstStart, rule } = event.series.role === "master" ? event.series : { firstStart: null, rule: [] };
  const zone = event.slot.kind === "timed" ? event.slot.zone : "UTC";
  const own = { isGone: false, organizerSelf: event.organizer?.self === true, rule, zone };
  if (split) return { icalUid: split.rootUid, createdAt: null, firstStart, from: split.from, ...own };
  return { icalUid: event.icalUid, createdAt: event.createdAt, firstStart, from: "", ...own };
}

/** The series' event whose facts a change is judged by: an instance's series, or a split-off part's own; null for the rest. */
export function judgedBy(change: CalendarChange): string | null {
  if (change.kind === "gone") return change.instance?.masterId ?? null;
  const { event } = change;
  if (event.series.role === "instance") return event.series.masterId;
  return splitOff(event) ? event.id : null;
}

/** RULES I7: what a slot is called over all copies: empty for the first one of the whole series and for a single event. */
export const occurrenceOf = (originalStart: Instant, series: SeriesFacts | null): string =>
  series !== null && originalStart === series.firstStart ? series.from : originalStart;

/**
 * Changes of series in the order they depend on each other: beginnings with their occurrences, then parts that were split off
 * with theirs. The slot that a part begins with is the part's, whatever became of it in the series before. What was called off
 * unseen is shown as the first one has it, which may have a row of its own.
 */
export const inOrder = (changes: readonly CalendarChange[]): CalendarChange[] =>
  [...changes].sort((one, other) => rank(one) - rank(other));

const ranks = { series: 0, changed: 1, gone: 2, ofPart: 3 };

function rank(change: CalendarChange): number {
  if (change.kind === "upsert" && change.event.series.role === "master")
    return ranks.series + (splitOff(change.event) === null ? 0 : ranks.ofPart);
  const isOfPart = MARK.test(masterIdOf(change) ?? "");
  return (change.kind === "gone" ? ranks.gone : ranks.changed) + (isOfPart ? ranks.ofPart : 0);
}

function masterIdOf(change: CalendarChange): string | null {
  if (change.kind === "gone") return change.instance?.masterId ?? null;
  return change.event.series.role === "instance" ? change.event.series.masterId : null;
}
