import { describe, expect, it } from "vitest";
import {
  copy,
  FIFTH,
  FIRST,
  followed,
  gone,
  known,
  lee,
  meeting,
  mia,
  state,
  weekly,
} from "./calendar.testing";
import type { CalendarChange } from "./event";
import type { ChangeState, MeetingState } from "./plan";
import { planChange } from "./plan-changes";

type Row = [string, CalendarChange, ChangeState, object];
const none = (reason: string) => ({ do: "none", reason });
const guestCopy = { ...copy, organizerSelf: false };
const first = meeting({}, { series: weekly });
const series = followed(first);
const fifth = { masterId: "event1", originalStart: FIFTH };

/** RULES section 9: on Outlook a declined meeting leaves the calendar, and nothing tells that from a deletion. */
const invited = (reply: "accepted" | "declined" = "accepted", more: Partial<MeetingState> = {}) =>
  state({
    meeting: meeting(more, {
      organizer: { email: lee.email, name: null, self: false },
      guests: [lee, { ...mia, organizer: false, reply }],
    }),
    copy: guestCopy,
  });
const goneWithoutFirst = { ...series, isGone: true, meeting: null };
const slotCopy = { ...copy, seriesEventId: "event1", occurrence: FIFTH };
const ended = { ...series, rule: ["RRULE:FREQ=WEEKLY;UNTIL=20261221"] };
const onWednesdays = {
  ...series,
  firstStart: "2026-11-25T13:00:00.000Z",
  rule: ["RRULE:FREQ=WEEKLY;BYDAY=WE"],
};
const vanished: Row[] = [
  [
    "a guest's copy vanishes: they left, and the card stays with their no",
    gone(null, "vanished"),
    invited(),
    { do: "leave", fields: { guests: [{ email: lee.email }, { email: mia.email, reply: "declined" }] } },
  ],
  ["told twice", gone(null, "vanished"), invited("declined"), none("unchanged")],
  [
    "a change of the organiser's has brought it back to them meanwhile",
    gone(null, "vanished"),
    { ...invited(), isHeldAgain: true },
    none("unchanged"),
  ],
  [
    "a guest takes one occurrence nobody saw off their calendar: nothing to show",
    gone(fifth, "vanished"),
    state({ series }),
    none("gone"),
  ],
  [
    "a guest takes the first occurrence off their calendar: its card stays",
    gone({ masterId: "event1", originalStart: FIRST }, "vanished"),
    state({ series, meeting: first }),
    none("gone"),
  ],
  [
    "a frozen meeting stays as it was",
    gone(null, "vanished"),
    invited("accepted", { frozen: true }),
    none("frozen"),
  ],
  [
    "the organiser's own copy is connected and speaks for everyone's answer",
    gone(null, "vanished"),
    invited("accepted", { otherCopies: [{ organizerSelf: true, isPrivate: false }] }),
    none("unchanged"),
  ],
  [
    "a guest moves it to another calendar of theirs: no answer, and no longer on the primary one",
    gone(null, "moved-away"),
    invited(),
    { do: "cancel" },
  ],
  [
    "an occurrence's row vanishes from the organiser's own series, which tells by itself what was taken out",
    gone(null, "vanished"),
    known({}, { copy: { ...copy, seriesEventId: "event1" } }),
    none("unchanged"),
  ],
  [
    "and the series went with it, whose first card cancels the rest",
    gone(null, "vanished"),
    known({}, { copy: { ...copy, seriesEventId: "event1" }, series: { ...series, isGone: true } }),
    none("unchanged"),
  ],
  [
    "and the series went with it, whose first card was deleted in the CRM",
    gone(null, "vanished"),
    known({}, { copy: { ...copy, seriesEventId: "event1" }, series: goneWithoutFirst }),
    { do: "cancel", meetingId: "meeting1" },
  ],
  [
    "but not of one that took place",
    gone(null, "vanished"),
    known(
      {},
      {
        copy: { ...copy, seriesEventId: "event1" },
        series: goneWithoutFirst,
        now: "2026-11-25T00:00:00.000Z",
      },
    ),
    none("unchanged"),
  ],
  [
    "and the series ends before it now: it is called off",
    gone(null, "vanished"),
    known({}, { copy: slotCopy, series: ended }),
    { do: "cancel", meetingId: "meeting1" },
  ],
  [
    "but not where it took place",
    gone(null, "vanished"),
    known({}, { copy: slotCopy, series: ended, now: "2026-12-23T00:00:00.000Z" }),
    none("unchanged"),
  ],
  [
    "nor in a series that goes on as long as it did",
    gone(null, "vanished"),
    known({}, { copy: slotCopy, series: { ...ended, rule: ["RRULE:FREQ=WEEKLY;UNTIL=20261222"] } }),
    none("unchanged"),
  ],
  [
    "and the series is on other days now: it is called off",
    gone(null, "vanished"),
    known({}, { copy: slotCopy, series: onWednesdays }),
    { do: "cancel", meetingId: "meeting1" },
  ],
  [
    "but not where its hour alone is another",
    gone(null, "vanished"),
    known(
      {},
      {
        copy: { ...slotCopy, occurrence: "2026-12-22T09:00:00.000Z" },
        series: { ...series, rule: ["RRULE:FREQ=WEEKLY;BYDAY=TU"] },
      },
    ),
    none("unchanged"),
  ],
  [
    "in a guest's calendar as well, while the organiser's carries it: that one tells",
    gone(null, "vanished"),
    known(
      { otherCopies: [{ organizerSelf: true, isPrivate: false }] },
      { copy: { ...slotCopy, organizerSelf: false }, series: ended },
    ),
    none("not-authority"),
  ],
  [
    "in a guest's calendar alone",
    gone(null, "vanished"),
    known({}, { copy: { ...slotCopy, organizerSelf: false }, series: ended }),
    { do: "cancel" },
  ],
  [
    "an occurrence's row vanishes from a guest's calendar, and the series stands: that one tells what they left",
    gone(null, "vanished"),
    { ...invited(), copy: { ...guestCopy, seriesEventId: "series1" }, series },
    none("unchanged"),
  ],
  [
    "and the series went with it: they left",
    gone(null, "vanished"),
    { ...invited(), copy: { ...guestCopy, seriesEventId: "series1" }, series: { ...series, isGone: true } },
    { do: "leave" },
  ],
  ["the organiser's copy vanishes: it was deleted", gone(null, "vanished"), known(), { do: "cancel" }],
  [
    "called off, and later taken off the calendar (case 55)",
    gone(null, "vanished"),
    invited("accepted", { cancelled: true }),
    none("unchanged"),
  ],
];

describe("planChange, when a copy is only not there any more", () => {
  it.each(vanished)("%s", (_name, change, before, step) => {
    expect(planChange(change, before).step).toMatchObject(step);
  });
});
