import { type Connection, findConnection } from "@/db/queries/connections";
import { changeMeeting } from "@/db/queries/meeting-changes";
import { findMeeting, type StoredMeeting } from "@/db/queries/meeting-reads";
import { firstAsked, intendWrite } from "@/db/queries/writes";
import { newId } from "@/lib/crypto";
import type { EventDraft } from "@/lib/domain/calendar/event";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import { planPush } from "@/lib/domain/calendar/plan-push";
import { type ChangedField, writeReasons } from "@/lib/domain/calendar/write-words";
import { ProviderError } from "@/lib/domain/errors";
import type { PushState } from "@/lib/domain/meetings/meeting";
import { eventIdOf, pushNotes } from "@/lib/domain/meetings/schedule";
import type { Instant } from "@/lib/domain/time/instant";
import { settings } from "@/lib/env";
import { openAccess, type StoredAccess } from "../calendar/access";
import { type Ctx, inTransaction } from "../context";
import { enqueuePush } from "./enqueue-push";
import { failPush } from "./fail-push";
import { calendarOf, inTurn } from "./in-turn";
import { keepEvent } from "./keep-event";

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
      calendar: connection && calendarOf(connection),
    },
    ctx.now(),
  );
  if (plan.do === "skip" || !meeting || !connection)
    return { push: meeting?.push ?? "local", note: meeting?.pushNote ?? null };
  if (plan.do === "insert") return insertInTurn(ctx, meeting, connection);
  if (plan.reason !== "paused") return note(ctx, meetingId, waitNotes[plan.reason]);
  await later(ctx, meeting, connection, plan.until);
  const words = connection.state === "paused" ? pushNotes.slowed : pushNotes.unreachable;
  return note(ctx, meetingId, words(connection.provider));
}

const waitNotes = { "not-connected": pushNotes.reconnect, "switched-off": pushNotes.switchedOff };

async function insertInTurn(ctx: Ctx, meeting: StoredMeeting, connection: Connection): Promise<Pushed> {
  const pushed = await inTurn(ctx, connection, () => insertEvent(ctx, meeting, connection));
  if (pushed) return pushed;
  await later(ctx, meeting, connection, ctx.now());
  return { push: "pending", note: pushNotes.sending };
}

const later = (ctx: Ctx, meeting: StoredMeeting, connection: Connection, runAt: Instant): Promise<void> =>
  inTransaction(ctx, (tx) =>
    enqueuePush(tx, {
      accountId: ctx.accountId,
      connectionId: connection.id,
      meetingId: meeting.id,
      runAt,
    }),
  );

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

async function insertEvent(ctx: Ctx, meeting: StoredMeeting, connection: Connection): Promise<Pushed> {
  const { line, draft } = await promise(ctx, meeting, connection);
  const writeId = line.id;
  let access: StoredAccess | null = null;
  try {
    access = await openAccess(ctx, connection);
    const { event, existed } = await ctx.providers.writer(connection.provider, line).insert(access, draft);
    await keepEvent(ctx, meeting, connection, event, { writeId, existed });
    return { push: "scheduled", note: null };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return failPush(ctx, { meetingId: meeting.id, connection, writeId, access }, error);
  }
}

/** Writes down what will be asked of the provider before it is asked (RULES O6). */
function promise(
  ctx: Ctx,
  meeting: StoredMeeting,
  connection: Connection,
): Promise<{ line: LedgerLine; draft: EventDraft }> {
  return inTransaction(ctx, async (tx) => {
    const askedAt = await firstAsked(tx, ctx.accountId, meeting.id, "insert");
    const draft = { ...draftOf(meeting), askedAt };
    const line = await intendWrite(tx, ctx.accountId, {
      id: newId(),
      connectionId: connection.id,
      meetingId: meeting.id,
      userId: meeting.hostId,
      operation: "insert",
      eventId: draft.id,
      requestedAt: ctx.now(),
      mailed: draft.guests.map((guest) => guest.email),
      reason: askedAt === null ? writeReasons.scheduled : writeReasons["scheduled-again"],
      changed: fieldsOf(draft),
    });
    return { line, draft };
  });
}

function fieldsOf(draft: EventDraft): ChangedField[] {
  return [
    "title",
    "time",
    ...(draft.descriptionHtml ? (["description"] as const) : []),
    ...(draft.locationText ? (["place"] as const) : []),
    ...(draft.conference ? (["video link"] as const) : []),
    ...(draft.guests.length > 0 ? (["guests"] as const) : []),
  ];
}

/** A meeting as the event to be made. What never leaves the CRM (the internal note) is not in here. */
function draftOf(meeting: StoredMeeting): Omit<EventDraft, "askedAt"> {
  const { shared } = meeting;
  return {
    // Ours, not the provider's: a promised meeting has no event yet.
    id: eventIdOf(meeting.id),
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

async function note(ctx: Ctx, meetingId: string, text: string): Promise<Pushed> {
  await inTransaction(ctx, (tx) =>
    changeMeeting(tx, ctx.accountId, meetingId, { pushNote: text }, "pending"),
  );
  return { push: "pending", note: text };
}
