import type { EventCopy, SlotRef } from "@/db/queries/copies";
import type { EventName } from "@/db/queries/other-copies";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { Instant } from "@/lib/domain/time/instant";
import { type EventKey, type SeriesChange, slotOf } from "./event-key";

export type NamedChange = SeriesChange & { key: EventKey; copy: EventCopy | null };

/** The slot that was taken out of a series, by which a copy of it may be found. */
export function slotRefOf(change: CalendarChange): SlotRef | null {
  if (change.kind !== "gone" || !change.instance) return null;
  return { seriesEventId: change.instance.masterId, slot: change.instance.originalStart };
}

/** What the event is called in every calendar; nothing where nobody told its UID. */
export const nameOf = ({ icalUid, occurrence }: EventKey): EventName[] =>
  icalUid ? [{ icalUid, occurrence }] : [];

/** The first occurrence of the series a change belongs to. */
export const firstOf = (series: SeriesChange["series"]): EventName[] =>
  series?.icalUid ? [{ icalUid: series.icalUid, occurrence: "" }] : [];

/** A series that is gone, whose own copy brought no meeting. */
export function lostSeriesOf({ change, copy, key }: NamedChange): EventName[] {
  const isLost = change.kind === "gone" && copy?.firstStart != null && copy.meetingId === null;
  return isLost ? nameOf(key) : [];
}

/** Our copy of what is only not there any more. */
export const vanishedCopyOf = ({ change, copy }: NamedChange): string[] =>
  change.kind === "gone" && change.how === "vanished" && copy ? [copy.eventId] : [];

/** What other calendars' copies of a guest's event are filed under. */
export function copyNameOf({ change, key }: NamedChange): EventName[] {
  if (change.kind === "gone" || !key.icalUid || change.event.organizer?.self) return [];
  return [{ icalUid: key.icalUid, occurrence: slotOf(change) }];
}

/** The first slot of the series this is, or of the one it was taken out of; that slot may have a row of its own. */
export function firstSlotOf({ change, series }: NamedChange): SlotRef[] {
  if (change.kind === "gone") return slotRef(change.instance?.masterId, series?.firstStart);
  const { id, series: own } = change.event;
  return own.role === "master" ? slotRef(id, own.firstStart) : [];
}

const slotRef = (seriesEventId: string | undefined, slot: Instant | null | undefined): SlotRef[] =>
  seriesEventId && slot ? [{ seriesEventId, slot }] : [];
