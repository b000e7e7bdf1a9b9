import { describe, expect, it } from "vitest";
import { blankForm, checkForm, type FormGuest, type MeetingForm, withGuest } from "./form";
import type { ScheduleFormDefaults } from "./inputs";

const meetingId = "5f0c7a52-3f0b-4c2f-9a55-0d6a4c1f2b11";
const record = { kind: "contact", id: "0b6fb0f5-8e0d-4df4-8c0e-64f2cf1b8a01" } as const;
const deal = { kind: "deal", id: "7e9f1c1e-2d56-4b3c-8f4e-9f3f3c2b1a02", name: "Renewal 2027" } as const;
const amara = {
  email: "amara@northwind.example",
  name: "Amara Lindqvist",
  detail: null,
  contactId: record.id,
  userId: null,
  timeZone: "Europe/Stockholm",
};
const defaults: ScheduleFormDefaults = {
  record: { ...record, name: "Amara Lindqvist" },
  host: {
    id: "c3a9f0a4-7a2d-4a47-8d2f-0f6f6f9f9c03",
    name: "Mei",
    email: "mei@almanac.example",
    timeZone: "Europe/Warsaw",
  },
  calendar: null,
  calendarOff: false,
  preselected: [amara],
  offered: [],
  records: [
    { ...deal, detail: "€84,000", ticked: true },
    { ...record, name: "Amara Lindqvist", detail: null, ticked: false },
  ],
};
const blank = blankForm(defaults, { meetingId, now: "2026-11-20T12:10:00.000Z" });
const filled: MeetingForm = { ...blank, title: "Renewal terms" };
const world = { host: defaults.host, calendar: null, now: "2026-11-20T12:10:00.000Z" };
const check = (form: MeetingForm) => checkForm(form, record, world);
const faultsOf = (form: MeetingForm) => {
  const checked = check(form);
  return checked.ok ? {} : checked.faults;
};

describe("blankForm (product section 5)", () => {
  it("starts at the host's next half hour with the record's contact and ticked records", () => {
    expect(blank).toMatchObject({ date: "2026-11-20", start: "13:30", end: "14:00", zone: "Europe/Warsaw" });
    expect(blank.attendees.map(({ email }) => email)).toEqual(["amara@northwind.example"]);
    expect(blank.meetingId).toBe(meetingId);
  });
});

describe("checkForm", () => {
  it("sends what the schema names and nothing else", () => {
    const checked = check({ ...filled, title: "  Renewal terms ", start: "2pm", end: "1445" });
    expect(checked).toEqual({
      ok: true,
      input: {
        meetingId,
        record,
        title: "Renewal terms",
        date: "2026-11-20",
        start: "14:00",
        end: "14:45",
        zone: "Europe/Warsaw",
        attendees: [{ email: amara.email, name: "Amara Lindqvist", contactId: record.id, userId: null }],
        location: { kind: "none", text: null },
        description: "",
        internalNote: "",
        records: [{ kind: "deal", id: deal.id }],
      },
    });
  });

  it.each<[string, Partial<MeetingForm>, Record<string, string>]>([
    ["an empty title", { title: "  " }, { title: "Give the meeting a title." }],
    ["a long title", { title: "x".repeat(10_000) }, { title: "Use at most 1,000 characters." }],
    [
      "an end before the start",
      { start: "14:00", end: "13:00" },
      { end: "The end must come after the start." },
    ],
    ["an end at the start", { start: "14:00", end: "14:00" }, { end: "The end must come after the start." }],
    ["a time that is none", { start: "noonish" }, { start: "Write a time such as 14:30." }],
    ["no date", { date: "" }, { date: "Choose a date." }],
    ["an unknown zone", { zone: "Mars/Olympus" }, { zone: "Choose a time zone from the list." }],
    [
      "a phone call without a number",
      { location: { kind: "phone", text: " " } },
      { "location.text": "Write the phone number." },
    ],
    [
      "a link that is none",
      { location: { kind: "link", text: "javascript:alert(1)" } },
      { "location.text": "Paste a link that starts with https://." },
    ],
  ])("names the field of %s", (_, change, faults) => {
    expect(faultsOf({ ...filled, ...change })).toEqual(faults);
  });

  it("refuses a meeting that the clock change leaves no time for", () => {
    const lost = { ...filled, date: "2027-03-28", start: "02:30", end: "03:15" };
    expect(faultsOf(lost)).toEqual({ end: "The end must come after the start." });
  });

  it("keeps emoji, right-to-left text and HTML as they were typed", () => {
    const title = "🎉 <b>שלום</b> مرحبا";
    const checked = check({ ...filled, title });
    expect(checked.ok && checked.input.title).toBe(title);
  });

  it("drops a place left over from another kind of location", () => {
    const checked = check({ ...filled, location: { kind: "none", text: "+48 22" } });
    expect(checked.ok && checked.input.location).toEqual({ kind: "none", text: null });
  });

  it("asks for a calendar before it promises a video link", () => {
    const conference = { ...filled, location: { kind: "conference", text: "" } } as const;
    expect(Object.keys(faultsOf(conference))).toEqual(["location.kind"]);
    const calendar = {
      provider: "google",
      label: "Google Calendar",
      email: "mei@almanac.example",
      conferenceLabel: "Google Meet",
    } as const;
    expect(checkForm(conference, record, { ...world, calendar }).ok).toBe(true);
  });
});

describe("withGuest", () => {
  const guest = (email: string): FormGuest => ({
    email,
    name: null,
    contactId: null,
    userId: null,
    timeZone: null,
  });

  it("adds an address once, lower-cased (RULES I2)", () => {
    const added = withGuest(blank, guest(" Jon@Client.Example "));
    expect(added.ok && added.form.attendees.at(-1)?.email).toBe("jon@client.example");
    const again = withGuest(blank, guest("AMARA@northwind.example"));
    expect(again.ok && again.form.attendees).toHaveLength(1);
  });

  it("says what is wrong with an address that is none", () => {
    expect(withGuest(blank, guest("jon@"))).toEqual({
      ok: false,
      fault: "“jon@” is not an email address.",
    });
  });

  it("stops at 200 guests", () => {
    const full = { ...blank, attendees: Array.from({ length: 200 }, (_, n) => guest(`g${n}@x.example`)) };
    expect(withGuest(full, guest("one@more.example"))).toEqual({
      ok: false,
      fault: "Invite at most 200 people.",
    });
  });
});
