import type { Tx } from "@/db/client";
import { changeMeeting } from "@/db/queries/meeting-changes";
import { notFound } from "@/lib/domain/errors";
import type { MeetingOutcome } from "@/lib/domain/meetings/meeting";
import { type Ctx, inTransaction, mayWrite } from "../context";
import { tell } from "./sending";

/** Sets the outcome, which is the CRM's own and touches no calendar (RULES O4). */
export const setOutcome = (ctx: Ctx, input: { meetingId: string; outcome: MeetingOutcome }) =>
  edit(ctx, input.meetingId, { outcome: input.outcome });

/** Sets the note that never leaves the CRM (RULES O4). */
export const setInternalNote = (ctx: Ctx, input: { meetingId: string; internalNote: string }) =>
  edit(ctx, input.meetingId, { internalNote: input.internalNote || null });

type OwnFields = Partial<{ outcome: MeetingOutcome; internalNote: string | null }>;

function edit(ctx: Ctx, meetingId: string, change: OwnFields): Promise<Record<string, never>> {
  mayWrite(ctx);
  return inTransaction(ctx, async (tx) => {
    await setOwnFields(tx, ctx, meetingId, change);
    await tell(tx, ctx, { meetingId });
    return {};
  });
}

/** In the caller's transaction, which also tells open pages. Throws `not-found`. */
export async function setOwnFields(tx: Tx, ctx: Ctx, meetingId: string, change: OwnFields): Promise<void> {
  if (Object.keys(change).length === 0) return;
  if (!(await changeMeeting(tx, ctx.accountId, meetingId, change))) throw notFound("meeting");
}
