import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { type EventCopy, listCopies, listCopiesOfSlots, type SlotRef, slotKey } from "@/db/queries/copies";
import type { KnownPeople } from "@/db/queries/guests";
import {
  listDeleted,
  listMeetings,
  listMeetingsOfEvents,
  type StoredMeeting,
} from "@/db/queries/meeting-reads";
import {
  type EventName,
  listCarried,
  listOtherCopies,
  listUninviting,
  nameKey,
} from "@/db/queries/other-copies";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { ChangeState, MeetingState } from "@/lib/domain/calendar/plan";
import { sanitiseHtml } from "@/lib/html";
import type { Ctx } from "../context";
import { type EventKey, eventIdOf, keyOf, type SeriesChange, slotOf } from "./event-key";
import { loadWorlds } from "./load-worlds";

export type LoadedChange = SeriesChange & { state: ChangeState; key: EventKey; copy: EventCopy | null };

/** `people`: everybody a guest list that is written for these changes can name. */
export type Loaded = { rows: LoadedChange[]; people: KnownPeople };

/** Everything the planner needs to know about changes of different events, read inside the transaction that applies them. */
export async function loadChanges(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  named: readonly NamedChange[],
): Promise<Loaded> {
  const facts = await loadFacts(tx, ctx, connection, named);
  const about = named.map((row) => ({ row, facts: facts.about(row) }));
  const { worldOf, people } = await loadWorlds(tx, ctx, connection, {
    changes: named.map((row) => row.change),
    guests: about.flatMap(({ facts: { meeting, series } }) => [meeting, series?.meeting].flatMap(guestsOf)),
  });
  const rows = about.map(({ row, facts: known }) => ({
    ...row,
    state: {
      world: worldOf(row.change, [known.meeting, known.series?.meeting].flatMap(contactsOf)),
      calendarZone: connection.zone,
      ownEmail: connection.email,
      now: ctx.now(),
      sanitise: sanitiseHtml,
      copy: row.copy && { ...row.copy, isSeries: row.copy.firstStart !== null },
      ...known,
    },
  }));
  return { rows, people };
}

const guestsOf = (meeting: MeetingState | null | undefined): string[] =>
  meeting?.shared.guests.map((guest) => guest.email) ?? [];

const contactsOf = (meeting: MeetingState | null | undefined): readonly string[] =>
  meeting?.guestContactIds ?? [];

export type NamedChange = SeriesChange & { key: EventKey; copy: EventCopy | null };

/** Each change with this calendar's copy of its event and the name the event has in every calendar. */
export async function nameChanges(
  tx: Tx,
  { accountId }: Ctx,
  connection: Connection,
  rows: readonly SeriesChange[],
): Promise<NamedChange[]> {
  const ids = rows.map(({ change }) => eventIdOf(change));
  const copies = await listCopies(tx, accountId, connection.id, ids);
  // A slot that is told of as taken out may have had a row under another name.
  const slots = rows.flatMap(({ change }) => slotRefOf(change) ?? []);
  const bySlot = await listCopiesOfSlots(tx, accountId, connection.id, slots);
  return rows.map((row) => {
    const ref = slotRefOf(row.change);
    const copy = copies.get(eventIdOf(row.change)) ?? (ref && bySlot.get(slotKey(ref))) ?? null;
    return { ...row, copy, key: keyOf(row, copy) };
  });
}

/**
 * The UIDs of the events these changes are about, which are locked before anything is read that another calendar's page may
 * write. An event tells its own; only of what is gone our copy has to be asked, whose UID does not change.
 */
export async function lockUidsOf(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  rows: readonly SeriesChange[],
): Promise<string[]> {
  const gone = await nameChanges(
    tx,
    ctx,
    connection,
    rows.filter(({ change }) => change.kind === "gone"),
  );
  const told = rows.filter(({ change }) => change.kind === "upsert").map((row) => keyOf(row, null));
  const uids = [...told, ...gone.map(({ key }) => key)].flatMap((key) => key.icalUid ?? []);
  return [...new Set(uids)];
}

function slotRefOf(change: CalendarChange): SlotRef | null {
  if (change.kind !== "gone" || !change.instance) return null;
  return { seriesEventId: change.instance.masterId, slot: change.instance.originalStart };
}

type Facts = Pick<
  ChangeState,
  "meeting" | "organiserInvitesNobody" | "isCarried" | "deletedInCrm" | "firstHasOwnRow" | "series"
>;

async function loadFacts(tx: Tx, { accountId }: Ctx, connection: Connection, rows: readonly NamedChange[]) {
  const names = rows.flatMap(({ key, series }) => [...nameOf(key), ...firstOf(series)]);
  const meetingOf = await listMeetingsOfEvents(tx, accountId, names);
  const marks = rows.flatMap(({ key }) => key.crmMeetingId ?? []);
  const ids = [...marks, ...meetingOf.values(), ...rows.flatMap(({ copy }) => copy?.meetingId ?? [])];
  const meetings = await listMeetings(tx, accountId, ids);
  const others = await listOtherCopies(tx, accountId, connection.id, [...meetings.keys()]);
  const deleted = await listDeleted(tx, accountId, {
    meetingIds: marks,
    events: rows.flatMap(({ key }) => nameOf(key)),
  });
  const carried = await listCarried(tx, accountId, connection.id, rows.flatMap(lostSeriesOf));
  const uninviting = await listUninviting(tx, accountId, connection.id, rows.flatMap(copyNameOf));
  const ownRows = await listCopiesOfSlots(tx, accountId, connection.id, rows.flatMap(firstSlotOf));

  const stateOf = (id: string | null | undefined): MeetingState | null => {
    const meeting = id ? meetings.get(id) : undefined;
    return meeting ? { ...toState(meeting), otherCopies: others.get(meeting.id) ?? [] } : null;
  };
  const about = (row: NamedChange): Facts => {
    const { key, copy, series } = row;
    const [name] = nameOf(key);
    const [first] = firstOf(series);
    // Our own mark comes first while its meeting waits for it: a teammate's calendar may have told of the event before.
    const isPromised = key.crmMeetingId !== null && meetings.get(key.crmMeetingId)?.push === "pending";
    const meetingId =
      copy?.meetingId ??
      (isPromised ? key.crmMeetingId : null) ??
      (name && meetingOf.get(nameKey(name))) ??
      key.crmMeetingId;
    return {
      meeting: stateOf(meetingId),
      organiserInvitesNobody:
        !meetingId && copyNameOf(row).some((copyName) => uninviting.has(nameKey(copyName))),
      isCarried: name !== undefined && carried.has(nameKey(name)),
      deletedInCrm: [key.crmMeetingId, name && nameKey(name)].some((mark) => mark && deleted.has(mark)),
      firstHasOwnRow:
        row.firstIsTold === true ||
        firstSlotOf(row).some((ref) => speaksForItself(row, ownRows.get(slotKey(ref)))),
      series: series && { ...series, meeting: stateOf(first && meetingOf.get(nameKey(first))) },
    };
  };
  return { about };
}

const nameOf = ({ icalUid, occurrence }: EventKey): EventName[] => (icalUid ? [{ icalUid, occurrence }] : []);

/** The first occurrence of the series a change belongs to. */
const firstOf = (series: SeriesChange["series"]): EventName[] =>
  series?.icalUid ? [{ icalUid: series.icalUid, occurrence: "" }] : [];

/** A series that is gone, whose own copy brought no meeting. */
function lostSeriesOf({ change, copy, key }: NamedChange): EventName[] {
  const isLost = change.kind === "gone" && copy?.firstStart != null && copy.meetingId === null;
  return isLost ? nameOf(key) : [];
}

/** What other calendars' copies of a guest's event are filed under. */
function copyNameOf({ change, key }: NamedChange): EventName[] {
  if (change.kind === "gone" || !key.icalUid || change.event.organizer?.self) return [];
  return [{ icalUid: key.icalUid, occurrence: slotOf(change) }];
}

/** A row that called the first slot off speaks for it, unless its organiser's series has it again. */
function speaksForItself({ change }: NamedChange, own: EventCopy | undefined): boolean {
  if (!own) return false;
  if (!own.cancelled || change.kind === "gone" || change.event.series.role !== "master") return true;
  return !(change.event.series.tellsSlots && change.event.organizer?.self);
}

/** The slot that a series' own row speaks for, unless that one has a row of its own. */
function firstSlotOf({ change }: NamedChange): SlotRef[] {
  if (change.kind === "gone" || change.event.series.role !== "master") return [];
  const { id, series } = change.event;
  return series.firstStart ? [{ seriesEventId: id, slot: series.firstStart }] : [];
}

const toState = (meeting: StoredMeeting): Omit<MeetingState, "otherCopies"> => ({
  id: meeting.id,
  shared: meeting.shared,
  push: meeting.push,
  frozen: meeting.frozenAt !== null,
  cancelled: meeting.cancelledAt !== null,
  guestContactIds: meeting.guestContactIds,
});
