import { and, eq, gte, inArray, ne } from "drizzle-orm";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import type { ChangedField, WriteReason } from "@/lib/domain/calendar/write-words";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { providerWrites as table } from "../schema/sync";

export type WriteIntent = {
  id: string;
  connectionId: string;
  /** What it is done for: one of the two. */
  meetingId?: string;
  timeOffId?: string;
  /** On whose word; null for the system's own. */
  userId: string | null;
  operation: "insert" | "patch" | "cancel";
  eventId: string;
  requestedAt: Instant;
  /** Who the provider is asked to tell. */
  mailed: string[];
  /** Why, in words people read. */
  reason: WriteReason;
  changed: ChangedField[];
};

/** Writes down what will be asked of the provider, before it is asked; what comes back opens the way to it (RULES O6). */
export async function intendWrite(tx: Tx, accountId: string, intent: WriteIntent): Promise<LedgerLine> {
  await tx.insert(table).values({ accountId, ...intent, result: "asked" });
  return lineOf(intent.id);
}

// The mark has no value of its own: it only says that the row is there.
const lineOf = (id: string): LedgerLine => ({ id }) as LedgerLine;

/** What became of it; a write whose answer never came stays `asked`, and that is the truth. */
export async function settleWrite(
  tx: Tx,
  accountId: string,
  id: string,
  end: { answeredAt: Instant; result: "done" | "already-there" | "refused" | "unknown" },
): Promise<void> {
  await tx
    .update(table)
    .set(end)
    .where(and(eq(table.accountId, accountId), eq(table.id, id)));
}

/** Requests for a meeting of which nobody knows that they were refused. */
const mayHaveReached = (accountId: string, meetingId: string, operation: WriteIntent["operation"]) =>
  and(
    eq(table.accountId, accountId),
    eq(table.meetingId, meetingId),
    eq(table.operation, operation),
    ne(table.result, "refused"),
  );

/** When a request of this kind was first made for the meeting, in case it reached the provider; null for the first one. */
export async function firstAsked(
  tx: Tx,
  accountId: string,
  meetingId: string,
  operation: WriteIntent["operation"],
): Promise<Instant | null> {
  const [row] = await tx
    .select({ at: table.requestedAt })
    .from(table)
    .where(mayHaveReached(accountId, meetingId, operation))
    .orderBy(table.requestedAt)
    .limit(1);
  return row?.at ?? null;
}

/** What each change of the meeting's event asked for, of those made since then that may have reached the provider. */
export async function changesAskedSince(
  tx: Tx,
  accountId: string,
  meetingId: string,
  since: Instant,
): Promise<string[][]> {
  const rows = await tx
    .select({ changed: table.changed })
    .from(table)
    .where(and(mayHaveReached(accountId, meetingId, "patch"), gte(table.requestedAt, since)));
  return rows.map(({ changed }) => changed);
}

const owed = (accountId: string) =>
  and(
    eq(table.accountId, accountId),
    eq(table.operation, "cancel"),
    inArray(table.result, ["asked", "unknown"]),
  );

/** The promise to cancel a deleted meeting's event, while it is not kept. */
export async function findOwedCancellation(
  tx: Tx,
  accountId: string,
  meetingId: string,
): Promise<LedgerLine | null> {
  const [row] = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(owed(accountId), eq(table.meetingId, meetingId)))
    .limit(1);
  return row ? lineOf(row.id) : null;
}

/** Every promised cancellation of a calendar that is not kept yet. */
export async function listOwedCancellations(
  tx: Tx,
  accountId: string,
  connectionId: string,
): Promise<{ connectionId: string; meetingId: string; eventId: string }[]> {
  const rows = await tx
    .select({ connectionId: table.connectionId, meetingId: table.meetingId, eventId: table.eventId })
    .from(table)
    .where(and(owed(accountId), eq(table.connectionId, connectionId)));
  return rows.flatMap(({ meetingId, ...row }) => (meetingId === null ? [] : [{ ...row, meetingId }]));
}
