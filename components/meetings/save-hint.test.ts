import { describe, expect, it } from "vitest";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import { saveHint } from "./save-hint";

const now = "2026-11-20T12:00:00.000Z";
const host = { id: "u", name: "Mei", email: "Mei@almanac.example", timeZone: "Europe/Warsaw" };
const google = {
  provider: "google",
  label: "Google Calendar",
  email: host.email,
  conferenceLabel: "Google Meet",
} as const;
const guest = (email: string) => ({ email, name: null, contactId: null, userId: null, timeZone: null });
const form: MeetingForm = {
  meetingId: "5f0c7a52-3f0b-4c2f-9a55-0d6a4c1f2b11",
  title: "Renewal",
  date: "2026-11-20",
  start: "14:00",
  end: "14:30",
  zone: "Europe/Warsaw",
  attendees: [guest("mei@almanac.example"), guest("amara@x.example"), guest("jon@x.example")],
  location: { kind: "none", text: "" },
  description: "",
  internalNote: "",
  records: [],
};
const hint = (change: Partial<MeetingForm>, calendar: typeof google | null = google) =>
  saveHint({ ...form, ...change }, { host, calendar, calendarOff: false }, now);

describe("saveHint", () => {
  it("counts those whom the provider will invite, and the host is not one of them", () => {
    expect(hint({})).toEqual({ button: "Save", text: "2 people will be invited by Google.", settings: null });
    expect(hint({ attendees: [guest("a@x.example")] }).text).toBe("1 person will be invited by Google.");
    expect(hint({ attendees: [] }).text).toBe("It goes into your calendar; nobody is invited.");
  });
  it("says that a meeting that has begun is only logged, calendar or not", () => {
    expect(hint({ start: "12:59" }).button).toBe("Log meeting");
    expect(hint({ start: "12:59" }, null)).toMatchObject({ button: "Log meeting", settings: null });
  });
  it("says that nobody is invited while the switch is off, connected or not", () => {
    for (const calendar of [google, null]) {
      expect(saveHint(form, { host, calendar, calendarOff: true }, now)).toEqual({
        button: "Save",
        text: "Sync my calendar is off, so this meeting is logged only: no event, no invitation.",
        settings: "Turn it on",
      });
    }
    const past = saveHint({ ...form, start: "12:59" }, { host, calendar: google, calendarOff: true }, now);
    expect(past).toMatchObject({ button: "Log meeting", settings: null });
  });
  it("leads to the settings when no calendar is connected", () => {
    expect(hint({}, null)).toMatchObject({
      button: "Save",
      settings: "Connect your calendar",
    });
  });
});
