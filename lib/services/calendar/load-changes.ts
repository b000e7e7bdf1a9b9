import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { type EventCopy, listCopies, listCopiesOfSlots, slotKey } from "@/db/queries/copies";
import type { KnownPeople } from "@/db/queries/guests";
import { listHeldAgain } from "@/db/queries/held-copies";
import {
  listDeleted,
  listMeetings,
  listMeetingsOfEvents,
  type StoredMeeting,
} from "@/db/queries/meeting-reads";
import { listCarried, listOtherCopies, listUninviting, nameKey } from "@/db/queries/other-copies";
import type { ChangeState, MeetingState } from "@/lib/domain/calendar/plan";
import { sanitiseHtml } from "@/lib/html";
import type { Ctx } from "../context";
import {
  copyNameOf,
  firstOf,
  firstSlotOf,
  lostSeriesOf,
  type NamedChange,
  nameOf,
  slotRefOf,
  vanishedCopyOf,
} from "./change-names";
import { type EventKey, eventIdOf, keyOf, type SeriesChange } from "./event-key";
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

type Facts = Pick<
  ChangeState,
  | "meeting"
  | "organiserInvitesNobody"
  | "isCarried"
  | "isHeldAgain"
  | "deletedInCrm"
  | "firstHasOwnRow"
  | "firstApart"
  | "series"
>;

async function loadFacts(tx: Tx, ctx: Ctx, connection: Connection, rows: readonly NamedChange[]) {
  const read = await readFacts(tx, ctx, connection, rows);
  const stateOf = (id: string | null | undefined): MeetingState | null => {
    const meeting = id ? read.meetings.get(id) : undefined;
    return meeting ? { ...toState(meeting), otherCopies: read.others.get(meeting.id) ?? [] } : null;
  };
  const ownRowsOf = (row: NamedChange) =>
    firstSlotOf(row).flatMap((ref) => read.ownRows.get(slotKey(ref)) ?? []);
  const about = (row: NamedChange): Facts => {
    const { key, copy, series } = row;
    const [name] = nameOf(key);
    const [first] = firstOf(series);
    const speakers = ownRowsOf(row).filter((ownRow) => speaksForItself(row, ownRow));
    // Our own mark comes first while its meeting waits for it: a teammate's calendar may have told of the event before.
    const isPromised = key.crmMeetingId !== null && read.meetings.get(key.crmMeetingId)?.push === "pending";
    const meetingId =
      copy?.meetingId ??
      (isPromised ? key.crmMeetingId : null) ??
      (name && read.meetingOf.get(nameKey(name))) ??
      key.crmMeetingId;
    return {
      meeting: stateOf(meetingId),
      organiserInvitesNobody:
        !meetingId && copyNameOf(row).some((copyName) => read.uninviting.has(nameKey(copyName))),
      isCarried: name !== undefined && read.carried.has(nameKey(name)),
      isHeldAgain: copy !== null && read.heldAgain.has(copy.eventId),
      deletedInCrm: [key.crmMeetingId, name && nameKey(name)].some((mark) => mark && read.deleted.has(mark)),
      firstHasOwnRow: row.firstIsTold === true || speakers.length > 0,
      firstApart: row.firstIsTold === true ? null : apart(speakers),
      series: series && {
        ...series,
        meeting: stateOf(first && read.meetingOf.get(nameKey(first))),
        firstIsOff: row.change.kind === "gone" && ownRowsOf(row).some(({ cancelled }) => cancelled),
      },
    };
  };
  return { about };
}

async function readFacts(tx: Tx, { accountId }: Ctx, { id }: Connection, rows: readonly NamedChange[]) {
  const names = rows.flatMap(({ key, series }) => [...nameOf(key), ...firstOf(series)]);
  const meetingOf = await listMeetingsOfEvents(tx, accountId, names);
  const marks = rows.flatMap(({ key }) => key.crmMeetingId ?? []);
  const ids = [...marks, ...meetingOf.values(), ...rows.flatMap(({ copy }) => copy?.meetingId ?? [])];
  const meetings = await listMeetings(tx, accountId, ids);
  const events = rows.flatMap(({ key }) => nameOf(key));
  return {
    meetingOf,
    meetings,
    others: await listOtherCopies(tx, accountId, id, [...meetings.keys()]),
    deleted: await listDeleted(tx, accountId, { meetingIds: marks, events }),
    carried: await listCarried(tx, accountId, id, rows.flatMap(lostSeriesOf)),
    heldAgain: await listHeldAgain(tx, accountId, id, rows.flatMap(vanishedCopyOf)),
    uninviting: await listUninviting(tx, accountId, id, rows.flatMap(copyNameOf)),
    ownRows: await listCopiesOfSlots(tx, accountId, id, rows.flatMap(firstSlotOf)),
  };
}

/** A row that called the first slot off speaks for it, unless its organiser's series has it again. */
function speaksForItself({ change }: NamedChange, own: EventCopy): boolean {
  if (!own.cancelled || change.kind === "gone" || change.event.series.role !== "master") return true;
  return !(change.event.series.tellsSlots && change.event.organizer?.self);
}

function apart([own]: readonly EventCopy[]): ChangeState["firstApart"] {
  if (!own) return null;
  return own.cancelled ? "off" : "stands";
}

const toState = (meeting: StoredMeeting): Omit<MeetingState, "otherCopies"> => ({
  id: meeting.id,
  shared: meeting.shared,
  push: meeting.push,
  frozen: meeting.frozenAt !== null,
  cancelled: meeting.cancelledAt !== null,
  guestContactIds: meeting.guestContactIds,
});
