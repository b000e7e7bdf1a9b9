import { describe, expect, it } from "vitest";
import { clockIn, count, fullDay, money, plainDay, shortDay, shortMoment } from "./format";

const now = "2026-11-21T16:42:00.000Z";

describe("days and moments", () => {
  it("leaves the year out only within this year, as the reader's zone counts it", () => {
    expect(shortDay("2026-10-28T12:00:00.000Z", "Europe/Warsaw", now)).toBe("28 Oct");
    expect(shortDay("2025-10-28T12:00:00.000Z", "Europe/Warsaw", now)).toBe("28 Oct 2025");
    expect(shortDay("2025-12-31T23:30:00.000Z", "Europe/Warsaw", now)).toBe("1 Jan");
  });
  it("shows times on the reader's clock", () => {
    expect(shortMoment("2026-11-24T13:00:00.000Z", "Europe/Warsaw", now)).toBe("24 Nov, 14:00");
    expect(clockIn("Europe/Stockholm", now)).toBe("17:42");
    expect(clockIn("UTC", "2026-11-21T00:05:00.000Z")).toBe("00:05");
    expect(fullDay("2026-11-02T23:30:00.000Z", "Europe/Warsaw")).toBe("3 Nov 2026");
  });
  it("shows a calendar day as it is, whatever the zone", () => {
    expect(plainDay("2026-12-15")).toBe("15 Dec 2026");
    expect(plainDay("soon")).toBe("soon");
  });
});

describe("amounts", () => {
  it("shows cents only where there are some", () => {
    expect(money(84_000, "EUR")).toBe("€84,000");
    expect(money(19.5, "EUR")).toBe("€19.50");
    expect(money(-3, "EUR")).toBe("-€3");
  });
  it("marks thousands", () => {
    expect(count(1_204_318)).toBe("1,204,318");
  });
});
