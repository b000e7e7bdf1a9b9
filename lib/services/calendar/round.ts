import type { Connection } from "@/db/queries/connections";
import type { CalendarChange, ChangeHint } from "@/lib/domain/calendar/event";
import type { Access, CalendarProvider } from "@/lib/domain/calendar/provider";
import { judgedBy } from "@/lib/domain/calendar/series";
import type { Instant } from "@/lib/domain/time/instant";
import type { Ctx } from "../context";
import type { Applied } from "./apply-changes";
import type { SeriesBook } from "./series-book";

export type Gone = Extract<CalendarChange, { kind: "gone" }>;

/** One pull of one calendar, from its first page to its last. */
export type Round = {
  ctx: Ctx;
  connection: Connection;
  provider: CalendarProvider;
  access: Access;
  book: SeriesBook;
  applied: Applied[];
  /** Rows looked at so far, for the page that shows the calendar catching up. */
  seen: number;
  /** Every event the listing settled, so that a push message about it needs no look of its own. */
  settled: Set<string>;
  /** Listed, and yet nowhere to be found: a new event may take a minute to be there. */
  unfound: Set<string>;
  /** Events that cannot be read while the calendar answers otherwise: they are kept for later, and the round goes on. */
  unreadable: Set<string>;
  /** Events that are only not there any more: they are weighed together at the end (RULES N4). */
  vanished: Map<string, Gone>;
  /** Milliseconds for the log line: reading (listing and look-ups) goes on while the page before it is applied. */
  spent: Record<"reading" | "applying", number>;
  /** When the newest change of the round was made at the provider; null in a first listing. */
  newestChangeAt: Instant | null;
};

export const isBaseline = ({ connection }: Round): boolean => connection.cursor === null;

/** Whether a row is about an occurrence, or a part that was split off, which is decided after its series. */
export function isOfInstance(row: CalendarChange | ChangeHint): boolean {
  return row.kind === "hint" ? row.masterId !== null : judgedBy(row) !== null;
}

/** Whether a change is about a series or one of its occurrences. */
export const isOfSeries = (change: CalendarChange): boolean =>
  isOfInstance(change) || (change.kind === "upsert" && change.event.series.role === "master");

export const idOf = (row: CalendarChange | ChangeHint): string =>
  row.kind === "upsert" ? row.event.id : row.id;

/** Does `work` and puts its time down to a part of the round. */
export async function spend<T>(
  { spent }: Round,
  part: keyof Round["spent"],
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    spent[part] += performance.now() - started;
  }
}

/** The calendar was disconnected or switched off while it was read: the page at hand is dropped, and nothing more is asked. */
export class RoundOver extends Error {
  override readonly name = "RoundOver";
}
