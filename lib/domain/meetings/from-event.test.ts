import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sanitiseHtml } from "@/lib/html";
import { event, guest, lee, mia, timed } from "../calendar/calendar.testing";
import type { CalendarEvent } from "../calendar/event";
import type { Slot } from "../time/slot";
import { changedFields, sameShared, sharedFields, webLink } from "./from-event";

const from = (more: Partial<CalendarEvent>, zone = "Europe/Berlin") =>
  sharedFields(event(more), zone, sanitiseHtml);
const allDay = (first: string, until: string): Slot => ({ kind: "all-day", from: first, until });

describe("times", () => {
  it.each<[string, Slot, string, string, string]>([
    [
      "a day",
      allDay("2026-11-24", "2026-11-25"),
      "Europe/Berlin",
      "2026-11-23T23:00:00.000Z",
      "2026-11-24T23:00:00.000Z",
    ],
    [
      "23 hours as the clocks go forward",
      allDay("2026-03-29", "2026-03-30"),
      "Europe/Berlin",
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ],
    [
      "25 hours as they go back",
      allDay("2026-10-25", "2026-10-26"),
      "Europe/Berlin",
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ],
    [
      "across both in America",
      allDay("2026-03-08", "2026-11-02"),
      "America/New_York",
      "2026-03-08T05:00:00.000Z",
      "2026-11-02T05:00:00.000Z",
    ],
    [
      "a day that begins at 01:00",
      allDay("2026-09-06", "2026-09-07"),
      "America/Santiago",
      "2026-09-06T04:00:00.000Z",
      "2026-09-07T03:00:00.000Z",
    ],
    [
      "an end that is no later",
      allDay("2026-11-24", "2026-11-24"),
      "Europe/Berlin",
      "2026-11-23T23:00:00.000Z",
      "2026-11-24T23:00:00.000Z",
    ],
    [
      "an end before the start",
      allDay("2026-12-31", "2026-11-24"),
      "UTC",
      "2026-12-31T00:00:00.000Z",
      "2027-01-01T00:00:00.000Z",
    ],
    [
      "no length",
      timed("2026-11-24T13:00:00.000Z", 0),
      "UTC",
      "2026-11-24T13:00:00.000Z",
      "2026-11-24T13:00:00.000Z",
    ],
    [
      "an end in the past of its start",
      timed("2026-11-24T13:00:00.000Z", -5),
      "UTC",
      "2026-11-24T13:00:00.000Z",
      "2026-11-24T13:00:00.000Z",
    ],
  ])("%s", (_name, slot, zone, startAt, endAt) => {
    const fields = from({ slot }, zone);
    expect(fields).toMatchObject({ startAt, endAt });
    expect(fields.allDay === null || fields.allDay.from < fields.allDay.until).toBe(true);
  });
});

describe("hostile text (RULES I15)", () => {
  it("bounds every length, in whole characters", () => {
    const fields = from({
      title: "🎉".repeat(5_000),
      locationText: "x".repeat(5_000),
      descriptionHtml: "y".repeat(90_000),
      guests: Array.from({ length: 900 }, (_, n) => guest(`g${n}@x.example`, { name: "n".repeat(900) })),
    });
    expect(fields.title).toBe("🎉".repeat(1_000));
    expect(fields.locationText).toHaveLength(2_000);
    expect(fields.descriptionHtml).toHaveLength(50_000);
    expect(fields.guests).toHaveLength(500);
    expect(fields.guests[0]?.name).toHaveLength(200);
  });

  it("drops NUL and other control characters, keeps lines, emoji and right-to-left text", () => {
    const fields = from({ title: "\u0000a\u0007\u001b שלום 🎉", descriptionHtml: "one\n\u0000two" });
    expect(fields.title).toBe("a שלום 🎉");
    expect(fields.descriptionHtml).toBe("one\ntwo");
    expect(from({ title: "\u0000 \u0001" }).title).toBe("(No title)");
  });

  it("is never left with half a tag by the cut", () => {
    const fields = from({ descriptionHtml: `${"z".repeat(49_990)}<a href="https://x.test">link</a>` });
    expect(fields.descriptionHtml).toBe(sanitiseHtml(fields.descriptionHtml ?? ""));
  });

  it.each([
    "javascript:alert(1)",
    "JAVASCRIPT:x",
    "data:text/html,x",
    "https:// x",
    "//x.test",
    "https://x\u0000y",
    "ftp://x",
  ])("takes %s for no link", (link) => {
    expect(webLink(link)).toBeNull();
    expect(from({ joinUrl: link, url: link })).toMatchObject({
      joinUrl: null,
      eventUrl: null,
    });
  });

  it("holds for any text at all", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.constant(null));
    fc.assert(
      fc.property(text, text, text, text, (title, locationText, descriptionHtml, joinUrl) => {
        const fields = from({
          title,
          locationText,
          descriptionHtml,
          joinUrl,
          url: joinUrl,
          guests: [mia, { ...lee, name: title }],
        });
        expect(JSON.stringify(fields)).not.toContain("\\u0000");
        expect(fields.title).not.toBe("");
        expect(sameShared(fields, { ...fields, guests: [...fields.guests].reverse() })).toBe(true);
      }),
    );
  });
});

describe("place and people", () => {
  it.each([
    [
      "a Meet link",
      { joinUrl: "https://meet.google.com/abc", locationText: "Room 4" },
      { locationKind: "conference", locationText: "Room 4", joinUrl: "https://meet.google.com/abc" },
    ],
    [
      "a Meet link in the making",
      { joinPending: true },
      { locationKind: "conference", joinUrl: null, joinPending: true },
    ],
    [
      "a pasted link",
      { locationText: " https://zoom.test/1 " },
      { locationKind: "link", joinUrl: "https://zoom.test/1" },
    ],
    ["an address", { locationText: "Main Street 1" }, { locationKind: "address", joinUrl: null }],
    ["nothing", { locationText: "  " }, { locationKind: "none", locationText: null }],
  ])("%s", (_name, more, expected) => {
    expect(from(more)).toMatchObject(expected);
  });

  it("leaves out rooms and the host, and adds an outside organiser", () => {
    const room = guest("room@x.example", { resource: true });
    expect(from({ guests: [mia, lee, room] }).guests.map(({ email }) => email)).toEqual([lee.email]);
    const invited = from({
      organizer: { email: lee.email, name: "Lee", self: false },
      guests: [{ ...mia, organizer: false }],
    });
    expect(invited.guests).toMatchObject([
      { email: mia.email },
      { email: lee.email, organizer: true, reply: "accepted" },
    ]);
  });

  it("names the fields that differ", () => {
    expect(
      changedFields(from({}), from({ title: "New", guests: [mia, { ...lee, reply: "accepted" }] })),
    ).toEqual(["title", "guests"]);
  });
});
