import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { NoteEntry, TimelinePage } from "@/lib/domain/timeline/entry";
import {
  askForUpcoming,
  noFilters,
  patchEntry,
  type TimelineData,
  timelineKey,
  timelineUrl,
  upcomingOf,
} from "./timeline";

const contact = { kind: "contact", id: "a" } as const;
const at = "2026-11-20T12:00:00.000Z";
const note = (id: string): NoteEntry => ({
  id,
  at,
  kind: "note",
  title: "Note by Mei",
  body: "…",
  author: null,
  pinned: false,
  createdAt: at,
  updatedAt: at,
  records: [],
});
const page: TimelinePage = {
  pinned: null,
  upcoming: [],
  moreUpcoming: false,
  entries: [note("1"), note("2")],
  nextCursor: null,
};

describe("timelineUrl", () => {
  it("names the record, the cursor and the filters, encoded", () => {
    expect(timelineUrl(contact, noFilters, null)).toBe("/api/records/contacts/a/timeline");
    expect(timelineUrl(contact, { kinds: ["note", "call"], q: " a&b " }, "c=1")).toBe(
      "/api/records/contacts/a/timeline?cursor=c%3D1&kinds=call%2Cnote&q=a%26b",
    );
  });
});

describe("timelineKey", () => {
  it("is the same for the same filters in another order", () => {
    expect(timelineKey(contact, { kinds: ["note", "call"], q: "x " })).toEqual(
      timelineKey(contact, { kinds: ["call", "note"], q: "x" }),
    );
  });
});

describe("askForUpcoming", () => {
  it("has the first page ask for more of what is coming, and leaves the pages of the past where they are", () => {
    const client = new QueryClient();
    const key = timelineKey(contact, noFilters);
    askForUpcoming(client, key, 150);
    expect(client.getQueryData(key)).toBeUndefined();
    client.setQueryData(key, { pages: [page, page], pageParams: [null, "c=1"] });
    askForUpcoming(client, key, 150);
    const data = client.getQueryData<TimelineData>(key);
    expect(data).toEqual({ pages: [page, page], pageParams: [150, "c=1"] });
    expect(upcomingOf(data)).toBe(150);
    expect(timelineUrl(contact, noFilters, 150)).toBe("/api/records/contacts/a/timeline?upcoming=150");
  });
});

describe("patchEntry", () => {
  it("changes the entry wherever it is loaded and nothing else", () => {
    const client = new QueryClient();
    const keys = [timelineKey(contact, noFilters), timelineKey({ kind: "deal", id: "d" }, noFilters)];
    for (const key of keys) client.setQueryData(key, { pages: [page], pageParams: [null] });
    patchEntry(client, "2", (entry) => ({ ...entry, title: "Changed" }));
    for (const key of keys) {
      const data = client.getQueryData<{ pages: TimelinePage[] }>(key);
      expect(data?.pages[0]?.entries.map(({ title }) => title)).toEqual(["Note by Mei", "Changed"]);
    }
  });
});
