import { ProviderError } from "../errors";
import { times } from "../meetings/from-event";
import { days, elapsed, hours, type Instant, shift, type ZoneId } from "../time/instant";
import { type ProviderName, providerWords } from "./connection";
import type { CalendarChange } from "./event";
import type { SpanPage, TimeSpan } from "./provider";

/** How far back one may reach (RULES N3). */
export const backFillDays = [30, 90, 365] as const;
export type BackFillDays = (typeof backFillDays)[number];

export type BackFillState = "counting" | "ready" | "running" | "done" | "cancelled" | "failed";

/** A contact of the preview, and on how many of the meetings they are. */
export type BackFillPerson = { contactId: string; name: string; meetings: number };

/** A person's own latest back-fill, as their settings page shows it. */
export type BackFillView = {
  id: string;
  days: number;
  state: BackFillState;
  /** Events looked at in the pass that runs, or ran last. */
  considered: number;
  /** Meetings found while counting, and logged from then on. */
  meetings: number;
  /** What the count came to, while that is kept; null when it is over. */
  planned: number | null;
  /** The contacts with the most meetings, and how many more there are. */
  people: BackFillPerson[];
  morePeople: number;
  /** Why it failed, was stopped or waits: one sentence. */
  reason: string | null;
  startedAt: Instant;
  finishedAt: Instant | null;
};

/** As far ahead as both providers list (Graph refuses views of more than five years: providers 3.3). */
const AHEAD_MS = days(730);

/** The rule that is told of a meeting which came in this way (RULES N1). */
export const backFillRule = "back-filled";

/** Creation does not count in a back-fill: every event was made after this (RULES I4, N3). */
export const beginningOfTime: Instant = "1970-01-01T00:00:00.000Z";

/** What a back-fill reads: events that begin from `days` before it was asked for, up to those still to come. */
export const spanOf = (backFill: { days: number; startedAt: Instant }): TimeSpan => ({
  from: shift(backFill.startedAt, -days(backFill.days)),
  until: shift(backFill.startedAt, AHEAD_MS),
});

/** Passes over the calendar: the count that logs nothing, and the one that logs. */
export const isWalking = (state: BackFillState): state is "counting" | "running" =>
  state === "counting" || state === "running";

/**
 * Whether an event counts: a single event or a series by its (first) slot, an occurrence by where it is now or belonged. Of
 * an older series changed occurrences come in alone (RULES I7).
 */
export function beginsIn(change: CalendarChange, span: TimeSpan, zone: ZoneId): boolean {
  const within = (at: Instant) => at >= span.from && at < span.until;
  if (change.kind === "gone") return change.instance !== null && within(change.instance.originalStart);
  const { series, slot } = change.event;
  if (series.role === "instance" && within(series.originalStart)) return true;
  return within(times(slot, zone).startAt);
}

/** What of a page is decided, in order: series first, also those that only came along and stand, then the occurrences. */
export function toDecide(page: SpanPage, span: TimeSpan, zone: ZoneId): CalendarChange[] {
  const series = page.series.filter((change) => change.kind === "upsert");
  const counted = [...series, ...page.changes].filter((change) => beginsIn(change, span, zone));
  return [
    ...counted.filter((change) => seriesIdOf(change) === null),
    ...counted.filter((change) => seriesIdOf(change) !== null),
  ];
}

/** The series an occurrence belongs to; null for everything else. */
export function seriesIdOf(change: CalendarChange): string | null {
  if (change.kind === "gone") return change.instance?.masterId ?? null;
  return change.event.series.role === "instance" ? change.event.series.masterId : null;
}

const MOST_WAIT_MS = 64_000;
const GIVES_UP_AFTER_MS = hours(6);

/**
 * How long a pass waits after a failure: as long as it has been without a page already, so that waits double; from one to
 * 64 seconds.
 */
export const waitAfter = (lastPageAt: Instant, now: Instant): number =>
  Math.min(Math.max(elapsed(lastPageAt, now), 1_000), MOST_WAIT_MS);

/**
 * What a failure in a pass means. `start-over`: the page's cursor is not honoured any more; `wait-with-calendar`: the whole
 * mailbox is concerned, and the connection says so; `wait`: the same page again, after a while; `fail`: for good.
 */
export type BackFillTrouble =
  | { do: "start-over" }
  | { do: "wait-with-calendar" }
  | { do: "wait"; reason: string }
  | { do: "fail"; reason: string };

type Failing = { provider: ProviderName; cursor: string | null; lastPageAt: Instant; now: Instant };

export function troubleOf(error: unknown, { provider, cursor, lastPageAt, now }: Failing): BackFillTrouble {
  const { app } = providerWords[provider];
  const kind = error instanceof ProviderError ? error.kind : "ours";
  switch (kind) {
    case "reauthorise":
    case "no-calendar":
    case "misconfigured":
    case "slow-down":
    case "quota":
      return { do: "wait-with-calendar" };
    case "cursor-expired":
      if (cursor !== null) return { do: "start-over" };
      return { do: "fail", reason: `${app} refused to list the earlier events.` };
    case "temporary":
    case "ours": {
      const what =
        kind === "ours" ? "Something went wrong on our side." : `${app} does not answer at the moment.`;
      const isOver = elapsed(lastPageAt, now) >= GIVES_UP_AFTER_MS;
      if (isOver) return { do: "fail", reason: `${what} After six hours without a step it was given up.` };
      return { do: "wait", reason: `${what} We keep trying.` };
    }
    default:
      return { do: "fail", reason: `${app} refused to list the earlier events.` };
  }
}
