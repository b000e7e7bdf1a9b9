import { describe, expect, it } from "vitest";
import type { ScheduleMeetingInput } from "./inputs";
import { eventIdOf, planMeeting } from "./schedule";

const world = {
  now: "2026-01-10T09:00:00.000Z",
  host: { email: "Mia@acme.test" },
  calendar: { provider: "google" as const },
  textToHtml: (text: string) => `<p>${text}</p>`,
};
const input: ScheduleMeetingInput = {
  meetingId: "5f0c7a52-3f0b-4c2f-9a55-0d6a4c1f2b11",
  record: { kind: "contact", id: "0b6fb0f5-8e0d-4df4-8c0e-64f2cf1b8a01" },
  title: "Renewal terms",
  date: "2026-11-24",
  start: "14:00",
  end: "14:45",
  zone: "Europe/Berlin",
  attendees: [{ email: "lee@client.test", name: "Lee", contactId: null, userId: null }],
  location: { kind: "none", text: null },
  description: "",
  internalNote: "",
  records: [],
};
const plan = (more: Partial<ScheduleMeetingInput>, calendar: typeof world.calendar | null = world.calendar) =>
  planMeeting({ ...input, ...more }, { ...world, calendar });
const planned = (...given: Parameters<typeof plan>) => {
  const result = plan(...given);
  if (!result.ok) throw new Error(`refused: ${Object.keys(result.fields)}`);
  return result.meeting;
};

describe("planMeeting: times across the clock changes", () => {
  it.each([
    [
      "an ordinary day",
      "Europe/Berlin",
      "2026-11-24",
      "14:00",
      "14:45",
      "2026-11-24T13:00:00.000Z",
      "2026-11-24T13:45:00.000Z",
    ],
    [
      "a start the clocks skip, Berlin",
      "Europe/Berlin",
      "2026-03-29",
      "02:30",
      "04:00",
      "2026-03-29T01:30:00.000Z",
      "2026-03-29T02:00:00.000Z",
    ],
    [
      "a start the clocks skip, New York",
      "America/New_York",
      "2026-03-08",
      "02:30",
      "04:00",
      "2026-03-08T07:30:00.000Z",
      "2026-03-08T08:00:00.000Z",
    ],
    [
      "across the gap",
      "Europe/Berlin",
      "2026-03-29",
      "01:30",
      "03:30",
      "2026-03-29T00:30:00.000Z",
      "2026-03-29T01:30:00.000Z",
    ],
    [
      "an hour that comes twice is the first one, Berlin",
      "Europe/Berlin",
      "2026-10-25",
      "02:15",
      "02:45",
      "2026-10-25T00:15:00.000Z",
      "2026-10-25T00:45:00.000Z",
    ],
    [
      "an hour that comes twice is the first one, New York",
      "America/New_York",
      "2026-11-01",
      "01:15",
      "01:45",
      "2026-11-01T05:15:00.000Z",
      "2026-11-01T05:45:00.000Z",
    ],
    [
      "across the overlap",
      "Europe/Berlin",
      "2026-10-25",
      "02:30",
      "03:30",
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T02:30:00.000Z",
    ],
  ])("%s", (_name, zone, date, start, end, startAt, endAt) => {
    expect(planned({ zone, date, start, end }).shared).toMatchObject({ startAt, endAt, zone });
  });
});

describe("planMeeting: what it makes of a form", () => {
  it("promises an event, for the guests without the host (RULES O1)", () => {
    const host = { email: "mia@acme.test", name: "Mia", contactId: null, userId: null };
    const meeting = planned({
      attendees: [host, ...input.attendees, ...input.attendees],
      description: "Agenda",
    });
    expect(meeting).toMatchObject({ push: "pending", outcome: "Scheduled", past: false });
    expect(meeting.shared.guests).toEqual([
      { email: "lee@client.test", name: "Lee", reply: "awaiting", organizer: false, optional: false },
    ]);
    expect(meeting.shared).toMatchObject({
      descriptionHtml: "<p>Agenda</p>",
      organizerEmail: "mia@acme.test",
    });
  });

  it("logs a past one as Completed and invites nobody (RULES section 5)", () => {
    expect(planned({ date: "2026-01-10", start: "09:59", end: "10:30" })).toMatchObject({
      push: "local",
      outcome: "Completed",
      past: true,
    });
    expect(planned({ date: "2026-01-10", start: "10:00", end: "10:30" })).toMatchObject({
      push: "pending",
      past: false,
    });
  });

  it("logs only, without a calendar", () => {
    expect(planned({}, null)).toMatchObject({ push: "local", outcome: "Scheduled" });
  });

  it("waits for a video link only while an event is promised", () => {
    const location = { kind: "conference" as const, text: null };
    expect(planned({ location }).shared).toMatchObject({ locationKind: "conference", joinPending: true });
    expect(planned({ location, date: "2025-11-24" }).shared.joinPending).toBe(false);
    expect(planned({ location: { kind: "link", text: "https://zoom.test/1" } }).shared.joinUrl).toBe(
      "https://zoom.test/1",
    );
  });

  it.each<[string, Partial<ScheduleMeetingInput>, string]>([
    ["the end before the start", { start: "14:00", end: "13:00" }, "end"],
    ["no length", { start: "14:00", end: "14:00" }, "end"],
    [
      "a meeting that the clock change leaves no time for",
      { date: "2026-03-29", start: "02:30", end: "03:15" },
      "end",
    ],
    ["1900", { date: "1900-01-01" }, "date"],
    ["far ahead", { date: "2101-01-01" }, "date"],
    ["no phone number", { location: { kind: "phone", text: null } }, "location.text"],
    ["no address", { location: { kind: "address", text: "" } }, "location.text"],
    ["a script for a link", { location: { kind: "link", text: "javascript:alert(1)" } }, "location.text"],
  ])("refuses %s", (_name, more, field) => {
    const refused = plan(more);
    expect(refused.ok ? {} : refused.fields).toEqual({ [field]: expect.any(String) });
  });

  it("makes no video link without a calendar", () => {
    expect(plan({ location: { kind: "conference", text: null } }, null)).toMatchObject({ ok: false });
  });
});

describe("eventIdOf", () => {
  it("is an id Google accepts: 5 to 1024 of a-v and 0-9", () => {
    expect(eventIdOf(input.meetingId)).toMatch(/^[a-v0-9]{5,1024}$/);
  });
});
