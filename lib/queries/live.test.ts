import { describe, expect, it } from "vitest";
import type { LiveChange } from "@/lib/domain/live";
import { everything, readLiveChange, refreshFor } from "./live";

const timeline: LiveChange = { what: "timeline", records: ["a"] };
const record: LiveChange = { what: "record", records: ["a"] };
const calendar: LiveChange = { what: "calendar", records: [], userId: "u" };
const notices: LiveChange = { what: "notifications", records: [], userId: "u" };

describe("readLiveChange", () => {
  it("reads a change and refuses anything else", () => {
    expect(readLiveChange(JSON.stringify(calendar))).toEqual(calendar);
    expect(readLiveChange(JSON.stringify(timeline))).toEqual(timeline);
    expect(readLiveChange(JSON.stringify(notices))).toEqual(notices);
    expect(readLiveChange("{")).toBeNull();
    expect(readLiveChange('{"what":"weather","records":[]}')).toBeNull();
  });
});

describe("refreshFor", () => {
  it("fetches the timelines of the records named, under every filter", () => {
    const { touches, page } = refreshFor([timeline], "/contacts/a");
    expect(touches(["timeline", "contact", "a", { kinds: [], q: "" }])).toBe(true);
    expect(touches(["timeline", "contact", "b", { kinds: [], q: "" }])).toBe(false);
    expect(touches(["calendar", "state"])).toBe(false);
    expect(page).toBe(false);
  });
  it("renders the page again when its own record changed", () => {
    expect(refreshFor([record], "/contacts/a").page).toBe(true);
    expect(refreshFor([record], "/contacts/b").page).toBe(false);
    expect(refreshFor([record], "/contacts/a").touches(["timeline", "contact", "a"])).toBe(false);
  });
  it("takes a change without records for one that concerns all", () => {
    const { touches } = refreshFor([{ what: "timeline", records: [] }], "/deals/x");
    expect(touches(["timeline", "deal", "x"])).toBe(true);
  });
  it("refreshes the calendar's own pages and chip", () => {
    expect(refreshFor([calendar], "/settings/general/calendar").page).toBe(true);
    expect(refreshFor([calendar], "/contacts/a").page).toBe(false);
    expect(refreshFor([calendar], "/contacts/a").touches(["calendar", "state"])).toBe(true);
  });
  it("rings the bell for notifications alone, and looks at the banner for both", () => {
    const refreshed = (change: LiveChange) =>
      [["notifications"], ["attention"], ["calendar", "state"], ["timeline", "contact", "a"]].map(
        refreshFor([change], "/contacts/a").touches,
      );
    expect(refreshed(notices)).toEqual([true, true, false, false]);
    expect(refreshed(calendar)).toEqual([false, true, true, false]);
    expect(refreshFor([notices], "/settings/general/calendar").page).toBe(false);
    expect(everything.touches(["notifications"]) && everything.touches(["attention"])).toBe(true);
  });
  it("reads the account's lists again for everybody who has them open, and the page is left alone", () => {
    const refresh = refreshFor([{ what: "sync-rules", records: [] }], "/settings/general/sync-rules");
    expect(refresh.touches(["sync-rules"])).toBe(true);
    expect(refresh.touches(["calendar", "state"])).toBe(false);
    expect(refresh.page).toBe(false);
    expect(refreshFor([calendar], "/settings/general/sync-rules").touches(["sync-rules"])).toBe(false);
    expect(everything.touches(["sync-rules"])).toBe(true);
  });
  it("catches up with everything shown, and leaves half-typed searches alone", () => {
    expect(everything.touches(["timeline", "deal", "x"])).toBe(true);
    expect(everything.touches(["people", "ama"])).toBe(false);
  });
});
