import { describe, expect, it } from "vitest";
import { days, shift } from "../time/instant";
import {
  BEFORE,
  copy,
  FIFTH,
  FIRST,
  followed,
  gone,
  known,
  lee,
  meeting,
  mia,
  slotOf,
  state,
  timed,
  upsert,
  weekly,
  zoe,
} from "./calendar.testing";
import type { CalendarChange, SeriesRole } from "./event";
import type { ChangeState } from "./plan";
import { planChange } from "./plan-changes";

type Row = [string, CalendarChange, ChangeState, object];
const none = (reason: string) => ({ do: "none", reason });
const guestCopy = { ...copy, organizerSelf: false };
const seriesCopy = { ...copy, meetingId: null, isSeries: true };
const guestSeriesCopy = { ...seriesCopy, organizerSelf: false };
const teammate = [{ organizerSelf: false, isPrivate: false }];
const first = meeting({}, { series: weekly });
const series = followed(first);
const fifth = { masterId: "event1", originalStart: FIFTH };

const deletions: Row[] = [
  ["32 a frozen meeting stays as it was", gone(), known({ frozen: true }), none("frozen")],
  ["54 the organiser deletes", gone(), known(), { do: "cancel", meetingId: "meeting1" }],
  ["54 told twice", gone(), known({ cancelled: true }), none("unchanged")],
  [
    "54 the organiser deletes, a teammate's copy lags behind",
    gone(),
    known({ otherCopies: teammate }),
    { do: "cancel" },
  ],
  ["55 an outside organiser cancels", gone(), known({}, { copy: guestCopy }), { do: "cancel" }],
  ["57 never seen", gone(), state(), none("gone")],
  ["58 deleted in the CRM as well", gone(), state({ deletedInCrm: true, copy }), none("deleted-in-crm")],
  [
    "63 a guest's copy goes while another lives",
    gone(),
    known({ otherCopies: teammate }, { copy: guestCopy }),
    none("not-authority"),
  ],
  [
    "37 the other copy is private",
    gone(),
    known({ otherCopies: [{ organizerSelf: false, isPrivate: true }] }, { copy: guestCopy }),
    { do: "cancel" },
  ],
];

const recurring: Row[] = [
  [
    "38 a new series is one meeting",
    upsert({ series: weekly }),
    state(),
    { do: "log", fields: { startAt: FIRST, repeats: true } },
  ],
  [
    "39 a moved occurrence",
    upsert({ series: slotOf(FIFTH), slot: timed("2026-12-22T15:00:00.000Z") }),
    state({ series }),
    { do: "log", fields: { startAt: "2026-12-22T15:00:00.000Z" } },
  ],
  [
    "40 a reply to one occurrence",
    upsert({ series: slotOf(FIFTH), guests: [mia, { ...lee, reply: "declined" }] }),
    state({ series }),
    { do: "log", fields: { guests: [{ reply: "declined" }] } },
  ],
  [
    "41 a reply to the series",
    upsert({ series: weekly, guests: [mia, { ...lee, reply: "accepted" }] }),
    state({ meeting: first, copy }),
    { do: "update", changed: ["guests"] },
  ],
  [
    "42 the first occurrence is cancelled",
    gone({ masterId: "event1", originalStart: FIRST }),
    state({ meeting: first, series }),
    { do: "cancel" },
  ],
  [
    "42 the series changes after that",
    upsert({ series: weekly, title: "Later" }),
    state({ meeting: { ...first, cancelled: true }, copy, firstHasOwnRow: true }),
    none("not-authority"),
  ],
  [
    "42 the series has become private since, and both are told at once: the card waits for its own row's word",
    upsert({ series: weekly, visibility: "private" }),
    state({ meeting: first, copy, firstHasOwnRow: true }),
    none("not-authority"),
  ],
  [
    "43 an occurrence nobody saw is cancelled",
    gone(fifth),
    state({ series }),
    { do: "log", cancelled: true, contactIds: ["lee"], fields: { startAt: FIFTH, title: "Renewal call" } },
  ],
  ["43 of a deleted series", gone(fifth), state({ series: { ...series, isGone: true } }), none("gone")],
  [
    "48 a changed occurrence that took place before its series was deleted",
    gone({ masterId: "event1", originalStart: FIRST }),
    state({ meeting: first, series: { ...series, isGone: true }, now: shift(FIRST, days(1)) }),
    none("unchanged"),
  ],
  [
    "48 and one that is still to come",
    gone({ masterId: "event1", originalStart: FIRST }),
    state({ meeting: first, series: { ...series, isGone: true } }),
    { do: "cancel" },
  ],
  [
    "43 of a series that is cancelled itself",
    gone(fifth),
    state({ series: { ...series, meeting: { ...first, cancelled: true } } }),
    none("gone"),
  ],
  [
    "43 of a series whose first occurrence was called off by itself",
    gone(fifth),
    state({ series: { ...series, meeting: { ...first, cancelled: true }, firstIsOff: true } }),
    { do: "log", cancelled: true, contactIds: ["lee"], fields: { startAt: FIFTH } },
  ],
  [
    "43 and that is called off itself afterwards",
    gone(fifth),
    state({
      series: { ...series, isGone: true, meeting: { ...first, cancelled: true }, firstIsOff: true },
    }),
    none("gone"),
  ],
  [
    "43 of a series that is private now",
    gone(fifth),
    state({ series: { ...series, meeting: { ...first, frozen: true } } }),
    none("gone"),
  ],
  [
    "46 a series from before",
    upsert({ series: slotOf(FIFTH) }),
    state({ series: { ...series, createdAt: BEFORE, meeting: null } }),
    none("created-before"),
  ],
  [
    "a series from before the switch was turned on again, which is on timelines",
    upsert({ series: slotOf(FIFTH) }),
    state({ series: { ...series, createdAt: BEFORE } }),
    { do: "log" },
  ],
  [
    "an occurrence that is just as its series has it",
    upsert({ series: { ...slotOf(FIFTH), isChanged: false } as SeriesRole }),
    state({ series }),
    none("unchanged"),
  ],
  ["47 invited to this one alone", upsert({ series: slotOf(FIFTH) }), state(), { do: "log" }],
  [
    "47 invited to this one alone, before the connection",
    upsert({ series: slotOf(FIFTH), createdAt: BEFORE }),
    state(),
    none("created-before"),
  ],
  [
    "48 the series is deleted",
    gone(),
    state({ meeting: first, copy }),
    { do: "cancel-coming", meetingId: "meeting1" },
  ],
  [
    "48 the series is deleted after its first occurrence was",
    gone(),
    state({ meeting: { ...first, cancelled: true }, copy }),
    { do: "cancel-coming", meetingId: "meeting1" },
  ],
  [
    "48 and is told of once more",
    gone(),
    state({ meeting: { ...first, cancelled: true }, copy: { ...copy, cancelled: true } }),
    none("unchanged"),
  ],
  [
    "48 the series is deleted, whose first card was deleted in the CRM: others may be there",
    gone(),
    state({ deletedInCrm: true, copy: seriesCopy }),
    { do: "cancel-coming", meetingId: null },
  ],
  [
    "48 so it is where nobody was in the series who could be shown",
    gone(),
    state({ copy: guestSeriesCopy }),
    { do: "cancel-coming", meetingId: null },
  ],
  [
    "48 a teammate still has it",
    gone(),
    state({ copy: guestSeriesCopy, isCarried: true }),
    none("not-authority"),
  ],
  [
    "48 a teammate's copy lags behind the organiser's",
    gone(),
    state({ copy: seriesCopy, isCarried: true }),
    { do: "cancel-coming", meetingId: null },
  ],
  ["48 told twice", gone(), state({ copy: { ...seriesCopy, cancelled: true } }), none("unchanged")],
  ["48 it is only not there any more", gone(null, "vanished"), state({ copy: seriesCopy }), none("gone")],
  [
    "48 one occurrence is not the series, even when its series is unknown",
    gone(fifth),
    state({ meeting: first, copy }),
    { do: "cancel" },
  ],
  [
    "48 an occurrence that has vanished",
    gone(),
    state({ meeting: first, copy: { ...copy, seriesEventId: "event1" } }),
    { do: "cancel" },
  ],
  [
    "49 a single event becomes a series",
    upsert({ series: weekly }),
    known(),
    { do: "update", changed: ["repeats"] },
  ],
  [
    "49 and a single event again",
    upsert(),
    state({ meeting: first, copy }),
    { do: "update", changed: ["repeats"] },
  ],
  [
    "51 moved back to its slot",
    upsert({ series: slotOf(FIFTH), slot: timed(FIFTH) }),
    state({
      series,
      meeting: meeting({}, { series: slotOf(FIFTH), slot: timed("2026-12-22T15:00:00.000Z") }),
    }),
    { do: "update", changed: ["startAt", "endAt"] },
  ],
  [
    "52 a contact joins one occurrence",
    upsert({ series: slotOf(FIFTH), guests: [mia, lee, zoe] }),
    state({ series }),
    { do: "log", contactIds: ["lee", "zoe"] },
  ],
  [
    "a slot the moved series gave up",
    gone({ masterId: "event1", originalStart: "2026-11-24T09:00:00.000Z" }),
    state({ meeting: first, series, copy: { ...copy, seriesEventId: "event1" } }),
    none("unchanged"),
  ],
];

describe("planChange, when something goes or repeats", () => {
  it.each(deletions)("deletion: %s", (_name, change, before, step) => {
    expect(planChange(change, before).step).toMatchObject(step);
  });
  it.each(recurring)("series: %s", (_name, change, before, step) => {
    expect(planChange(change, before).step).toMatchObject(step);
  });
  it("says nothing of a private series, whoever speaks for its first occurrence (RULES I5)", () => {
    const before = state({ meeting: first, copy, firstHasOwnRow: true });
    const { decision } = planChange(upsert({ series: weekly, visibility: "private" }), before);
    expect(decision).toMatchObject({ rule: "private", title: null, guests: null });
  });
  it("keeps the title it was known by (case 55)", () => {
    expect(planChange(gone(), known()).decision).toMatchObject({ rule: "cancelled", title: "Renewal call" });
  });
});
