import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { saveCopies } from "@/db/queries/copies";
import { notifyLive } from "@/db/queries/live";
import { changeMeeting } from "@/db/queries/meeting-changes";
import type { StoredMeeting } from "@/db/queries/meeting-reads";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { holdPending } from "@/db/queries/pending-pushes";
import { nameDeleted } from "@/db/queries/tombstones";
import { absorbTwin, lockEvents } from "@/db/queries/twin-meetings";
import { settleWrite } from "@/db/queries/writes";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { CalendarEvent } from "@/lib/domain/calendar/event";
import { webLink } from "@/lib/domain/meetings/from-event";
import { ownCopyOf } from "../calendar/own-copy";
import { enqueueSync } from "../calendar/receive-notification";
import { type Ctx, inTransaction } from "../context";

/** Stores what the provider made of a promised meeting: the event, our copy of it, and that the promise is kept (RULES O1). */
export async function keepEvent(
  ctx: Ctx,
  meeting: StoredMeeting,
  connection: Connection,
  event: CalendarEvent,
  write: { writeId: string; existed: boolean },
): Promise<void> {
  const { accountId } = ctx;
  await inTransaction(ctx, async (tx) => {
    const now = ctx.now();
    const result = write.existed ? "already-there" : "done";
    await settleWrite(tx, accountId, write.writeId, { answeredAt: now, result });
    const change = {
      push: "scheduled" as const,
      pushNote: null,
      eventId: event.id,
      icalUid: event.icalUid,
      eventUrl: webLink(event.url),
      organizerEmail: event.organizer?.email ?? connection.email,
      organizerName: event.organizer?.name ?? null,
      syncedAt: now,
    };
    // The calendar may have told us of it first; then all of this stands already. Or it was deleted while we asked.
    if (!(await holdPending(tx, accountId, meeting.id)))
      return event.icalUid === null ? undefined : forget(tx, accountId, meeting.id, event.icalUid);
    if (event.icalUid) await absorbTwin(tx, accountId, meeting.id, event.icalUid);
    await changeMeeting(tx, accountId, meeting.id, change, "pending");
    await saveCopies(tx, accountId, connection.id, [ownCopyOf(event, meeting.id)], now);
    // A Meet link that is still being made, and whatever happened since, comes by the ordinary way.
    if (event.joinPending || event.joinUrl || write.existed) await enqueueSync(tx, accountId, connection.id);
    await notifyLive(tx, accountId, {
      what: "timeline",
      records: await listTimelinesOf(tx, accountId, [meeting.id]),
    });
  });
  ctx.log.info(
    { meetingId: meeting.id, existed: write.existed, app: providerWords[connection.provider].app },
    "event inserted",
  );
}

/** RULES O3: no copy of an event whose meeting was deleted brings it back. */
async function forget(tx: Tx, accountId: string, meetingId: string, icalUid: string): Promise<void> {
  await lockEvents(tx, accountId, [icalUid]);
  const records = await nameDeleted(tx, accountId, [{ meetingId, icalUid }]);
  await notifyLive(tx, accountId, { what: "timeline", records });
}
