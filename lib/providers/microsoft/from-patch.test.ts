import { describe, expect, it } from "vitest";
import type { EventPatch } from "@/lib/domain/calendar/event";
import { fromPatch, mergedInto, needsReading } from "./from-patch";
import { rawEvent } from "./wire";

const id = { eventId: "e1", etag: 'W/"1"' };
const [start, end] = ["2026-11-24T13:00:00.000Z", "2026-11-24T13:45:00.000Z"];

describe("fromPatch", () => {
  it.each<[string, Partial<EventPatch>, object]>([
    ["nothing", {}, {}],
    ["a title", { title: "New" }, { subject: "New" }],
    ["a place", { locationText: "Room 4" }, { location: { displayName: "Room 4" } }],
    ["no place", { locationText: null }, { location: { displayName: "" } }],
    [
      "hours, also where whole days stood",
      { slot: { kind: "timed", start, end, zone: "Europe/Berlin" } },
      {
        isAllDay: false,
        start: { dateTime: "2026-11-24T14:00:00", timeZone: "W. Europe Standard Time" },
        end: { dateTime: "2026-11-24T14:45:00", timeZone: "W. Europe Standard Time" },
      },
    ],
    [
      "whole days",
      { slot: { kind: "all-day", from: "2026-11-24", until: "2026-11-26" } },
      {
        isAllDay: true,
        start: { dateTime: "2026-11-24T00:00:00", timeZone: "UTC" },
        end: { dateTime: "2026-11-26T00:00:00", timeZone: "UTC" },
      },
    ],
  ])("names %s alone, and asks for no reading", (_name, patch, body) => {
    expect(fromPatch({ ...id, ...patch })).toEqual(body);
    expect(needsReading({ ...id, ...patch })).toBe(false);
  });
});

describe("mergedInto", () => {
  const attendee = (address: string, response: string, type = "required") => ({
    type,
    status: { response, time: "2026-11-10T09:00:00Z" },
    emailAddress: { name: address, address },
  });
  const lee = attendee("Lee@client.test", "accepted", "optional");
  const room = attendee("room4@acme.test", "accepted", "resource");
  const list = attendee("/O=EXCHANGELABS/OU=X/CN=ALL", "none");
  const raw = rawEvent.parse({ id: "e1", attendees: [lee, room, list, attendee("", "none"), null] });
  const zoe = { email: "zoe@client.test", name: "Zoe" };

  it.each<[string, EventPatch["guests"], object[]]>([
    ["keeps everyone as they were", { add: [], remove: [] }, [lee, room, list]],
    [
      "adds who is not there yet",
      {
        add: [zoe, { email: "lee@CLIENT.test", name: "Lee" }, { email: "max@client.test", name: null }],
        remove: [],
      },
      [
        ...[lee, room, list],
        { type: "required", emailAddress: { address: zoe.email, name: "Zoe" } },
        { type: "required", emailAddress: { address: "max@client.test" } },
      ],
    ],
    ["takes off who is named", { add: [], remove: ["LEE@client.test", "no@body.test"] }, [room, list]],
  ])("%s", (_name, guests, attendees) => {
    const patch = { ...id, ...(guests ? { guests } : {}) };
    expect(needsReading(patch)).toBe(true);
    expect(mergedInto(raw, patch)).toEqual({ attendees });
  });
  it.each([
    ["<p>New</p>", "<p>New</p>"],
    [null, ""],
  ])("writes %j as the body", (descriptionHtml, content) => {
    const patch = { ...id, descriptionHtml };
    expect(needsReading(patch)).toBe(true);
    expect(mergedInto(raw, patch)).toEqual({ body: { contentType: "html", content } });
  });
});
