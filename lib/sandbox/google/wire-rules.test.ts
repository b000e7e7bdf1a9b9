import { describe, expect, it } from "vitest";
import { mergePatch } from "./event-input";
import { mergeBlocks } from "./freebusy";
import { earnsSyncToken, pageBinding, readListQuery, syncBinding } from "./list-query";
import { isRegisteredRedirect } from "./oauth-request";
import { html } from "./pages/html";
import { placeInLanes } from "./pages/lanes";
import { selectFields } from "./partial-response";
import { hostedDomain, sameAddress, subjectOf } from "./people";
import { grantsAccess, seesBusyOnly } from "./scopes";
import { seal, unseal } from "./sealed";
import { noTroubles } from "./trouble";

describe("PATCH", () => {
  it("merges objects, clears with null, replaces arrays", () => {
    const before = { start: { dateTime: "a", timeZone: "z" }, attendees: [1, 2], location: "Room" };
    const patch = { start: { date: "d", dateTime: null }, attendees: [3], location: null };
    expect(mergePatch(before, patch)).toEqual({ start: { date: "d", timeZone: "z" }, attendees: [3] });
  });
});

describe("list queries", () => {
  const read = (text: string) => readListQuery(new URLSearchParams(text));
  it("caps the page size and refuses nonsense", () => {
    expect(read("").maxResults).toBe(250);
    expect(read("maxResults=9000").maxResults).toBe(2500);
    expect(() => read("maxResults=0")).toThrow("Invalid integer");
    expect(() => read("timeMin=2026-01-01")).toThrow("Bad Request");
    expect(() => read("timeMin=2026-01-02T00:00:00Z&timeMax=2026-01-01T00:00:00Z")).toThrow("range is empty");
  });

  it("binds tokens to what matters and to nothing else", () => {
    const bound = (text: string) => syncBinding(new URLSearchParams(text));
    expect(bound("singleEvents=false&maxResults=5")).toBe(bound(""));
    expect(bound("eventTypes=default&eventTypes=outOfOffice")).toBe(
      bound("eventTypes=outOfOffice&eventTypes=default"),
    );
    expect(bound("singleEvents=true")).not.toBe(bound(""));
    const page = (text: string) => pageBinding(new URLSearchParams(text));
    expect(page("maxResults=5&pageToken=x&fields=items")).toBe(page("maxResults=5"));
    expect(page("maxResults=5")).not.toBe(page("maxResults=6"));
    expect(earnsSyncToken(read("timeMin=2026-01-02T00:00:00Z"))).toBe(true);
    expect(earnsSyncToken(read("orderBy=updated"))).toBe(false);
  });
});

describe("partial responses", () => {
  it("keep the named members at every depth", () => {
    const value = { a: 1, items: [{ id: "x", start: { date: "d", dateTime: "t" }, end: 1 }], b: 2 };
    expect(selectFields(value, "a,items(id,start/date)")).toEqual({
      a: 1,
      items: [{ id: "x", start: { date: "d" } }],
    });
    expect(selectFields(value, "*")).toEqual(value);
  });
});

describe("busy blocks and lanes", () => {
  it("merge when they overlap or touch", () => {
    const blocks = [
      { start: 5, end: 7 },
      { start: 1, end: 3 },
      { start: 3, end: 4 },
      { start: 6, end: 9 },
    ];
    expect(mergeBlocks(blocks)).toEqual([
      { start: 1, end: 4 },
      { start: 5, end: 9 },
    ]);
  });

  it("stand side by side only within their cluster", () => {
    const placed = placeInLanes([
      { from: 0, to: 60 },
      { from: 30, to: 90 },
      { from: 60, to: 120 },
      { from: 200, to: 260 },
    ]);
    expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
  });
});

describe("identity", () => {
  const person = { email: "Mia@Acme.test", name: "Mia", timeZone: "UTC", role: "rep" as const };
  it("derives a stable subject and the domain, none for consumer mail", () => {
    expect(subjectOf(person)).toMatch(/^1\d{20}$/);
    expect(subjectOf({ ...person, email: "mia@acme.test" })).toBe(subjectOf(person));
    expect(hostedDomain(person)).toBe("acme.test");
    expect(hostedDomain({ ...person, email: "mia@gmail.com" })).toBeUndefined();
    expect(sameAddress("a@googlemail.com", "A@gmail.com")).toBe(true);
  });

  it("knows which redirect addresses are the product's", () => {
    const callback = "/api/calendar/google/callback";
    expect(isRegisteredRedirect(`http://localhost:3000${callback}`, undefined)).toBe(true);
    expect(isRegisteredRedirect(`https://crm.test${callback}`, "https://crm.test/settings")).toBe(true);
    expect(isRegisteredRedirect(`https://evil.test${callback}`, "https://crm.test")).toBe(false);
    expect(isRegisteredRedirect("http://localhost:3000/elsewhere", undefined)).toBe(false);
  });

  it("reads scopes as the vendor's table does", () => {
    const scope = (name: string) => [`https://www.googleapis.com/auth/${name}`];
    expect(grantsAccess(scope("calendar.events.owned"), "write")).toBe(true);
    expect(grantsAccess(scope("calendar.events.owned"), "freebusy")).toBe(false);
    expect(grantsAccess(scope("calendar.readonly"), "write")).toBe(false);
    expect(seesBusyOnly(scope("calendar.events.freebusy"))).toBe(true);
  });
});

describe("sealed tokens", () => {
  it("open only unchanged and for their own purpose", () => {
    const token = seal("key", "page", { at: 1 });
    expect(unseal("key", "page", token)).toEqual({ at: 1 });
    expect(unseal("key", "sync", token)).toBeUndefined();
    expect(unseal("key", "page", `x${token}`)).toBeUndefined();
  });
});

describe("trouble", () => {
  it("happens once unless told otherwise, to the right person, on the Calendar API", () => {
    let now = 0;
    const box = noTroubles(() => now);
    const call = { email: "mia@acme.test", method: "GET", path: "/calendar/v3/x" };
    box.add({ kind: "rate-limit-429", email: "MIA@acme.test" });
    expect(box.take(["rate-limit-429"], { ...call, email: "bob@acme.test" })).toBeUndefined();
    expect(box.take(["rate-limit-429"], { ...call, path: "/token" })).toBeUndefined();
    expect(box.take(["rate-limit-429"], call)).toBeDefined();
    expect(box.take(["rate-limit-429"], call)).toBeUndefined();
    box.add({ kind: "server-error-500", seconds: 60 });
    expect(box.take(["server-error-500"], call) && box.take(["server-error-500"], call)).toBeDefined();
    now = 60_001;
    expect(box.take(["server-error-500"], call)).toBeUndefined();
  });
});

describe("markup", () => {
  it("escapes everything that is not markup", () => {
    const title = `<img src=x onerror="alert(1)">`;
    expect(html`<b title="${title}">${title}</b>`.text).not.toContain("<img");
  });
});
