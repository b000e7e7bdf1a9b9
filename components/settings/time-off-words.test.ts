import { describe, expect, it } from "vitest";
import type { TimeOffSettings } from "@/lib/domain/time-off/view";
import { syncConsequence, syncWords } from "./time-off-words";

const settings = (more: Partial<TimeOffSettings> = {}): TimeOffSettings => ({
  upcoming: [],
  past: [],
  pastIsCut: false,
  keepsSame: true,
  calendar: { provider: "google", email: "mia@acme.test", state: "in-sync", syncing: true },
  installed: "google",
  mayInstall: true,
  admins: [{ id: "1", name: "Mei", email: "mei@acme.test" }],
  ...more,
});
const calendar = { provider: "microsoft", email: "mia@acme.test", state: "in-sync", syncing: true } as const;

describe("syncWords", () => {
  it.each<[string, Partial<TimeOffSettings>, RegExp, string | null]>([
    ["all is well", {}, /^On: .* Google Calendar \(mia@acme\.test\)/, null],
    [
      "nothing is installed",
      { calendar: null, installed: null },
      /^No calendar app is installed/,
      "/marketplace",
    ],
    [
      "and one may not",
      { calendar: null, installed: null, mayInstall: false },
      /Ask Mei to install one/,
      null,
    ],
    ["not connected", { calendar: null }, /^Your calendar is not connected/, "/settings/general/calendar"],
    ["off", { keepsSame: false }, /^Off: /, null],
    [
      "a dead grant",
      { calendar: { ...calendar, state: "reconnect" } },
      /^Outlook Calendar has to be reconnected/,
      "/settings/general/calendar",
    ],
    [
      "sync is off",
      { calendar: { ...calendar, syncing: false } },
      /“Sync my calendar” is off/,
      "/settings/general/calendar",
    ],
  ])("%s", (_name, more, text, href) => {
    const words = syncWords(settings(more));
    expect(words.text).toMatch(text);
    expect(words.link?.href ?? null).toBe(href);
  });
});

describe("syncConsequence", () => {
  it("says what a turn means from now on, and promises nothing of a calendar that is not connected", () => {
    expect(syncConsequence(settings())).toEqual({
      on: expect.stringMatching(/^From now on, .* goes both ways\./),
      off: expect.stringMatching(/^From now on, nothing goes either way\./),
    });
    expect(syncConsequence(settings({ calendar: null })).on).toMatch(/^Once your calendar is connected/);
  });
});
