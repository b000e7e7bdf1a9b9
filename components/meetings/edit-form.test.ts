import { describe, expect, it } from "vitest";
import { editedFields } from "@/lib/domain/meetings/edit";
import type { EditMeetingDefaults } from "@/lib/domain/meetings/edit-inputs";
import { editForm, typedFields } from "./edit-form";

const amara = { email: "amara@x.example", name: "Amara", contactId: null, userId: null };
const defaults: EditMeetingDefaults = {
  meetingId: "5f0c7a52-3f0b-4c2f-9a55-0d6a4c1f2b11",
  fields: {
    title: "Renewal",
    date: "2026-11-24",
    start: "14:00",
    end: "14:45",
    zone: "Europe/Warsaw",
    attendees: [amara],
    location: { kind: "conference", text: "Room 4" },
    description: "Agenda\nterm",
  },
  outcome: "Scheduled",
  internalNote: "net-45",
  host: { id: "u", name: "Mei", email: "mei@almanac.example", timeZone: "Europe/Warsaw" },
  calendar: null,
  destination: "here",
  lock: null,
  timeLock: null,
  placeLock: null,
  descriptionLock: null,
  offered: [],
  people: [{ ...amara, detail: null, timeZone: "Europe/Stockholm" }],
};

describe("editForm and back", () => {
  const form = editForm(defaults);
  it("differs in nothing while nothing is typed", () => {
    expect(typedFields(form)).toEqual(defaults.fields);
    const nowhere = { ...defaults.fields, location: { kind: "none" as const, text: null } };
    expect(typedFields(editForm({ ...defaults, fields: nowhere }))).toEqual(nowhere);
  });
  it("knows the guests' clocks where they are known", () => {
    expect(form.attendees[0]?.timeZone).toBe("Europe/Stockholm");
    expect(editForm({ ...defaults, people: [] }).attendees[0]?.timeZone).toBeNull();
  });
  it("reads times as people type them, and leaves alone what is no time", () => {
    const typed = typedFields({ ...form, start: "2pm", end: "half past" });
    expect(typed).toMatchObject({ start: "14:00", end: "half past" });
    expect(editedFields({ before: defaults.fields, after: typed })).toEqual(["time"]);
  });
  it("takes blanks around a text for nothing", () => {
    const spaced = { ...form, title: " Renewal ", description: " Agenda\nterm\n" };
    expect(editedFields({ before: defaults.fields, after: typedFields(spaced) })).toEqual([]);
  });
});
