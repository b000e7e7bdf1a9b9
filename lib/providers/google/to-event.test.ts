import { describe, expect, it } from "vitest";
import { crmMeetingProperty, toChange, toRow } from "./to-event";

type Raw = Parameters<typeof toChange>[0];
const ZONE = "Europe/Berlin";

/** As the API sends it, every optional member there. */
const full: Raw = {
  kind: "calendar#event",
  etag: '"3531000000000000"',
  id: "4k2n8v0q1r7t3c5m6p9s2a0b4d",
  status: "confirmed",
  htmlLink: "https://www.google.com/calendar/event?eid=abc",
  created: "2026-11-03T08:12:40.000Z",
  updated: "2026-11-03T08:12:41.118Z",
  summary: "Renewal call",
  description: "<p>Agenda</p>",
  location: "Room 4",
  creator: { email: "mia@acme.test", self: true },
  organizer: { email: "Mia@acme.test", self: true },
  start: { dateTime: "2026-11-10T14:00:00+01:00", timeZone: ZONE },
  end: { dateTime: "2026-11-10T14:30:00+01:00", timeZone: ZONE },
  iCalUID: "4k2n8v0q1r7t3c5m6p9s2a0b4d@google.com",
  sequence: 0,
  attendees: [
    { email: "mia@acme.test", organizer: true, self: true, responseStatus: "accepted" },
    { email: "LEE@client.test", displayName: "Lee", responseStatus: "needsAction", optional: true },
    {
      email: "c_18@resource.calendar.google.com",
      displayName: "Room 4",
      resource: true,
      responseStatus: "accepted",
    },
  ],
  hangoutLink: "https://meet.google.com/abc-defg-hij",
  conferenceData: {
    createRequest: { requestId: "m-771", status: { statusCode: "success" } },
    entryPoints: [
      { entryPointType: "phone", uri: "tel:+1" },
      { entryPointType: "video", uri: "https://meet.google.com/xyz" },
    ],
  },
  reminders: { useDefault: true },
  eventType: "default",
};
const least: Raw = {
  id: "e1",
  start: { dateTime: "2026-11-10T13:00:00Z" },
  end: { dateTime: "2026-11-10T13:30:00Z" },
};

function read(raw: Raw) {
  const change = toChange(raw, ZONE);
  if (change?.kind !== "upsert") throw new Error("not an event");
  return change.event;
}

describe("toChange", () => {
  it("reads every field", () => {
    expect(read(full)).toEqual({
      id: "4k2n8v0q1r7t3c5m6p9s2a0b4d",
      etag: '"3531000000000000"',
      icalUid: "4k2n8v0q1r7t3c5m6p9s2a0b4d@google.com",
      createdAt: "2026-11-03T08:12:40.000Z",
      updatedAt: "2026-11-03T08:12:41.118Z",
      status: "confirmed",
      kind: "default",
      showsAway: false,
      visibility: "public",
      title: "Renewal call",
      descriptionHtml: "<p>Agenda</p>",
      locationText: "Room 4",
      slot: { kind: "timed", start: "2026-11-10T13:00:00.000Z", end: "2026-11-10T13:30:00.000Z", zone: ZONE },
      organizer: { email: "mia@acme.test", name: null, self: true },
      guests: [
        {
          email: "mia@acme.test",
          name: null,
          reply: "accepted",
          self: true,
          organizer: true,
          optional: false,
          resource: false,
        },
        {
          email: "lee@client.test",
          name: "Lee",
          reply: "awaiting",
          self: false,
          organizer: false,
          optional: true,
          resource: false,
        },
        {
          email: "c_18@resource.calendar.google.com",
          name: "Room 4",
          reply: "accepted",
          self: false,
          organizer: false,
          optional: false,
          resource: true,
        },
      ],
      guestsOmitted: false,
      joinUrl: "https://meet.google.com/xyz",
      joinPending: false,
      url: "https://www.google.com/calendar/event?eid=abc",
      series: { role: "single" },
      crmMeetingId: null,
    });
  });

  it("takes an absent member for its default, never for an empty text or a made-up date", () => {
    expect(read(least)).toEqual({
      id: "e1",
      etag: null,
      icalUid: null,
      createdAt: null,
      updatedAt: null,
      status: "confirmed",
      kind: "default",
      showsAway: false,
      visibility: "public",
      title: null,
      descriptionHtml: null,
      locationText: null,
      slot: { kind: "timed", start: "2026-11-10T13:00:00.000Z", end: "2026-11-10T13:30:00.000Z", zone: ZONE },
      organizer: null,
      guests: [],
      guestsOmitted: false,
      joinUrl: null,
      joinPending: false,
      url: null,
      series: { role: "single" },
      crmMeetingId: null,
    });
  });

  it.each<[string, Raw, object]>([
    ["private", { visibility: "private" }, { visibility: "private" }],
    ["confidential", { visibility: "confidential" }, { visibility: "private" }],
    ["the calendar's default", { visibility: "default" }, { visibility: "public" }],
    ["tentative", { status: "tentative" }, { status: "tentative" }],
    ["out of office", { eventType: "outOfOffice" }, { kind: "out-of-office" }],
    ["focus time", { eventType: "focusTime" }, { kind: "other" }],
    ["a birthday", { eventType: "birthday" }, { kind: "other" }],
    ["a kind of tomorrow", { eventType: "somethingNew" }, { kind: "other" }],
    [
      "guests left out",
      { attendeesOmitted: true, attendees: [{ email: "mia@acme.test", self: true }] },
      { guestsOmitted: true },
    ],
    [
      "a reply nobody knows",
      { attendees: [{ email: "a@x.example", responseStatus: "perhaps" }] },
      { guests: [{ reply: "awaiting" }] },
    ],
    [
      "a zone nobody knows",
      { start: { dateTime: "2026-11-10T13:00:00Z", timeZone: "Mars/Olympus" } },
      { slot: { zone: ZONE } },
    ],
    [
      "a skipped hour, told with its offset",
      { start: { dateTime: "2026-03-29T02:30:00+01:00" }, end: { dateTime: "2026-03-29T04:00:00+02:00" } },
      { slot: { start: "2026-03-29T01:30:00.000Z" } },
    ],
    [
      "all day",
      { start: { date: "2026-11-10" }, end: { date: "2026-11-12" } },
      { slot: { kind: "all-day", from: "2026-11-10", until: "2026-11-12" } },
    ],
    [
      "a Meet link in the making",
      { conferenceData: { createRequest: { status: { statusCode: "pending" } } } },
      { joinUrl: null, joinPending: true },
    ],
    [
      "a Meet link refused",
      { conferenceData: { createRequest: { status: { statusCode: "failure" } } } },
      { joinUrl: null, joinPending: false },
    ],
    [
      "a link by its older name",
      { hangoutLink: "https://meet.google.com/old" },
      { joinUrl: "https://meet.google.com/old" },
    ],
    [
      "a series",
      { recurrence: ["RRULE:FREQ=WEEKLY"] },
      { series: { role: "master", rule: ["RRULE:FREQ=WEEKLY"] } },
    ],
    [
      "an instance",
      { recurringEventId: "m1", originalStartTime: { dateTime: "2026-11-10T14:00:00+01:00" } },
      { series: { role: "instance", masterId: "m1", originalStart: "2026-11-10T13:00:00.000Z" } },
    ],
    [
      "an all-day instance",
      { recurringEventId: "m1", originalStartTime: { date: "2026-11-10" } },
      { series: { role: "instance", originalStart: "2026-11-09T23:00:00.000Z" } },
    ],
    ["control characters in an identifier", { iCalUID: "a\u0000b@x" }, { icalUid: "ab@x" }],
  ])("%s", (_name, more, expected) => {
    expect(read({ ...least, ...more })).toMatchObject(expected);
  });

  it("leaves out guests without an address: X.500 names, placeholders, control characters (case 16)", () => {
    const emails = [
      "",
      "/o=acme/cn=lee",
      "no one",
      "a@b@c",
      "x\u0000@y.example",
      `${"x".repeat(250)}@y.example`,
      " Zoe@Client.test ",
    ];
    const guests = read({ ...least, attendees: [{}, ...emails.map((email) => ({ email }))] }).guests;
    expect(guests.map(({ email }) => email)).toEqual(["zoe@client.test"]);
  });

  it("believes our mark on the very event we made, and on no duplicate or instance of it", () => {
    const mark = "0b6fb0f5-8e0d-4df4-8c0e-64f2cf1b8a01";
    const marked = { ...least, extendedProperties: { private: { [crmMeetingProperty]: mark } } };
    const id = mark.replaceAll("-", "");
    expect(read({ ...marked, id }).crmMeetingId).toBe(mark);
    expect(read({ ...marked, id: "copied" }).crmMeetingId).toBeNull();
    expect(read({ ...marked, id: `${id}_20261110T130000Z` }).crmMeetingId).toBeNull();
  });

  it("reads nothing of a cancelled row but its id and slot", () => {
    expect(toChange({ id: "e1", status: "cancelled", summary: "Secret" }, ZONE)).toEqual({
      kind: "gone",
      id: "e1",
      how: "called-off",
      instance: null,
      updatedAt: null,
    });
    const instance = { recurringEventId: "m1", originalStartTime: { dateTime: "2026-11-10T13:00:00Z" } };
    expect(
      toChange({ id: "m1_2026", status: "cancelled", updated: "2026-11-03T08:12:41Z", ...instance }, ZONE),
    ).toEqual({
      kind: "gone",
      id: "m1_2026",
      how: "called-off",
      instance: { masterId: "m1", originalStart: "2026-11-10T13:00:00.000Z" },
      updatedAt: "2026-11-03T08:12:41.000Z",
    });
  });

  it.each<[string, Raw]>([
    ["no id", { ...full, id: null }],
    ["no times", { id: "e1" }],
    ["half a time", { id: "e1", start: { dateTime: "2026-11-10T13:00:00Z" }, end: {} }],
    ["a day that is none", { id: "e1", start: { date: "2026-02-31" }, end: { date: "2026-03-01" } }],
    ["a time that is none", { id: "e1", start: { dateTime: "soon" }, end: { dateTime: "later" } }],
  ])("tells nothing of a row with %s", (_name, raw) => {
    expect(toChange(raw, ZONE)).toBeNull();
  });
});

describe("toRow", () => {
  it("is the same as toChange where a row can be read", () => {
    expect(toRow(full, ZONE)).toEqual(toChange(full, ZONE));
  });

  it("names an event of an unknown shape, to be looked up alone, and throws nothing", () => {
    const odd = {
      ...full,
      id: "odd",
      recurringEventId: "m1",
      created: "2026-11-03T08:12:41Z",
      attendees: {},
    };
    expect(() => toChange(odd as Raw, ZONE)).toThrow(TypeError);
    expect(toRow(odd as Raw, ZONE)).toEqual({
      kind: "hint",
      id: "odd",
      masterId: "m1",
      createdAt: "2026-11-03T08:12:41.000Z",
      onlyIfKnown: false,
      onPrimary: true,
    });
    expect(toRow({ ...odd, id: null } as Raw, ZONE)).toBeNull();
  });
});
