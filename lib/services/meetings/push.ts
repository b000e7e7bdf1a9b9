import { type Connection, findConnection } from "@/db/queries/connections";
import { saveCopy } from "@/db/queries/copies";
import { notifyLive } from "@/db/queries/live";
import { findMeeting, type StoredMeeting } from "@/db/queries/meeting-reads";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { changeMeeting } from "@/db/queries/meetings";
import { intendWrite, settleWrite } from "@/db/queries/writes";
import { newId } from "@/lib/crypto";
import { type ProviderName, providerWords } from "@/lib/domain/calendar/connection";
import type { CalendarEvent, EventDraft } from "@/lib/domain/calendar/event";
import { planPush } from "@/lib/domain/calendar/plan-push";
import { ProviderError } from "@/lib/domain/errors";
import { webLink } from "@/lib/domain/meetings/from-event";
import type { PushState } from "@/lib/domain/meetings/meeting";
import { pushNotes } from "@/lib/domain/meetings/schedule";
import { settings } from "@/lib/env";
import { openAccess } from "../calendar/access";
import { enqueueSync } from "../calendar/receive-notification";
import { type Ctx, inTransaction } from "../context";
import { failPush } from "./fail-push";

export type Pushed = { push: PushState; note: string | null };

/**
 * Brings a promised meeting into the calendar, exactly once whoever calls and however often (RULES O1, O2): the event id is
 * the meeting's own, so an insert that was answered into the void is found and adopted. The form and the job both call this.
 * Throws a `ProviderError` only where another try is worth it.
 */
export async function pushMeeting(ctx: Ctx, meetingId: string): Promise<Pushed> {
  const { meeting, connection } = await load(ctx, meetingId);
  const plan = planPush(
    meeting && {
      push: meeting.push,
      cancelled: meeting.cancelledAt !== null,
      connectionLive: isLive(connection),
    },
  );
  if (plan.do === "skip" || !meeting || !connection)
    return { push: meeting?.push ?? "local", note: meeting?.pushNote ?? null };
  if (plan.do === "wait") return note(ctx, meetingId, pushNotes.reconnect);
  return insertEvent(ctx, meeting, connection);
}

async function load(
  ctx: Ctx,
  meetingId: string,
): Promise<{ meeting: StoredMeeting | null; connection: Connection | null }> {
  return inTransaction(ctx, async (tx) => {
    const meeting = await findMeeting(tx, ctx.accountId, meetingId);
    const connection = meeting?.connectionId
      ? await findConnection(tx, ctx.accountId, meeting.connectionId)
      : null;
    return { meeting, connection };
  });
}

const isLive = (connection: Connection | null): boolean =>
  connection !== null && connection.disconnectedAt === null && connection.state !== "reconnect";

async function insertEvent(ctx: Ctx, meeting: StoredMeeting, connection: Connection): Promise<Pushed> {
  const writeId = newId();
  const draft = draftOf(meeting);
  await inTransaction(ctx, (tx) =>
    intendWrite(tx, ctx.accountId, {
      id: writeId,
      connectionId: connection.id,
      meetingId: meeting.id,
      userId: meeting.hostId,
      operation: "insert",
      eventId: draft.id,
      requestedAt: ctx.now(),
      mailed: draft.guests.map((guest) => guest.email),
    }),
  );
  try {
    const access = await openAccess(ctx, connection.id);
    const { event, existed } = await ctx.providers.get(connection.provider).insert(access, draft);
    await store(ctx, meeting, connection, event, { writeId, existed });
    return { push: "scheduled", note: null };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return failPush(ctx, { meetingId: meeting.id, connection, writeId }, error);
  }
}

/** A meeting as the event to be made. What never leaves the CRM (the internal note) is not in here. */
function draftOf(meeting: StoredMeeting): EventDraft {
  const { shared } = meeting;
  return {
    id: meeting.eventId ?? "",
    crmMeetingId: meeting.id,
    title: shared.title,
    descriptionHtml: shared.descriptionHtml,
    slot: { kind: "timed", start: shared.startAt, end: shared.endAt, zone: shared.zone },
    locationText: shared.locationText,
    conference: shared.locationKind === "conference",
    guests: shared.guests.map(({ email, name }) => ({ email, name })),
    sourceUrl: `${settings().appUrl}/`,
  };
}

async function store(
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
    const moved = await changeMeeting(tx, accountId, meeting.id, change, "pending");
    if (!moved) return;
    await saveCopy(tx, accountId, connection.id, copyOf(event, meeting.id), now);
    // A Meet link that is still being made, and whatever happened since, comes by the ordinary way.
    if (event.joinPending || event.joinUrl || write.existed) await enqueueSync(tx, accountId, connection.id);
    await notifyLive(tx, accountId, {
      what: "timeline",
      records: await listTimelinesOf(tx, accountId, meeting.id),
    });
  });
  ctx.log.info(
    { meetingId: meeting.id, existed: write.existed, app: appOf(connection.provider) },
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
  eventCreatedAt: event.createdAt,
  eventUpdatedAt: event.updatedAt,
});

const appOf = (provider: ProviderName): string => providerWords[provider].app;

async function note(ctx: Ctx, meetingId: string, text: string): Promise<Pushed> {
  await inTransaction(ctx, (tx) =>
    changeMeeting(tx, ctx.accountId, meetingId, { pushNote: text }, "pending"),
  );
  return { push: "pending", note: text };
}
