import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shift } from "@/lib/domain/time/instant";
import { agoWords, meetingWhen, meetingWhenThere, momentWhen } from "./when";

const now = "2026-11-20T12:00:00.000Z";
const meeting = {
  start: "2026-11-24T13:00:00.000Z",
  end: "2026-11-24T13:45:00.000Z",
  zone: "Europe/Warsaw",
  allDay: null,
};

describe("meetingWhen", () => {
  it("says day and times on the viewer's clock", () => {
    expect(meetingWhen(meeting, "Europe/Warsaw", now)).toBe("Tue 24 Nov, 14:00–14:45");
    expect(meetingWhen(meeting, "Asia/Tokyo", now)).toBe("Tue 24 Nov, 22:00–22:45");
  });
  it("names both days when midnight lies between, and the year when it is another", () => {
    expect(meetingWhen(meeting, "Asia/Kolkata", now)).toBe("Tue 24 Nov, 18:30–19:15");
    const late = { ...meeting, start: "2026-12-31T22:30:00.000Z", end: "2026-12-31T23:30:00.000Z" };
    expect(meetingWhen(late, "Europe/Warsaw", now)).toBe("Thu 31 Dec, 23:30 – Fri 1 Jan 2027, 00:30");
  });
  it("shows whole days without times and never moves them between zones", () => {
    const oneDay = { ...meeting, allDay: { from: "2026-11-24", until: "2026-11-25" } };
    expect(meetingWhen(oneDay, "Pacific/Honolulu", now)).toBe("Tue 24 Nov, all day");
    const three = { ...meeting, allDay: { from: "2026-11-24", until: "2026-11-27" } };
    expect(meetingWhen(three, "Pacific/Auckland", now)).toBe("Tue 24 Nov – Thu 26 Nov, all day");
    expect(meetingWhenThere(three, "Pacific/Auckland")).toBeNull();
  });
});

describe("meetingWhenThere", () => {
  it("adds the meeting's own clock only where it differs", () => {
    expect(meetingWhenThere(meeting, "Europe/Stockholm")).toBeNull();
    expect(meetingWhenThere({ ...meeting, zone: "America/New_York" }, "Europe/Warsaw")).toBe(
      "Tue 24 Nov, 08:00–08:45 in America/New York",
    );
  });
});

describe("momentWhen", () => {
  it("is short, with the year when it is another", () => {
    expect(momentWhen("2026-11-18T08:12:00.000Z", "Europe/Warsaw", now)).toBe("18 Nov, 09:12");
    expect(momentWhen("2025-11-18T08:12:00.000Z", "Europe/Warsaw", now)).toBe("18 Nov 2025, 09:12");
  });
});

describe("agoWords", () => {
  it.each([
    [4, "4 s ago"],
    [59, "59 s ago"],
    [60, "1 min ago"],
    [3_599, "59 min ago"],
    [7_200, "2 h ago"],
    [86_400, "1 day ago"],
    [3 * 86_400, "3 days ago"],
  ])("%i seconds", (seconds, words) => {
    expect(agoWords(shift(now, -seconds * 1_000), now)).toBe(words);
  });
  it("never speaks of the future: a server clock may be ahead", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (ms) => {
        expect(agoWords(shift(now, ms), now)).toMatch(/^\d+ (s|min|h|days?) ago$/);
      }),
    );
  });
});
