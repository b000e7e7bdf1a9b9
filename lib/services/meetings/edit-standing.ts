import type { Tx } from "@/db/client";
import { type Connection, findConnection } from "@/db/queries/connections";
import { findEdit, findOwnCopy } from "@/db/queries/meeting-edits";
import { findMeeting, type StoredMeeting } from "@/db/queries/meeting-reads";
import { notFound } from "@/lib/domain/errors";
import {
  descriptionLock,
  type EditFacts,
  type EditPermit,
  editPermit,
  placeLock,
  timeLock,
} from "@/lib/domain/meetings/edit-lock";
import { type Ctx, currentUser } from "../context";

/** A meeting, and what the signed-in person may change of it (RULES O4, O5). */
export type EditStanding = EditPermit & {
  meeting: StoredMeeting;
  /** The organiser's own copy in a calendar of this person. */
  own: { connectionId: string; eventId: string } | null;
  /** That calendar. */
  connection: Connection | null;
  timeLock: string | null;
  placeLock: string | null;
  descriptionLock: string | null;
};

/** Throws `not-found`. */
export async function editStanding(tx: Tx, ctx: Ctx, meetingId: string): Promise<EditStanding> {
  const { accountId } = ctx;
  const meeting = await findMeeting(tx, accountId, meetingId);
  if (!meeting) throw notFound("meeting");
  const own = await findOwnCopy(tx, accountId, meetingId, currentUser(ctx).id);
  const connection = own && (await findConnection(tx, accountId, own.connectionId));
  const edit = await findEdit(tx, accountId, meetingId);
  const permit = editPermit({
    push: meeting.push,
    cancelled: meeting.cancelledAt !== null,
    frozen: meeting.frozenAt !== null,
    shared: meeting.shared,
    provider: meeting.provider,
    waiting: edit?.state === "waiting",
    calendar: connection && calendarOf(connection),
  });
  const { shared } = meeting;
  return {
    ...permit,
    meeting,
    own,
    connection,
    timeLock: timeLock(shared),
    placeLock: permit.destination === "event" ? placeLock(shared) : null,
    descriptionLock: descriptionLock(shared),
  };
}

function calendarOf({ disconnectedAt, state, syncing }: Connection): EditFacts["calendar"] {
  if (disconnectedAt) return "disconnected";
  if (state === "reconnect") return "reconnect";
  return syncing ? "connected" : "switched-off";
}
