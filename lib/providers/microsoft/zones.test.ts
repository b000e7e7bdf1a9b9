import { describe, expect, it } from "vitest";
import { isZone } from "@/lib/domain/time/slot";
import { ianaZone, windowsZone } from "./zones";

describe("ianaZone", () => {
  it.each([
    ["W. Europe Standard Time", "Europe/Berlin"],
    ["Romance Standard Time", "Europe/Paris"],
    ["Pacific Standard Time", "America/Los_Angeles"],
    ["FLE Standard Time", "Europe/Kyiv"],
    ["India Standard Time", "Asia/Kolkata"],
    ["UTC", "UTC"],
    ["utc", "UTC"],
    ["tzone://Microsoft/Utc", "UTC"],
    ["Europe/Warsaw", "Europe/Warsaw"],
    ["tzone://Microsoft/Custom", null],
    ["Customized Time Zone", null],
    ["Mars Standard Time", null],
    ["", null],
    [null, null],
    [undefined, null],
  ])("reads %s as %s", (name, zone) => {
    expect(ianaZone(name)).toBe(zone);
  });
});

describe("windowsZone", () => {
  it.each([
    ["Europe/Berlin", "W. Europe Standard Time"],
    ["Europe/Kyiv", "FLE Standard Time"],
    ["Asia/Kolkata", "India Standard Time"],
    ["UTC", "UTC"],
    ["Mars/Olympus", null],
  ])("names %s %s", (zone, name) => {
    expect(windowsZone(zone)).toBe(name);
  });

  it("names nearly every zone of this runtime, and only with names that lead back to a zone", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const named = zones.flatMap((zone) => windowsZone(zone) ?? []);
    expect(named.length).toBeGreaterThan(zones.length * 0.95);
    for (const name of new Set(named)) expect(isZone(ianaZone(name) ?? "none")).toBe(true);
  });
});
