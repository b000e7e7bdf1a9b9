import type { calendar_v3 } from "googleapis/build/src/apis/calendar";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { GoogleSandbox } from "./server";
import { BOB, connect, control, inDays, LEE, MIA, refusalOf, startSandbox } from "./testing/sandbox";

let sandbox: GoogleSandbox;
let mia: calendar_v3.Calendar;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control(sandbox.origin, "POST", "/reset");
  mia = (await connect(sandbox.origin, MIA)).api;
});

const calendarId = "primary";
const start = { dateTime: inDays(3, "13:00"), timeZone: "Europe/Berlin" };
const end = { dateTime: inDays(3, "13:30"), timeZone: "Europe/Berlin" };

async function insert(body: calendar_v3.Schema$Event = {}) {
  const { data } = await mia.events.insert({
    calendarId,
    requestBody: { summary: "Call", start, end, ...body },
  });
  return data.id ?? "";
}

async function list(query: calendar_v3.Params$Resource$Events$List = {}) {
  return (await mia.events.list({ calendarId, ...query })).data;
}

async function tokenAfterFullSync() {
  return (await list()).nextSyncToken ?? "";
}

describe("incremental pull", () => {
  it("pages through a round whose token arrives on the last page only", async () => {
    for (let count = 0; count < 5; count += 1) await insert({ summary: `Call ${count}` });
    const first = await list({ maxResults: 2 });
    expect(first.nextSyncToken).toBeUndefined();
    const pageToken = first.nextPageToken ?? "";
    const changed = list({ maxResults: 2, singleEvents: true, pageToken });
    expect(await refusalOf(changed)).toEqual({ status: 400, reason: "invalid", location: "pageToken" });
    await insert({ summary: "Made between two pages" });
    const second = await list({ maxResults: 2, pageToken });
    const third = await list({ maxResults: 2, pageToken: second.nextPageToken ?? "" });
    expect(first.items?.length).toBe(2);
    expect(third.items?.map((event) => event.summary)).toEqual(["Call 4"]);
    const next = await list({ syncToken: third.nextSyncToken ?? "" });
    expect(next.items?.map((event) => event.summary)).toEqual(["Made between two pages"]);
  });

  it("tells changes and deletions since the token, deletions as bare stubs", async () => {
    const [kept, gone] = [await insert(), await insert()];
    const syncToken = await tokenAfterFullSync();
    expect((await list({ syncToken })).items).toEqual([]);
    await mia.events.patch({ calendarId, eventId: kept, requestBody: { summary: "Renamed" } });
    await mia.events.delete({ calendarId, eventId: gone });
    const round = await list({ syncToken });
    expect(round.items?.find((event) => event.id === kept)?.summary).toBe("Renamed");
    const stub = round.items?.find((event) => event.id === gone);
    expect(Object.keys(stub ?? {}).sort()).toEqual(["etag", "id", "kind", "status"]);
    expect((await list({ syncToken: round.nextSyncToken ?? "" })).items).toEqual([]);
  });

  it.each([
    ["timeMin", { timeMin: inDays(0, "00:00") }],
    ["timeMax", { timeMax: inDays(9, "00:00") }],
    ["updatedMin", { updatedMin: inDays(0, "00:00") }],
    ["q", { q: "call" }],
    ["iCalUID", { iCalUID: "x" }],
    ["orderBy", { orderBy: "updated" }],
    ["privateExtendedProperty", { privateExtendedProperty: ["a=b"] }],
    ["sharedExtendedProperty", { sharedExtendedProperty: ["a=b"] }],
    ["showDeleted", { showDeleted: false }],
  ])("refuses %s together with a sync token", async (_, extra) => {
    const syncToken = await tokenAfterFullSync();
    expect(await refusalOf(list({ syncToken, ...extra }))).toMatchObject({ status: 400 });
  });

  it("binds the token to the query, to the calendar, and gives none for searches", async () => {
    const syncToken = await tokenAfterFullSync();
    const other = list({ syncToken, singleEvents: true });
    expect(await refusalOf(other)).toEqual({ status: 400, reason: "invalid", location: "syncToken" });
    expect(await refusalOf(list({ syncToken: "made-up" }))).toMatchObject({
      status: 400,
      location: "syncToken",
    });
    const bob = (await connect(sandbox.origin, BOB)).api;
    const foreign = bob.events.list({ calendarId, syncToken });
    expect(await refusalOf(foreign)).toMatchObject({ status: 400, location: "syncToken" });
    expect((await list({ q: "call" })).nextSyncToken).toBeUndefined();
    expect(await refusalOf(list({ orderBy: "startTime" }))).toMatchObject({ status: 400 });
  });

  it("answers 410 fullSyncRequired when tokens are made to expire", async () => {
    const syncToken = await tokenAfterFullSync();
    await control(sandbox.origin, "POST", "/trouble", { kind: "expire-sync-tokens", email: MIA });
    const refusal = await refusalOf(list({ syncToken }));
    expect(refusal).toEqual({ status: 410, reason: "fullSyncRequired", location: "syncToken" });
    expect((await list({ syncToken: await tokenAfterFullSync() })).items).toEqual([]);
  });

  it("selects by property, text, time and fields", async () => {
    await insert({ summary: "Renewal", extendedProperties: { private: { crmMeetingId: "m-7" } } });
    await insert({
      start: { dateTime: inDays(20, "09:00"), timeZone: "UTC" },
      end: { dateTime: inDays(20, "10:00"), timeZone: "UTC" },
    });
    expect((await list({ privateExtendedProperty: ["crmMeetingId=m-7"] })).items).toHaveLength(1);
    expect((await list({ q: "renew" })).items).toHaveLength(1);
    expect((await list({ timeMin: inDays(10, "00:00") })).items).toHaveLength(1);
    const narrow = await list({ fields: "nextSyncToken,items(id)" });
    expect(Object.keys(narrow).sort()).toEqual(["items", "nextSyncToken"]);
    expect(Object.keys(narrow.items?.[0] ?? {})).toEqual(["id"]);
  });
});

describe("a series", () => {
  const weekly = { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=5"], attendees: [{ email: LEE }] };

  async function instances(eventId: string) {
    return (await mia.events.instances({ calendarId, eventId })).data.items ?? [];
  }

  it("lists as master, changed and removed instances, or expanded on request", async () => {
    const master = await insert(weekly);
    const slots = await instances(master);
    expect(slots).toHaveLength(5);
    const [moved, removed] = [slots[1]?.id ?? "", slots[2]?.id ?? ""];
    expect(moved).toMatch(new RegExp(`^${master}_\\d{8}T\\d{6}Z$`));
    const syncToken = await tokenAfterFullSync();
    await mia.events.patch({ calendarId, eventId: moved, requestBody: { summary: "Moved" } });
    await mia.events.delete({ calendarId, eventId: removed });
    const rows = (await list({ syncToken })).items ?? [];
    expect(rows.map((row) => row.id).sort()).toEqual([moved, removed].sort());
    const stub = rows.find((row) => row.id === removed);
    expect(stub).toMatchObject({ status: "cancelled", recurringEventId: master });
    expect(stub?.originalStartTime?.dateTime).toBeTruthy();
    expect((await list()).items?.map((row) => row.id).sort()).toEqual([master, moved, removed].sort());
    const flat = (await list({ singleEvents: true, orderBy: "startTime" })).items ?? [];
    expect(flat.map((row) => row.summary)).toEqual(["Call", "Moved", "Call", "Call"]);
    const lee = (await connect(sandbox.origin, LEE)).api;
    expect((await lee.events.get({ calendarId, eventId: moved })).data.summary).toBe("Moved");
  });

  it("keeps an answer to one slot on that slot, and one for all on the master", async () => {
    const master = await insert(weekly);
    const slot = (await instances(master))[3]?.id ?? "";
    const lee = (await connect(sandbox.origin, LEE)).api;
    const answer = (eventId: string, responseStatus: string) =>
      lee.events.patch({ calendarId, eventId, requestBody: { attendees: [{ email: LEE, responseStatus }] } });
    await answer(slot, "declined");
    await answer(master, "accepted");
    const statusOf = async (eventId: string) =>
      (await mia.events.get({ calendarId, eventId })).data.attendees?.[0]?.responseStatus;
    expect([await statusOf(slot), await statusOf(master)]).toEqual(["declined", "accepted"]);
  });

  it("hides as a whole when one instance becomes private, and ignores loosening one", async () => {
    const master = await insert(weekly);
    const slot = (await instances(master))[1]?.id ?? "";
    await mia.events.patch({ calendarId, eventId: slot, requestBody: { visibility: "private" } });
    expect((await mia.events.get({ calendarId, eventId: master })).data.visibility).toBe("private");
    await mia.events.patch({ calendarId, eventId: slot, requestBody: { visibility: "public" } });
    expect((await mia.events.get({ calendarId, eventId: slot })).data.visibility).toBe("private");
  });

  it("splits at this and following: the old one ends, the new one carries _R in both ids", async () => {
    const master = await insert(weekly);
    const slot = (await instances(master))[2]?.id ?? "";
    const path = `/people/${MIA}/events/${slot}?scope=following`;
    const { json } = await control(sandbox.origin, "PATCH", path, { summary: "New chapter" });
    expect(json.id).toMatch(new RegExp(`^${master}_R\\d{8}T\\d{6}$`));
    expect(json.iCalUID).toContain("_R");
    expect((await instances(master)).map((row) => row.summary)).toEqual(["Call", "Call"]);
    expect((await instances(json.id)).map((row) => row.summary)).toEqual(Array(3).fill("New chapter"));
  });

  it("takes its changed instances along in what they did not make their own", async () => {
    const master = await insert(weekly);
    const slot = (await instances(master))[1]?.id ?? "";
    await mia.events.patch({ calendarId, eventId: slot, requestBody: { location: "Room 9" } });
    await mia.events.patch({
      calendarId,
      eventId: master,
      requestBody: { summary: "Renamed", location: "Room 1" },
    });
    expect((await mia.events.get({ calendarId, eventId: slot })).data).toMatchObject({
      summary: "Renamed",
      location: "Room 9",
    });
    const later = { start: { dateTime: inDays(3, "15:00") }, end: { dateTime: inDays(3, "15:30") } };
    await mia.events.patch({ calendarId, eventId: master, requestBody: later });
    expect((await mia.events.get({ calendarId, eventId: slot })).data.status).toBe("cancelled");
    await mia.events.delete({ calendarId, eventId: master });
    expect(await refusalOf(mia.events.delete({ calendarId, eventId: master }))).toMatchObject({
      status: 410,
    });
  });
});

describe("the door", () => {
  it("tells how many calls of a mailbox ran at once", async () => {
    await control(sandbox.origin, "PATCH", "/behaviours", { answerMilliseconds: 50 });
    await Promise.all([1, 2, 3].map(() => mia.events.list({ calendarId })));
    const peaks = async () => (await control(sandbox.origin, "GET", "/in-flight")).json.peaks;
    expect(await peaks()).toEqual({ [MIA]: 3 });
    await control(sandbox.origin, "POST", "/in-flight/reset");
    await mia.events.list({ calendarId });
    expect(await peaks()).toEqual({ [MIA]: 1 });
  });
});
