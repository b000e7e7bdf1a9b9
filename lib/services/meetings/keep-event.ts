import type { Connection } from "@/db/queries/connections";
import { saveCopies } from "@/db/queries/copies";
import { notifyLive } from "@/db/queries/live";
import { changeMeeting } from "@/db/queries/meeting-changes";
import type { StoredMeeting } from "@/db/queries/meeting-reads";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { holdPending } from "@/db/queries/pending-pushes";
import { absorbTwin } from "@/db/queries/twin-meetings";
import { settleWrite } from "@/db/queries/writes";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { CalendarEvent } from "@/lib/domain/calendar/event";
import { webLink } from "@/lib/domain/meetings/from-event";
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
    // The calendar may have told us of it first; then all of this stands already.
    if (!(await holdPending(tx, accountId, meeting.id))) return;
    if (event.icalUid) await absorbTwin(tx, accountId, meeting.id, event.icalUid);
    await changeMeeting(tx, accountId, meeting.id, change, "pending");
    await saveCopies(tx, accountId, connection.id, [copyOf(event, meeting.id)], now);
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

const copyOf = (event: CalendarEvent, meetingId: string) => ({
  eventId: event.id,
  icalUid: event.icalUid,
  occurrence: "",
  seriesEventId: null,
  meetingId,
  etag: event.etag,
  organizerSelf: true,
  isPrivate: event.visibility === "private",
  cancelled: false,
  invitesNobody: false,
  eventCreatedAt: event.createdAt,
  firstStart: null,
  eventUpdatedAt: event.updatedAt,
});
