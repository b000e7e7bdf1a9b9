import type { Connection } from "@/db/queries/connections";
import type { MeetingEdit } from "@/db/queries/meeting-edits";
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
