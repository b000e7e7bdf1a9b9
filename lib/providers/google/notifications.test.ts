import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNotification } from "./notifications";

const read = (headers: Record<string, string>) =>
  readNotification({
    headers: { get: (name) => headers[name] ?? null },
    query: new URLSearchParams(),
    body: "",
  });
const change = {
  "x-goog-channel-id": "channel-1",
  "x-goog-channel-token": "secret",
  "x-goog-resource-id": "o3hg",
  "x-goog-resource-state": "exists",
  "x-goog-message-number": "10",
};
const signal = {
  channelId: "channel-1",
  resourceId: "o3hg",
  secret: "secret",
  message: 10,
  eventId: null,
  kind: "change",
};

describe("readNotification", () => {
  it("reads a change", () => {
    expect(read(change)).toEqual({ kind: "signals", signals: [signal] });
  });

  it.each<[string, Record<string, string>, object]>([
    [
      "the greeting",
      { "x-goog-resource-state": "sync", "x-goog-message-number": "1" },
      { kind: "hello", message: 1 },
    ],
    ["a deletion", { "x-goog-resource-state": "not_exists" }, { kind: "change" }],
    ["a state of tomorrow", { "x-goog-resource-state": "renamed" }, { kind: "change" }],
    ["a number that is none", { "x-goog-message-number": "ten" }, { message: null }],
    ["half a number", { "x-goog-message-number": "1.5" }, { message: null }],
    ["a negative number", { "x-goog-message-number": "-4" }, { message: null }],
    ["a number beyond counting", { "x-goog-message-number": "99999999999999999999" }, { message: null }],
    ["an endless secret", { "x-goog-channel-token": "x".repeat(513) }, { secret: null }],
  ])("%s", (_name, more, expected) => {
    expect(read({ ...change, ...more })).toMatchObject({ kind: "signals", signals: [expected] });
  });

  it.each([
    {},
    { "x-goog-channel-id": "channel-1" },
    { "x-goog-resource-state": "exists" },
    { ...change, "x-goog-channel-id": "x".repeat(513) },
  ])("takes %j for malformed", (headers) => {
    expect(read(headers)).toEqual({ kind: "malformed" });
  });

  it("never fails, whatever the headers are", () => {
    const value = fc.string({ maxLength: 700 });
    const headers = fc.dictionary(fc.constantFrom(...Object.keys(change)), value);
    fc.assert(
      fc.property(headers, (given) => {
        expect(["signals", "malformed"]).toContain(read(given).kind);
      }),
    );
  });
});
