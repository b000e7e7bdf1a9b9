import { describe, expect, it } from "vitest";
import type { Access } from "@/lib/domain/calendar/provider";
import { changes, hintsOf } from "./changes";

const hint = { kind: "hint", masterId: null, createdAt: null, onlyIfKnown: false, onPrimary: true };

describe("hintsOf", () => {
  it("reads each kind of row for no more than it is worth", () => {
    expect(
      hintsOf([
        { id: "s1", type: "singleInstance", createdDateTime: "2026-11-03T08:12:40.1234567Z", subject: "x" },
        { id: "m1", type: "seriesMaster", createdDateTime: "2026-11-01T00:00:00Z", seriesMasterId: null },
        { id: "o1", type: "occurrence", seriesMasterId: "m1", createdDateTime: null },
        { id: "e1", type: "exception", seriesMasterId: "m1", createdDateTime: "2026-11-01T00:00:00Z" },
        { id: "r1", "@removed": { reason: "deleted" } },
      ]),
    ).toEqual([
      { ...hint, id: "s1", createdAt: "2026-11-03T08:12:40.123Z" },
      { ...hint, id: "m1", createdAt: "2026-11-01T00:00:00.000Z" },
      { ...hint, id: "o1", masterId: "m1", onlyIfKnown: true },
      { ...hint, id: "e1", masterId: "m1", createdAt: "2026-11-01T00:00:00.000Z" },
      { ...hint, id: "r1", onlyIfKnown: true, onPrimary: false },
    ]);
  });

  it("asks for a series once when only its slots are shown", () => {
    const slot = (id: string) => ({ id, type: "occurrence", seriesMasterId: "m1" });
    const hints = hintsOf([slot("o1"), slot("o2"), slot("o3")]);
    expect(hints.map(({ id, onlyIfKnown }) => [id, onlyIfKnown])).toEqual([
      ["o1", true],
      ["o2", true],
      ["o3", true],
      ["m1", false],
    ]);
  });

  it("goes by the last row of an event, and leaves out what names none", () => {
    const live = { id: "a", type: "singleInstance", createdDateTime: "2026-11-03T08:00:00Z" };
    const gone = { id: "a", "@removed": { reason: "deleted" } };
    expect(hintsOf([live, gone])).toMatchObject([{ id: "a", onPrimary: false }]);
    expect(hintsOf([gone, live])).toMatchObject([{ id: "a", onPrimary: true, onlyIfKnown: false }]);
    expect(hintsOf([{}, null, { id: "" }, 7])).toEqual([]);
  });
});

describe("changes", () => {
  const nobody: Access = {
    email: "mia@acme.test",
    credentials: () => {
      throw new Error("no call was to be made");
    },
    renew: () => Promise.reject(new Error("no call was to be made")),
  };
  const settings = { clientId: "c", clientSecret: "s", tenant: "common", apiRoot: null };
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const first = (cursor: string) => changes(settings, nobody, cursor).next();

  it.each([
    "",
    "q7token",
    "{}",
    JSON.stringify({ link: "/me/calendarView/delta?$deltatoken=q", since: "soon" }),
    JSON.stringify({ link: "https://evil.example/v1.0/me/calendarView/delta", since: daysAgo(1) }),
    // The window stands still; after a month it has to be moved.
    JSON.stringify({ link: "/me/calendarView/delta?$deltatoken=q", since: daysAgo(31) }),
  ])("starts over from cursor %# without a call", async (cursor) => {
    await expect(first(cursor)).rejects.toMatchObject({ kind: "cursor-expired" });
  });

  it("goes on from a cursor that is a few weeks old", async () => {
    const cursor = JSON.stringify({ link: "/me/calendarView/delta?$deltatoken=q", since: daysAgo(29) });
    await expect(first(cursor)).rejects.toThrow("no call was to be made");
  });
});
