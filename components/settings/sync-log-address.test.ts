import { describe, expect, it } from "vitest";
import { readSyncLogQuery, syncLogHref, whyHref } from "./sync-log-address";

const nothing = { view: "considered", q: "", result: null, meeting: null, cursor: null };
const id = "0199a000-0000-7000-8000-000000000001";

describe("the address of the sync log", () => {
  it("asks for everything unless it says otherwise", () => {
    expect(readSyncLogQuery({})).toEqual(nothing);
    expect(syncLogHref(readSyncLogQuery({}), {})).toBe("/settings/general/sync-log");
  });

  it("is read as it was written", () => {
    const query = {
      view: "written",
      q: "Zoë & co",
      result: "no-match",
      meeting: id,
      cursor: "abc",
    } as const;
    const url = new URL(syncLogHref(query, { cursor: "abc" }), "http://localhost");
    expect(readSyncLogQuery(Object.fromEntries(url.searchParams))).toEqual(query);
    expect(
      readSyncLogQuery({
        meeting: new URL(whyHref(id), "http://localhost").searchParams.get("meeting") ?? "",
      }),
    ).toEqual({ ...nothing, meeting: id });
  });

  it("ignores what makes no sense, and starts anew when the search changes", () => {
    expect(readSyncLogQuery({ view: "x", result: ["x"], meeting: "1; drop" })).toEqual(nothing);
    expect(syncLogHref({ ...nothing, view: "considered", cursor: "abc" }, { q: "lee" })).toBe(
      "/settings/general/sync-log?q=lee",
    );
  });
});
