import { describe, expect, it } from "vitest";
import type { EventDraft } from "@/lib/domain/calendar/event";
import { fromDraft, meetingProperty } from "./from-draft";
import { toChange } from "./to-event";
import { rawEvent } from "./wire";

const meetingId = "0b6fb0f5-8e0d-4df4-8c0e-64f2cf1b8a01";
const draft: EventDraft = {
  id: meetingId.replaceAll("-", ""),
  crmMeetingId: meetingId,
  title: "Renewal terms",
  descriptionHtml: "<p>Agenda</p>",
  slot: {
    kind: "timed",
    start: "2026-11-24T13:00:00.000Z",
    end: "2026-11-24T13:45:00.000Z",
    zone: "Europe/Berlin",
  },
  locationText: "Room 4",
  conference: false,
  guests: [
    { email: "lee@client.test", name: "Lee" },
    { email: "zoe@client.test", name: null },
  ],
  sourceUrl: "http://localhost:3999/contacts/1",
  askedAt: null,
};
const timesOf = (slot: EventDraft["slot"]) => {
  const { start, end, isAllDay } = fromDraft({ ...draft, slot }, "none");
  return { start, end, isAllDay };
};

describe("fromDraft", () => {
  it("comes back as the same event (RULES I12)", () => {
    const organizer = { emailAddress: { address: "mia@acme.test", name: "Mia" } };
    const raw = rawEvent.parse({ id: "AAk1", isOrganizer: true, organizer, ...fromDraft(draft, "none") });
    expect(toChange(raw, "mia@acme.test")).toMatchObject({
      kind: "upsert",
      event: {
        crmMeetingId: meetingId,
        title: draft.title,
        descriptionHtml: "<p>Agenda</p>",
        slot: { start: "2026-11-24T13:00:00.000Z", end: "2026-11-24T13:45:00.000Z" },
        locationText: "Room 4",
        guests: [
          { email: "lee@client.test", name: "Lee" },
          { email: "zoe@client.test", name: null },
        ],
      },
    });
  });

  it("can be asked twice and be found again, and keeps our link from the guests", () => {
    const body = fromDraft(draft, "none");
    expect(body).toMatchObject({
      transactionId: `crm-${meetingId}`,
      singleValueExtendedProperties: [{ id: meetingProperty, value: meetingId }],
    });
    expect(JSON.stringify(body)).not.toContain(draft.sourceUrl);
    expect(JSON.stringify(fromDraft(draft, "none"))).toBe(JSON.stringify(body));
  });

  it("asks for a Teams link only when one is wanted", () => {
    expect(fromDraft(draft, "none")).not.toHaveProperty("isOnlineMeeting");
    expect(fromDraft(draft, "teams")).toMatchObject({
      isOnlineMeeting: true,
      onlineMeetingProvider: "teamsForBusiness",
    });
  });

  it("writes times on the wall of their zone, and in UTC where that would be ambiguous or unknown", () => {
    const timed = (start: string, zone: string) => timesOf({ kind: "timed", start, end: start, zone }).start;
    expect(timed("2026-11-24T13:00:00.000Z", "Europe/Berlin")).toEqual({
      dateTime: "2026-11-24T14:00:00",
      timeZone: "W. Europe Standard Time",
    });
    // 02:30 comes twice that night; this is the second one.
    expect(timed("2026-10-25T01:30:00.000Z", "Europe/Berlin")).toEqual({
      dateTime: "2026-10-25T01:30:00.000",
      timeZone: "UTC",
    });
    expect(timed("2026-11-24T13:00:00.000Z", "Etc/GMT+8")).toMatchObject({ timeZone: "UTC-08" });
    expect(timed("2026-11-24T13:00:00.000Z", "Antarctica/Troll")).toMatchObject({ timeZone: "UTC" });
  });

  it("leaves out what is not there, and tells days as days", () => {
    const slot = { kind: "all-day", from: "2026-11-24", until: "2026-11-25" } as const;
    const body = fromDraft({ ...draft, descriptionHtml: null, locationText: null, slot }, "none");
    expect(body).not.toHaveProperty("body");
    expect(body).not.toHaveProperty("location");
    expect(timesOf(slot)).toEqual({
      isAllDay: true,
      start: { dateTime: "2026-11-24T00:00:00", timeZone: "UTC" },
      end: { dateTime: "2026-11-25T00:00:00", timeZone: "UTC" },
    });
  });
});
