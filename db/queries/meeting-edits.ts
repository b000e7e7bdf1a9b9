import { and, eq, ne, not, sql } from "drizzle-orm";
import type { WantedEdit } from "@/lib/domain/meetings/edit";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { calendarConnections as connections } from "../schema/calendars";
import { meetingEdits as table } from "../schema/meetings";
import { eventCopies as copies } from "../schema/sync";

/** A change of an event that was asked for here, and is on its way or was not made. */
export type MeetingEdit = {
  meetingId: string;
  userId: string;
  connectionId: string;
  eventId: string;
  wanted: WantedEdit;
  state: "waiting" | "lost";
  note: string;
  askedAt: Instant;
};

const columns = {
  meetingId: table.meetingId,
  userId: table.userId,
  connectionId: table.connectionId,
  eventId: table.eventId,
  wanted: table.wanted,
  state: table.state,
  note: table.note,
  askedAt: table.askedAt,
};

const of = (accountId: string, meetingId: string) =>
  and(eq(table.accountId, accountId), eq(table.meetingId, meetingId));

/** Which change of a meeting: a later one may have taken its place. */
export type EditRef = Pick<MeetingEdit, "meetingId" | "askedAt">;

const exactly = (accountId: string, { meetingId, askedAt }: EditRef) =>
  and(of(accountId, meetingId), eq(table.askedAt, askedAt));

export async function findEdit(tx: Tx, accountId: string, meetingId: string): Promise<MeetingEdit | null> {
  const [row] = await tx.select(columns).from(table).where(of(accountId, meetingId)).limit(1);
  return row ?? null;
}

/** Writes a change down; false while another one of this meeting waits. One that was lost before gives way. */
export async function askForEdit(
  tx: Tx,
  accountId: string,
  edit: Omit<MeetingEdit, "state">,
): Promise<boolean> {
  const row = { ...edit, accountId, state: "waiting" as const };
  const rows = await tx
    .insert(table)
    .values(row)
    .onConflictDoUpdate({
      target: [table.accountId, table.meetingId],
      set: row,
      setWhere: eq(table.state, "lost"),
    })
    .returning({ id: table.meetingId });
  return rows.length > 0;
}

/** Says of a change that waits why it does. */
export async function noteWaitingEdit(tx: Tx, accountId: string, edit: EditRef, note: string): Promise<void> {
  await tx
    .update(table)
    .set({ note })
    .where(and(exactly(accountId, edit), eq(table.state, "waiting")));
}

/** The change was not made, and its card says so until that was read. */
export async function loseEdit(tx: Tx, accountId: string, edit: EditRef, note: string): Promise<void> {
  await tx.update(table).set({ state: "lost", note }).where(exactly(accountId, edit));
}

/** Takes a change away that is made, whatever was written about it meanwhile. */
export async function dropEdit(tx: Tx, accountId: string, edit: EditRef): Promise<void> {
  await tx.delete(table).where(exactly(accountId, edit));
}

/** Takes the note about a change away that was not made. */
export async function dropLostEdit(tx: Tx, accountId: string, meetingId: string): Promise<void> {
  await tx.delete(table).where(and(of(accountId, meetingId), eq(table.state, "lost")));
}

/** What still waits, in one person's calendars or in all, is not made any more; answers with the meetings. */
export async function loseWaitingEdits(
  tx: Tx,
  accountId: string,
  whose: { userId: string; butIn: string } | "everybody",
  note: string,
): Promise<string[]> {
  const own =
    whose === "everybody"
      ? undefined
      : and(eq(table.userId, whose.userId), ne(table.connectionId, whose.butIn));
  const rows = await tx
    .update(table)
    .set({ state: "lost", note })
    .where(and(eq(table.accountId, accountId), eq(table.state, "waiting"), own))
    .returning({ id: table.meetingId });
  return rows.map((row) => row.id);
}

/** The meetings of a calendar with a change that waits. */
export async function listWaitingEdits(tx: Tx, accountId: string, connectionId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: table.meetingId })
    .from(table)
    .where(
      and(eq(table.accountId, accountId), eq(table.connectionId, connectionId), eq(table.state, "waiting")),
    );
  return rows.map((row) => row.id);
}

/** The organiser's own copy of a meeting's event in a calendar of this user, one that is connected now before any other. */
export async function findOwnCopy(
  tx: Tx,
  accountId: string,
  meetingId: string,
  userId: string,
): Promise<{ connectionId: string; eventId: string } | null> {
  const [row] = await tx
    .select({ connectionId: copies.connectionId, eventId: copies.eventId })
    .from(copies)
    .innerJoin(
      connections,
      and(eq(connections.accountId, copies.accountId), eq(connections.id, copies.connectionId)),
    )
    .where(
      and(
        eq(copies.accountId, accountId),
        eq(copies.meetingId, meetingId),
        eq(connections.userId, userId),
        copies.organizerSelf,
        not(copies.cancelled),
      ),
    )
    .orderBy(sql`${connections.disconnectedAt} is null desc, ${connections.connectedAt} desc`)
    .limit(1);
  return row ?? null;
}
