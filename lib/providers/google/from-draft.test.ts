import { describe, expect, it } from "vitest";
import type { EventDraft } from "@/lib/domain/calendar/event";
import { fromDraft } from "./from-draft";
import { toChange } from "./to-event";

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

describe("fromDraft", () => {
  it("comes back as the same event (RULES I12)", () => {
    const change = toChange(fromDraft(draft), "UTC");
    expect(change).toMatchObject({
      kind: "upsert",
      event: {
        id: draft.id,
        crmMeetingId: meetingId,
        title: draft.title,
        slot: draft.slot,
        locationText: "Room 4",
        guests: [
          { email: "lee@client.test", name: "Lee" },
          { email: "zoe@client.test", name: null },
        ],
      },
    });
  });

  it("asks for a video link once per meeting, and only when one is wanted", () => {
    expect(fromDraft(draft)).not.toHaveProperty("conferenceData");
    expect(fromDraft({ ...draft, conference: true }).conferenceData).toEqual({
      createRequest: { requestId: draft.id, conferenceSolutionKey: { type: "hangoutsMeet" } },
    });
  });

  it("leaves out what is not there, and tells days as days", () => {
    const body = fromDraft({
      ...draft,
      descriptionHtml: null,
      locationText: null,
      slot: { kind: "all-day", from: "2026-11-24", until: "2026-11-25" },
    });
    expect(body).not.toHaveProperty("description");
    expect(body).not.toHaveProperty("location");
    expect(body).toMatchObject({ start: { date: "2026-11-24" }, end: { date: "2026-11-25" } });
  });
});
