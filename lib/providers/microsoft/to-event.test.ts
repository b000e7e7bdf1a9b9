import { describe, expect, it } from "vitest";
import { toChange } from "./to-event";
import { rawEvent } from "./wire";

type Raw = Record<string, unknown>;
const MIA = "mia@acme.test";
const mark = "0b6fb0f5-8e0d-4df4-8c0e-64f2cf1b8a01";
const at = (dateTime: string, timeZone = "UTC") => ({ dateTime, timeZone });
const person = (address: string, name = address) => ({ emailAddress: { address, name } });
const guest = (address: string, response = "none", type = "required") => ({
  ...person(address),
  type,
  status: { response, time: "0001-01-01T00:00:00Z" },
});

/** As the API sends it, every optional member there. */
const full: Raw = {
  "@odata.etag": 'W/"mX3c=="',
  id: "AAkALgAA1",
  createdDateTime: "2026-11-03T08:12:40.1234567Z",
  lastModifiedDateTime: "2026-11-03T08:12:42.7654321Z",
  changeKey: "mX3c==",
  transactionId: `crm-${mark}`,
  originalStartTimeZone: "W. Europe Standard Time",
  iCalUId: "uid-1@exchange",
  subject: "Renewal call",
  bodyPreview: "Agenda",
  sensitivity: "normal",
  isAllDay: false,
  isCancelled: false,
  isOrganizer: true,
  isDraft: false,
  seriesMasterId: null,
  showAs: "busy",
  type: "singleInstance",
  webLink: "https://outlook.office365.com/owa/?itemid=1",
  onlineMeetingUrl: null,
  isOnlineMeeting: true,
  hideAttendees: false,
  recurrence: null,
  responseStatus: { response: "organizer", time: "0001-01-01T00:00:00Z" },
  body: { contentType: "html", content: "<html><body>Agenda</body></html>" },
  start: at("2026-11-10T13:00:00.0000000"),
  end: at("2026-11-10T13:30:00.0000000"),
  location: { displayName: "Room 4", locationType: "default" },
  attendees: [
    guest("LEE@client.test", "tentativelyAccepted", "optional"),
    guest("room4@acme.test", "accepted", "resource"),
    guest("/O=EXCHANGELABS/OU=X/CN=LEE"),
    guest(""),
    guest("a@b@c"),
  ],
  organizer: person("Mia@acme.test", "Mia"),
  onlineMeeting: { joinUrl: "https://teams.microsoft.com/l/meetup-join/x" },
};
const least: Raw = {
  id: "e1",
  start: at("2026-11-10T13:00:00.0000000"),
  end: at("2026-11-10T13:30:00.0000000"),
};
const slot = {
  kind: "timed",
  start: "2026-11-10T13:00:00.000Z",
  end: "2026-11-10T13:30:00.000Z",
  zone: "UTC",
};

const change = (raw: Raw) => toChange(rawEvent.parse(raw), MIA);
function read(raw: Raw) {
  const found = change(raw);
  if (found?.kind !== "upsert") throw new Error("not an event");
  return found.event;
}

describe("toChange", () => {
  it("reads every field", () => {
    const plain = { self: false, organizer: false, optional: false, resource: false, name: null };
    expect(read(full)).toEqual({
      id: "AAkALgAA1",
      etag: 'W/"mX3c=="',
      icalUid: "uid-1@exchange",
      createdAt: "2026-11-03T08:12:40.123Z",
      updatedAt: "2026-11-03T08:12:42.765Z",
      status: "confirmed",
      kind: "default",
      showsAway: false,
      visibility: "public",
      title: "Renewal call",
      descriptionHtml: "<html><body>Agenda</body></html>",
      locationText: "Room 4",
      slot: { ...slot, zone: "Europe/Berlin" },
      organizer: { email: MIA, name: "Mia", self: true },
      guests: [
        { ...plain, email: "lee@client.test", reply: "tentative", optional: true },
        { ...plain, email: "room4@acme.test", reply: "accepted", resource: true },
      ],
      guestsOmitted: false,
      joinUrl: "https://teams.microsoft.com/l/meetup-join/x",
      joinPending: false,
      url: "https://outlook.office365.com/owa/?itemid=1",
      series: { role: "single" },
      crmMeetingId: mark,
    });
  });

  it("takes an absent or odd member for its default, never for an empty text or a made-up date", () => {
    const nothing = {
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
      slot,
      organizer: null,
      guests: [],
      guestsOmitted: false,
      joinUrl: null,
      joinPending: false,
      url: null,
      series: { role: "single" },
      crmMeetingId: null,
    };
    expect(read(least)).toEqual(nothing);
    const odd = { subject: "", body: 7, attendees: "all", organizer: [], recurrence: {}, showAs: 1 };
    expect(read({ ...least, ...odd })).toEqual(nothing);
  });

  it.each<[string, Raw, object]>([
    ["private", { sensitivity: "private" }, { visibility: "private" }],
    ["confidential", { sensitivity: "confidential" }, { visibility: "private" }],
    ["personal", { sensitivity: "personal" }, { visibility: "private" }],
    ["a sensitivity of tomorrow", { sensitivity: "secret" }, { visibility: "private" }],
    ["shown as tentative by one person", { showAs: "tentative" }, { status: "confirmed" }],
    ["out of office", { showAs: "oof" }, { kind: "out-of-office" }],
    [
      "out of office with a room",
      { showAs: "oof", attendees: [guest("r@acme.test", "none", "resource")] },
      { kind: "out-of-office" },
    ],
    [
      "out of office with a guest",
      { showAs: "oof", attendees: [guest("lee@client.test")] },
      { kind: "default" },
    ],
    ["out of office at somebody's invitation", { showAs: "oof", isOrganizer: false }, { kind: "default" }],
    ["working elsewhere", { showAs: "workingElsewhere" }, { kind: "default" }],
    ["guests hidden from me", { hideAttendees: true, isOrganizer: false }, { guestsOmitted: true }],
    ["guests I hid", { hideAttendees: true, isOrganizer: true }, { guestsOmitted: false }],
    ["a custom zone", { originalStartTimeZone: "tzone://Microsoft/Custom" }, { slot: { zone: "UTC" } }],
    [
      "times in a zone nobody asked for",
      {
        start: at("2026-11-10T14:00:00.0000000", "W. Europe Standard Time"),
        end: at("2026-11-10T14:30:00.0000000", "Europe/Berlin"),
      },
      { slot: { start: "2026-11-10T13:00:00.000Z", end: "2026-11-10T13:30:00.000Z" } },
    ],
    [
      "all day",
      { isAllDay: true, start: at("2026-11-10T00:00:00.0000000"), end: at("2026-11-12T00:00:00.0000000") },
      { slot: { kind: "all-day", from: "2026-11-10", until: "2026-11-12" } },
    ],
    [
      "all day without a length",
      { isAllDay: true, start: at("2026-11-30T00:00:00"), end: at("2026-11-30T00:00:00") },
      { slot: { from: "2026-11-30", until: "2026-12-01" } },
    ],
    [
      "a Teams link in the making",
      { isOnlineMeeting: true, onlineMeeting: null },
      { joinUrl: null, joinPending: true },
    ],
    [
      "a link by its older name",
      { onlineMeetingUrl: "https://join.example/1" },
      { joinUrl: "https://join.example/1" },
    ],
    [
      "a text body",
      { body: { contentType: "text", content: "a < b\r\nc" } },
      { descriptionHtml: "<p>a &lt; b<br>c</p>" },
    ],
    [
      "an empty page for a text",
      {
        body: {
          contentType: "html",
          content: "<html><head><style>p{}</style></head><body> &nbsp;<div></div></body></html>",
        },
      },
      { descriptionHtml: null },
    ],
    ["no etag but a change key", { changeKey: "k1" }, { etag: "k1" }],
    [
      "a series",
      {
        type: "seriesMaster",
        recurrence: { pattern: { type: "daily", interval: 1 }, range: { type: "noEnd" } },
      },
      { series: { role: "master", rule: ["RRULE:FREQ=DAILY"] } },
    ],
    [
      "an exception",
      { type: "exception", seriesMasterId: "m1", originalStart: "2026-11-09T13:00:00Z" },
      { series: { role: "instance", masterId: "m1", originalStart: "2026-11-09T13:00:00.000Z" } },
    ],
    [
      "an occurrence that does not name its slot",
      { type: "occurrence", seriesMasterId: "m1" },
      { series: { role: "instance", masterId: "m1", originalStart: "2026-11-10T13:00:00.000Z" } },
    ],
  ])("%s", (_name, more, expected) => {
    expect(read({ ...least, ...more })).toMatchObject(expected);
  });

  it("takes my own answer from the event, and leaves the others' as the copy has them", () => {
    const copy = {
      ...full,
      isOrganizer: false,
      organizer: person("lee@client.test", "Lee"),
      responseStatus: { response: "declined" },
      attendees: [guest("MIA@acme.test"), guest("lee@client.test"), guest("zoe@client.test", "notResponded")],
    };
    const { guests, organizer, crmMeetingId } = read(copy);
    expect(guests.map(({ email, self, organizer, reply }) => [email, self, organizer, reply])).toEqual([
      [MIA, true, false, "declined"],
      ["lee@client.test", false, true, "accepted"],
      ["zoe@client.test", false, false, "awaiting"],
    ]);
    expect(organizer).toEqual({ email: "lee@client.test", name: "Lee", self: false });
    // A mark on a copy is the organiser's, and none of ours.
    expect(crmMeetingId).toBeNull();
  });

  it("knows an organiser by an alias", () => {
    const alias = { ...full, organizer: person("m.berg@acme.test"), attendees: [guest("m.berg@acme.test")] };
    expect(read(alias).guests).toMatchObject([{ self: true, organizer: true, reply: "accepted" }]);
  });

  it.each<[string, string, Raw]>([
    ["another app's", "other-1", {}],
    ["no id of ours", "crm-1", {}],
    ["an instance of a series", `crm-${mark}`, { seriesMasterId: "m1" }],
  ])("believes no mark that is %s", (_name, transactionId, more) => {
    expect(read({ ...full, transactionId, ...more }).crmMeetingId).toBeNull();
  });

  it("reads nothing of a cancelled copy but its id and slot", () => {
    const cancelled = { ...full, isCancelled: true, subject: "Canceled: Renewal call" };
    const gone = { kind: "gone", id: "AAkALgAA1", how: "called-off", updatedAt: "2026-11-03T08:12:42.765Z" };
    expect(change(cancelled)).toEqual({ ...gone, instance: null });
    const instance = { type: "exception", seriesMasterId: "m1", originalStart: "2026-11-10T13:00:00Z" };
    expect(change({ ...cancelled, ...instance })).toEqual({
      ...gone,
      instance: { masterId: "m1", originalStart: "2026-11-10T13:00:00.000Z" },
    });
  });

  it.each<[string, Raw]>([
    ["a draft", { ...full, isDraft: true }],
    ["no times", { id: "e1" }],
    ["half a time", { ...least, end: null }],
    ["a day that is none", { ...least, isAllDay: true, start: at("2026-02-31T00:00:00") }],
    ["a time that is none", { ...least, start: at("soon") }],
    ["an hour that is none", { ...least, start: at("2026-11-10T25:00:00.0000000") }],
    ["a zone that is none", { ...least, start: at("2026-11-10T13:00:00.0000000", "Mars Standard Time") }],
  ])("tells nothing of a row with %s", (_name, raw) => {
    expect(change(raw)).toBeNull();
  });
});
