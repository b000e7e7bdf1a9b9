import { z } from "zod";
import { fromOpaque, toOpaque } from "../opaque";
import type { RecordLink } from "../records/record";
import type { Instant } from "../time/instant";

/** What was decided about an event (RULES N1). */
export const logResults = ["logged", "skipped", "no-match"] as const;
export type LogResult = (typeof logResults)[number];

/** Days a decision is kept. */
export const KEPT_DAYS = 90;

/** Why a calendar cannot be asked for an event now; null when it can. */
export type CalendarHindrance = "disconnected" | "reconnect" | "switched-off";

/** Somebody outside the organisation in an event that matched no contact; `contact` once there is one. */
export type Stranger = { email: string; contact: { id: string; name: string } | null };

/** One event as it was decided. Of a private one there is no content. */
export type LogRow = {
  connectionId: string;
  eventId: string;
  result: LogResult;
  rule: string;
  title: string | null;
  guests: string | null;
  startAt: Instant | null;
  decidedAt: Instant;
  /** The meeting it feeds, with a record that shows it (nameless for a private event); null while it is on no timeline. */
  meeting: { id: string; record: Pick<RecordLink, "kind" | "id" | "name"> | null } | null;
  strangers: Stranger[];
  /** Someone asked for it to be logged, and the calendar has not been looked at since. */
  asked: boolean;
  hindrance: CalendarHindrance | null;
};

/** A page of what was decided; the cursor leads to what is older. */
export type SyncLogPage = { rows: LogRow[]; nextCursor: string | null };

/** One line of the ledger of writes to the person's own calendars (RULES O6). */
export type WriteRow = {
  id: string;
  operation: "insert" | "patch" | "cancel";
  requestedAt: Instant;
  result: "asked" | "done" | "already-there" | "refused" | "unknown";
  reason: string;
  changed: string[];
  mailed: string[];
  /** On whose word; null for the system's own. */
  by: string | null;
  /** What it was about: a meeting's title, time off, or null for a meeting that is no more. */
  title: string | null;
  isTimeOff: boolean;
  record: Pick<RecordLink, "kind" | "id" | "name"> | null;
};

export type WritesPage = { rows: WriteRow[]; nextCursor: string | null };

/** What the Sync log tab shows: the one list or the other. */
export type SyncLog = ({ view: "considered" } & SyncLogPage) | ({ view: "written" } & WritesPage);

/** What the address of the sync log asks for. */
export type SyncLogQuery = {
  view: "considered" | "written";
  q: string;
  result: LogResult | null;
  /** Only what feeds this meeting. */
  meeting: string | null;
  cursor: string | null;
};

/** The row a page ends with: when it was decided (or asked), and the ids that tell equal moments apart. */
export type LogCursor = { at: Instant; connectionId: string; id: string };

const stored = z.object({
  at: z.iso.datetime({ precision: 3 }),
  connectionId: z.uuid(),
  id: z
    .string()
    .min(1)
    .max(2_000)
    .regex(/^[^\0]*$/u),
});

export const writeLogCursor = ({ at, connectionId, id }: LogCursor): string =>
  toOpaque({ at, connectionId, id });

/** The place a cursor names; null for none and for anything made up: the log starts anew. */
export function readLogCursor(text: string | null): LogCursor | null {
  const read = text ? stored.safeParse(fromOpaque(text)) : null;
  return read?.success ? read.data : null;
}

/** "Create contact and log": which event, and whose address. */
export const createAndLogInput = z.object({
  connectionId: z.uuid(),
  eventId: z.string().min(1).max(2_000),
  email: z.email({ message: "This is no email address a contact could have." }).max(320),
});
export type CreateAndLogInput = z.infer<typeof createAndLogInput>;
