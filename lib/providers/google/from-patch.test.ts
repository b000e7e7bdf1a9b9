import { describe, expect, it } from "vitest";
import type { EventPatch } from "@/lib/domain/calendar/event";
import { attendeesAfter, fromPatch } from "./from-patch";

const id = { eventId: "e1", etag: '"1"' };
const zone = "Europe/Berlin";
const [start, end] = ["2026-11-24T13:00:00.000Z", "2026-11-24T13:45:00.000Z"];

describe("fromPatch", () => {
  it.each<[string, Partial<EventPatch>, object]>([
    ["nothing", {}, {}],
    ["a title", { title: "New" }, { summary: "New" }],
    ["texts", { descriptionHtml: "a", locationText: "b" }, { description: "a", location: "b" }],
    ["no texts", { descriptionHtml: null, locationText: null }, { description: null, location: null }],
    [
      "hours, also where whole days stood",
      { slot: { kind: "timed", start, end, zone } },
      {
        start: { date: null, dateTime: start, timeZone: zone },
        end: { date: null, dateTime: end, timeZone: zone },
      },
    ],
    [
      "whole days, also where hours stood",
      { slot: { kind: "all-day", from: "2026-11-24", until: "2026-11-26" } },
      { start: { date: "2026-11-24", dateTime: null }, end: { date: "2026-11-26", dateTime: null } },
    ],
    ["guests, which need the others", { guests: { add: [], remove: ["lee@client.test"] } }, {}],
  ])("names %s alone", (_name, patch, body) => {
    expect(fromPatch({ ...id, ...patch })).toEqual(body);
  });
});

describe("attendeesAfter", () => {
  const mia = { email: "mia@acme.test", organizer: true, self: true, responseStatus: "accepted" };
  const lee = { email: "Lee@client.test", responseStatus: "tentative", optional: true, comment: "Late" };
  const room = { email: "c_1@resource.calendar.google.com", resource: true, responseStatus: "accepted" };
  const hidden = { id: "1", responseStatus: "needsAction" };
  const zoe = { email: "zoe@client.test", name: "Zoe" };

  it.each<[string, EventPatch["guests"], object[]]>([
    ["keeps everyone as they were", { add: [], remove: [] }, [mia, lee, room, hidden]],
    [
      "adds who is not there yet",
      {
        add: [zoe, { email: "lee@CLIENT.test", name: "Lee" }, { email: "max@client.test", name: null }],
        remove: [],
      },
      [mia, lee, room, hidden, { email: zoe.email, displayName: "Zoe" }, { email: "max@client.test" }],
    ],
    ["takes off who is named", { add: [], remove: ["LEE@client.test", "no@body.test"] }, [mia, room, hidden]],
  ])("%s", (_name, guests, expected) => {
    expect(
      attendeesAfter({ attendees: [mia, lee, room, hidden] }, guests ?? { add: [], remove: [] }),
    ).toEqual(expected);
  });
  it("refuses where not all guests are shown", () => {
    const before = { attendees: [mia], attendeesOmitted: true };
    const change = () => attendeesAfter(before, { add: [zoe], remove: [] });
    expect(change).toThrow(expect.objectContaining({ kind: "refused" }));
  });
  it("brings the first guests", () => {
    expect(attendeesAfter({}, { add: [zoe], remove: [] })).toEqual([
      { email: zoe.email, displayName: "Zoe" },
    ]);
  });
});
