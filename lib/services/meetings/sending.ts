import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import { loseWaitingEdits, type MeetingEdit } from "@/db/queries/meeting-edits";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { editNotes } from "@/lib/domain/meetings/edit-lock";
import type { Ctx } from "../context";

/** What became of a change of an event: the guests are told, it is on its way, or it was not made; `note` says why. */
export type Updated = { result: "sent" | "waiting" | "not-made"; note: string | null };

/** A change on its way, and the calendar it goes to. */
export type Sending = { edit: MeetingEdit; connection: Connection };

export const jobOf = ({ accountId }: Ctx, { connectionId, meetingId }: MeetingEdit) => ({
  accountId,
  connectionId,
  meetingId,
});

/** Wakes the pages that show the meeting. */
export async function tell(
  tx: Tx,
  { accountId }: Ctx,
  ...edits: readonly Pick<MeetingEdit, "meetingId">[]
): Promise<void> {
  const ids = edits.map(({ meetingId }) => meetingId);
  const records = await listTimelinesOf(tx, accountId, ids);
  await notifyLive(tx, accountId, { what: "timeline", records });
}

/** What still waits is not made any more, in one person's other calendars or in all, and the cards say so (RULES O8). */
export async function loseWaiting(
  tx: Tx,
  ctx: Ctx,
  whose: { userId: string; butIn: string } | "everybody",
): Promise<void> {
  const lost = await loseWaitingEdits(tx, ctx.accountId, whose, editNotes.disconnected);
  if (lost.length > 0) await tell(tx, ctx, ...lost.map((meetingId) => ({ meetingId })));
}
