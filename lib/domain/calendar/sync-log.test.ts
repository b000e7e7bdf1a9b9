import { describe, expect, it } from "vitest";
import { toOpaque } from "../opaque";
import { createAndLogInput, readLogCursor, writeLogCursor } from "./sync-log";

const place = {
  at: "2026-11-03T09:00:00.000Z",
  connectionId: "0199a000-0000-7000-8000-000000000001",
  id: "AAMk=/+ é",
};

describe("a place in the sync log", () => {
  it("comes back as it was written", () => {
    expect(readLogCursor(writeLogCursor(place))).toEqual(place);
  });

  it.each([
    null,
    "",
    "made up",
    toOpaque({ ...place, at: "yesterday" }),
    toOpaque({ ...place, connectionId: "1" }),
    toOpaque({ ...place, id: "" }),
    toOpaque({ ...place, id: "a\0b" }),
  ])("is none for %j", (text) => {
    expect(readLogCursor(text)).toBeNull();
  });
});

describe("what Create contact and log takes", () => {
  it("refuses an address nobody could have, in a sentence", () => {
    const read = createAndLogInput.safeParse({ ...place, eventId: "e", email: "not an address" });
    expect(read.error?.issues[0]?.message).toBe("This is no email address a contact could have.");
  });
});
