import { describe, expect, it } from "vitest";
import { type ConnectResult, connectResults } from "@/lib/domain/calendar/connection";
import { connectSentence, readConnectResult } from "./connect-words";

describe("the way back from the provider", () => {
  it("is read from the address, and nothing else is", () => {
    expect(readConnectResult("denied")).toBe("denied");
    expect(readConnectResult("<script>")).toBeNull();
    expect(readConnectResult(["denied", "installed"])).toBeNull();
    expect(readConnectResult(undefined)).toBeNull();
  });

  it("has its own words for every result but the one with a dialog", () => {
    const rest = connectResults.filter((each) => each !== "installed");
    for (const provider of ["google", "microsoft"] as const) {
      const texts = rest.map((result) => connectSentence(result, provider)?.text);
      for (const text of texts) expect(text).toMatch(/^[A-Z].+\.$/);
      expect(new Set(texts).size).toBe(rest.length);
    }
    expect(connectSentence("installed", "google")).toBeNull();
  });

  it.each([
    ["connected", "ok", null],
    ["switched", "ok", null],
    ["admin-approved", "ok", null],
    ["denied", "problem", "Try again"],
    ["provider-down", "problem", "Try again"],
    ["ask-admin", "problem", "Try again"],
    ["failed", "problem", "Try again"],
    ["wrong-account", "problem", "Choose another account"],
    ["no-calendar", "problem", "Choose another account"],
    ["account-taken", "problem", "Choose another account"],
    ["misconfigured", "problem", null],
    ["not-admin", "problem", null],
    ["other-installed", "problem", null],
  ] satisfies [ConnectResult, string, string | null][])(
    "%s: %s, and what can be tried is %s",
    (result, tone, again) => {
      expect(connectSentence(result, "google")).toMatchObject({ tone, again });
    },
  );

  it("sends an administrator of Microsoft to the page that approves, and nobody else", () => {
    const withLink = connectResults.filter((result) => connectSentence(result, "microsoft")?.link);
    expect(withLink).toEqual(["ask-admin"]);
    expect(connectSentence("ask-admin", "google")?.link).toBeNull();
  });
});
