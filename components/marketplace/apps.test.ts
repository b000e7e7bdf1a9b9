import { describe, expect, it } from "vitest";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";
import { appAt, appsMatching, installability } from "./apps";

const settings: CalendarSettings = {
  connection: null,
  installed: null,
  mayInstall: true,
  admins: [{ id: "u1", name: "Mei Kowalska", email: "mei@almanac.example" }],
  configured: { google: true, microsoft: true },
};
const withGoogle: CalendarSettings = {
  ...settings,
  installed: { provider: "google", installedBy: null, installedAt: "2026-11-03T10:00:00.000Z" },
};

describe("appsMatching", () => {
  it("finds an app by its name, its maker or what it is", () => {
    expect(appsMatching("google cal").map((app) => app.slug)).toEqual(["google-calendar"]);
    expect(appsMatching("Microsoft").map((app) => app.slug)).toEqual(["outlook-calendar"]);
    expect(appsMatching("calendar")).toHaveLength(2);
    expect(appsMatching("")).toHaveLength(2);
    expect(appsMatching("fax")).toEqual([]);
  });
  it("knows the apps' addresses", () => {
    expect(appAt("outlook-calendar")?.provider).toBe("microsoft");
    expect(appAt("google")).toBeNull();
  });
});

describe("installability", () => {
  it("lets an administrator install a configured app", () => {
    expect(installability("google", settings)).toEqual({ may: true });
  });
  it("refuses the other app and shows the way out (C4)", () => {
    expect(installability("microsoft", withGoogle)).toEqual({
      may: false,
      installed: false,
      reason:
        "Google Calendar is installed, and an account has one calendar app. Uninstall Google Calendar first.",
      way: { href: "/marketplace/google-calendar", label: "Go to Google Calendar" },
    });
    expect(installability("google", withGoogle)).toMatchObject({ may: false, installed: true });
  });
  it("says so when the server has no settings for the provider", () => {
    const state = { ...settings, configured: { google: true, microsoft: false } };
    expect(installability("microsoft", { ...state, installed: withGoogle.installed })).toEqual({
      may: false,
      installed: false,
      reason: "Outlook Calendar is not available on this server yet.",
    });
  });
  it("names the administrators to people who are none (C1)", () => {
    expect(installability("google", { ...settings, mayInstall: false })).toMatchObject({
      may: false,
      reason: "Only an administrator can install apps. Ask Mei Kowalska.",
    });
  });
});
