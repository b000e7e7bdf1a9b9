import { describe, expect, it } from "vitest";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";
import { appAt, appsMatching, installability, installedWords } from "./apps";

const settings: CalendarSettings = {
  connection: null,
  review: null,
  installed: null,
  mayInstall: true,
  admins: [{ id: "u1", name: "Mei Kowalska", email: "mei@almanac.example" }],
  team: [],
  effects: null,
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
  it("tells people who may not uninstall whom to ask", () => {
    expect(installability("microsoft", { ...withGoogle, mayInstall: false })).toMatchObject({
      may: false,
      reason:
        "Google Calendar is installed, and an account has one calendar app. To change it, ask Mei Kowalska.",
    });
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
    expect(installability("google", { ...settings, mayInstall: false, admins: [] })).toMatchObject({
      reason: "Only an administrator can install apps. Ask an administrator.",
    });
  });
  it("tells everyone who installed what, and when (C4)", () => {
    const installed = { provider: "google", installedAt: "2026-11-03T23:30:00.000Z" } as const;
    expect(installedWords({ ...installed, installedBy: settings.admins[0] ?? null }, "Europe/Warsaw")).toBe(
      "Installed by Mei Kowalska on 4 Nov 2026",
    );
    expect(installedWords({ ...installed, installedBy: null }, "UTC")).toBe("Installed on 3 Nov 2026");
  });
});
