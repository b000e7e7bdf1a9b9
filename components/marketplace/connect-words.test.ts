import { describe, expect, it } from "vitest";
import { connectResults } from "@/lib/domain/calendar/connection";
import { connectSentence, readConnectResult } from "./connect-words";

describe("the way back from the provider", () => {
  it("is read from the address, and nothing else is", () => {
    expect(readConnectResult("denied")).toBe("denied");
    expect(readConnectResult("<script>")).toBeNull();
    expect(readConnectResult(["denied", "installed"])).toBeNull();
    expect(readConnectResult(undefined)).toBeNull();
  });

  it("has one sentence for every result but the one with a dialog", () => {
    for (const result of connectResults.filter((each) => each !== "installed")) {
      expect(connectSentence(result, "microsoft")?.text).toMatch(/^[A-Z].+\.$/);
    }
    expect(connectSentence("installed", "google")).toBeNull();
  });

  it("offers another try only where it can help", () => {
    expect(connectSentence("provider-down", "google")).toMatchObject({ tone: "problem", again: true });
    expect(connectSentence("not-admin", "google")).toMatchObject({ tone: "problem", again: false });
    expect(connectSentence("connected", "google")).toMatchObject({ tone: "ok", again: false });
  });
});
