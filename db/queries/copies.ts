import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { eventCopies as table } from "../schema/sync";
import { insertRows, textRows, texts } from "./rows";

export type EventCopy = {
  eventId: string;
  icalUid: string | null;
  /** The slot of an occurrence with a row of its own, the first one too; empty for everything else. */
  occurrence: string;
  seriesEventId: string | null;
  meetingId: string | null;
  etag: string | null;
  organizerSelf: boolean;
  isPrivate: boolean;
  cancelled: boolean;
  /** There was nobody in it whom a timeline could show. */
  invitesNobody: boolean;
  eventCreatedAt: Instant | null;
  /** Of a series: when its first slot begins. */
  firstStart: Instant | null;
  eventUpdatedAt: Instant | null;
};

const columns = {
  eventId: table.eventId,
  icalUid: table.icalUid,
  occurrence: table.occurrence,
  seriesEventId: table.seriesEventId,
  meetingId: table.meetingId,
  etag: table.etag,
  organizerSelf: table.organizerSelf,
  isPrivate: table.isPrivate,
  cancelled: table.cancelled,
  invitesNobody: table.invitesNobody,
  eventCreatedAt: table.eventCreatedAt,
  firstStart: table.firstStart,
  eventUpdatedAt: table.eventUpdatedAt,
};

const own = (accountId: string, connectionId: string) =>
  and(eq(table.accountId, accountId), eq(table.connectionId, connectionId));

/** The copies this calendar has, or had, of these events, by event id. */
export async function listCopies(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<Map<string, EventCopy>> {
  if (eventIds.length === 0) return new Map();
  const rows = await tx
    .select(columns)
    .from(table)
    .where(and(own(accountId, connectionId), sql`${table.eventId} = any(${texts(eventIds)})`));
  return new Map(rows.map((row) => [row.eventId, row]));
}

/** A slot of a series: the series' event and the slot's original start. */
export type SlotRef = { seriesEventId: string; slot: Instant };

export const slotKey = ({ seriesEventId, slot }: SlotRef): string => `${slot} ${seriesEventId}`;

/** The copies of slots of series, whatever their rows were called, by `slotKey`; a living one before a cancelled one. */
export async function listCopiesOfSlots(
  tx: Tx,
  accountId: string,
  connectionId: string,
  slots: readonly SlotRef[],
): Promise<Map<string, EventCopy>> {
  if (slots.length === 0) return new Map();
  const rows = await tx
    .select(columns)
    .from(table)
    .innerJoin(
      textRows(slots, ["seriesEventId", "slot"]),
      sql`wanted."seriesEventId" = ${table.seriesEventId} and wanted.slot = ${table.occurrence}`,
    )
    .where(own(accountId, connectionId))
    .orderBy(sql`${table.cancelled} desc`);
  return new Map(
    rows.map((row) => [slotKey({ seriesEventId: row.seriesEventId ?? "", slot: row.occurrence }), row]),
  );
}

/** Which of these events this calendar is known to hold, or to have held. */
export async function listKnownIds(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  return new Set((await listCopies(tx, accountId, connectionId, eventIds)).keys());
}

/** What this calendar has of series, by UID: when the oldest part was made. A split series has several parts. */
export async function listSeriesOrigins(
  tx: Tx,
  accountId: string,
  connectionId: string,
  icalUids: readonly string[],
): Promise<Map<string, Instant>> {
  if (icalUids.length === 0) return new Map();
  const rows = await tx
    .select({ icalUid: table.icalUid, createdAt: table.eventCreatedAt })
    .from(table)
    .where(
      and(
        own(accountId, connectionId),
        inArray(table.icalUid, [...icalUids]),
        eq(table.occurrence, ""),
        sql`${table.eventCreatedAt} is not null`,
      ),
    );
  return new Map(rows.map(({ icalUid, createdAt }) => [icalUid ?? "", createdAt ?? ""]));
}

/** The occurrences of these series that have a row of their own in this calendar now, but for first ones. */
export async function listSlotsOfSeries(
  tx: Tx,
  accountId: string,
  connectionId: string,
  seriesIds: readonly string[],
): Promise<(SlotRef & { eventId: string })[]> {
  if (seriesIds.length === 0) return [];
  const rows = await tx
    .select({ eventId: table.eventId, seriesEventId: table.seriesEventId, slot: table.occurrence })
    .from(table)
    .where(
      and(
        own(accountId, connectionId),
        sql`${table.seriesEventId} = any(${texts(seriesIds)})`,
        eq(table.cancelled, false),
        ne(table.occurrence, ""),
      ),
    );
  return rows.flatMap(({ seriesEventId, ...row }) => (seriesEventId ? [{ seriesEventId, ...row }] : []));
}

/** Writes what is known of copies; the meeting one feeds is kept where `meetingId` is null. */
export async function saveCopies(
  tx: Tx,
  accountId: string,
  connectionId: string,
  copies: readonly EventCopy[],
  seenAt: Instant,
): Promise<void> {
  await insertRows(
    tx,
    table,
    copies.map((copy) => ({ accountId, connectionId, ...copy, seenAt })),
    sql`on conflict (account_id, connection_id, event_id) do update set
      ical_uid = excluded.ical_uid, occurrence = excluded.occurrence, series_event_id = excluded.series_event_id,
      meeting_id = coalesce(excluded.meeting_id, event_copies.meeting_id), etag = excluded.etag,
      organizer_self = excluded.organizer_self, is_private = excluded.is_private, cancelled = excluded.cancelled,
      invites_nobody = excluded.invites_nobody,
      event_created_at = excluded.event_created_at, first_start = excluded.first_start,
      event_updated_at = excluded.event_updated_at,
      seen_at = excluded.seen_at`,
  );
}

export async function markCopiesGone(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
  seenAt: Instant,
): Promise<void> {
  if (eventIds.length === 0) return;
  await tx
    .update(table)
    .set({ cancelled: true, seenAt })
    .where(and(own(accountId, connectionId), sql`${table.eventId} = any(${texts(eventIds)})`));
}
