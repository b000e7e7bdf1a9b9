import type { calendar_v3 } from "googleapis/build/src/apis/calendar";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { GoogleSandbox } from "./server";
import { BOB, connect, control, inDays, LEE, MIA, refusalOf, startSandbox } from "./testing/sandbox";

let sandbox: GoogleSandbox;
let mia: calendar_v3.Calendar;
let lee: calendar_v3.Calendar;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control(sandbox.origin, "POST", "/reset");
  mia = (await connect(sandbox.origin, MIA)).api;
  lee = (await connect(sandbox.origin, LEE)).api;
});

const calendarId = "primary";
const times = {
  start: { dateTime: inDays(3, "13:00"), timeZone: "Europe/Berlin" },
  end: { dateTime: inDays(3, "13:30"), timeZone: "Europe/Berlin" },
};

async function insert(body: calendar_v3.Schema$Event, query: Record<string, unknown> = {}) {
  const { data } = await mia.events.insert({
    calendarId,
    ...query,
    requestBody: { summary: "Call", ...times, ...body },
  });
  return { ...data, id: data.id ?? "", etag: data.etag ?? "" };
}

async function stateOf(api: calendar_v3.Calendar, eventId: string) {
  return (await api.events.get({ calendarId, eventId })).data;
}

describe("writing events", () => {
  it("answers 200 with the resource, offsets in the calendar's zone and links to its own page", async () => {
    const event = await insert({ id: "meeting00001", description: "Agenda" });
    expect(event).toMatchObject({
      kind: "calendar#event",
      status: "confirmed",
      sequence: 0,
      eventType: "default",
    });
    expect(event.iCalUID).toBe("meeting00001@google.com");
    expect(event.start?.timeZone).toBe("Europe/Berlin");
    expect(event.start?.dateTime).toMatch(/\+0[12]:00$/);
    expect(event.organizer).toMatchObject({ email: MIA, self: true });
    expect(event.htmlLink).toContain(sandbox.origin);
    expect(event.attendees).toBeUndefined();
  });

  it("keeps a client id for ever: bad ones are 400, taken and deleted ones 409", async () => {
    await insert({ id: "abc0123456789vv" });
    expect(await refusalOf(insert({ id: "abc0123456789vv" }))).toMatchObject({
      status: 409,
      reason: "duplicate",
    });
    await mia.events.delete({ calendarId, eventId: "abc0123456789vv" });
    expect(await refusalOf(insert({ id: "abc0123456789vv" }))).toMatchObject({
      status: 409,
      reason: "duplicate",
    });
    expect(await refusalOf(insert({ id: "xyz-wrong" }))).toMatchObject({ status: 400, reason: "invalid" });
    expect(await refusalOf(insert({ id: "abcd" }))).toMatchObject({ status: 400 });
  });

  it("refuses ends before starts, missing members and mixed kinds", async () => {
    const backwards = { start: times.end, end: times.start };
    expect(await refusalOf(insert(backwards))).toMatchObject({ status: 400, reason: "timeRangeEmpty" });
    const endless = mia.events.insert({ calendarId, requestBody: { start: times.start } });
    expect(await refusalOf(endless)).toMatchObject({ status: 400, reason: "required" });
    expect(await refusalOf(insert({ end: { date: "2030-01-01" } }))).toMatchObject({
      status: 400,
      reason: "invalid",
    });
    const floating = { start: { dateTime: "2030-01-01T10:00:00" }, end: { dateTime: "2030-01-01T11:00:00" } };
    expect(await refusalOf(insert(floating))).toMatchObject({ status: 400, reason: "required" });
  });

  it("answers 412 to a stale If-Match and 304 to a current If-None-Match", async () => {
    const event = await insert({});
    const edit = (summary: string) =>
      mia.events.patch(
        { calendarId, eventId: event.id, requestBody: { summary } },
        { headers: { "If-Match": event.etag } },
      );
    const { data } = await edit("Second");
    expect(data.etag).not.toBe(event.etag);
    expect(await refusalOf(edit("Third"))).toMatchObject({ status: 412, reason: "conditionNotMet" });
    const headers = { "If-None-Match": data.etag ?? "" };
    expect((await mia.events.get({ calendarId, eventId: event.id }, { headers })).status).toBe(304);
  });

  it("merges a PATCH: null clears, arrays are replaced, switching to all-day must null the time", async () => {
    const attendees = [{ email: LEE }, { email: "zoe@client.test" }];
    const event = await insert({ location: "Room 4", attendees });
    const patch = async (requestBody: calendar_v3.Schema$Event) =>
      (await mia.events.patch({ calendarId, eventId: event.id, requestBody })).data;
    const fewer = await patch({ location: null, attendees: [{ email: LEE }] });
    expect(fewer.location).toBeUndefined();
    expect(fewer.attendees).toHaveLength(1);
    const wholeDay = { start: { date: "2030-01-01" }, end: { date: "2030-01-02" } };
    expect(await refusalOf(patch(wholeDay))).toMatchObject({ status: 400, reason: "invalid" });
    const switched = await patch({
      start: { ...wholeDay.start, dateTime: null },
      end: { ...wholeDay.end, dateTime: null },
    });
    expect(switched.start).toEqual({ date: "2030-01-01" });
    expect(switched.sequence).toBe(1);
  });

  it("deletes once: 204, then 410 deleted; unknown ids are 404; a PUT revives", async () => {
    const event = await insert({});
    const remove = () => mia.events.delete({ calendarId, eventId: event.id });
    expect((await remove()).status).toBe(204);
    expect(await refusalOf(remove())).toMatchObject({ status: 410, reason: "deleted" });
    expect(await refusalOf(stateOf(mia, "unknownevent"))).toMatchObject({ status: 404, reason: "notFound" });
    expect((await stateOf(mia, event.id)).status).toBe("cancelled");
    await mia.events.update({
      calendarId,
      eventId: event.id,
      requestBody: { summary: "Back", ...times, status: "confirmed" },
    });
    expect((await stateOf(mia, event.id)).status).toBe("confirmed");
  });

  it("holds out-of-office events to their rules", async () => {
    const away = { eventType: "outOfOffice", summary: "Away" };
    expect((await insert(away)).eventType).toBe("outOfOffice");
    const crowded = insert({ ...away, attendees: [{ email: LEE }] });
    expect(await refusalOf(crowded)).toMatchObject({ status: 400, reason: "malformedOutOfOfficeEvent" });
    const allDay = insert({ ...away, start: { date: "2030-01-01" }, end: { date: "2030-01-02" } });
    expect(await refusalOf(allDay)).toMatchObject({ status: 400 });
    const eager = insert({ ...away, outOfOfficeProperties: { autoDeclineMode: "declineEverything" } });
    expect(await refusalOf(eager)).toMatchObject({ status: 400, reason: "malformedOutOfOfficeEvent" });
    expect(await refusalOf(insert({ outOfOfficeProperties: {} }))).toMatchObject({ status: 400 });
  });

  it("holds them to the same rules when they are changed", async () => {
    const event = await insert({ eventType: "outOfOffice", summary: "Away" });
    const createRequest = { requestId: "r1", conferenceSolutionKey: { type: "hangoutsMeet" } };
    const others = [
      { attendees: [{ email: LEE }] },
      { description: "Why" },
      { conferenceData: { createRequest } },
    ];
    for (const requestBody of others) {
      const change = mia.events.patch({
        calendarId,
        eventId: event.id,
        conferenceDataVersion: 1,
        requestBody,
      });
      expect(await refusalOf(change)).toMatchObject({ status: 400, reason: "malformedOutOfOfficeEvent" });
    }
    const days = {
      start: { date: "2030-01-01", dateTime: null },
      end: { date: "2030-01-02", dateTime: null },
    };
    const wholeDays = mia.events.patch({ calendarId, eventId: event.id, requestBody: days });
    expect(await refusalOf(wholeDays)).toMatchObject({ status: 400 });
    expect((await stateOf(mia, event.id)).summary).toBe("Away");
  });
});

describe("guests with an account here", () => {
  it("hold a copy with the same id and iCalUID, their own self, and answer into every copy", async () => {
    const event = await insert({
      attendees: [{ email: LEE }, { email: BOB }],
      extendedProperties: { private: { crmMeetingId: "m-1" }, shared: { topic: "renewal" } },
      visibility: "private",
    });
    const copy = await stateOf(lee, event.id);
    expect(copy).toMatchObject({ iCalUID: event.iCalUID, created: event.created, organizer: { email: MIA } });
    expect(copy.organizer?.self).toBeUndefined();
    expect(copy.visibility).toBeUndefined();
    expect(copy.extendedProperties).toEqual({ shared: { topic: "renewal" } });
    expect(copy.attendees?.find((row) => row.self)?.email).toBe(LEE);
    const attendees = [{ email: LEE, responseStatus: "accepted" }];
    await lee.events.patch({
      calendarId,
      eventId: event.id,
      requestBody: { attendees, attendeesOmitted: true },
    });
    const bob = (await connect(sandbox.origin, BOB)).api;
    for (const api of [mia, bob]) {
      const row = (await stateOf(api, event.id)).attendees?.find((each) => each.email === LEE);
      expect(row?.responseStatus).toBe("accepted");
    }
    expect((await stateOf(mia, event.id)).attendees).toHaveLength(2);
  });

  it("see only themselves when the organiser hides the list", async () => {
    const event = await insert({
      attendees: [{ email: LEE }, { email: BOB }],
      guestsCanSeeOtherGuests: false,
    });
    const copy = await stateOf(lee, event.id);
    expect(copy.attendees?.map((row) => row.email)).toEqual([LEE]);
    expect(copy.attendeesOmitted).toBe(true);
    expect((await stateOf(mia, event.id)).attendees).toHaveLength(2);
  });

  it("change their own copy only, and never the guest permissions", async () => {
    const event = await insert({ attendees: [{ email: LEE }] });
    await lee.events.patch({ calendarId, eventId: event.id, requestBody: { summary: "My own words" } });
    expect((await stateOf(mia, event.id)).summary).toBe("Call");
    await mia.events.patch({ calendarId, eventId: event.id, requestBody: { location: "Room 9" } });
    expect(await stateOf(lee, event.id)).toMatchObject({ summary: "My own words", location: "Room 9" });
    const patch = lee.events.patch({ calendarId, eventId: event.id, requestBody: { guestsCanModify: true } });
    expect(await refusalOf(patch)).toMatchObject({ status: 403, reason: "forbiddenForNonOrganizer" });
  });

  it("edit for everyone or bring others along when the organiser lets them", async () => {
    const event = await insert({ attendees: [{ email: LEE }], guestsCanModify: true });
    const attendees = [{ email: LEE, responseStatus: "tentative" }, { email: BOB }];
    await lee.events.patch({ calendarId, eventId: event.id, requestBody: { location: "Lobby", attendees } });
    const own = await stateOf(mia, event.id);
    expect(own.location).toBe("Lobby");
    expect(own.attendees?.map((row) => [row.email, row.responseStatus])).toEqual([
      [LEE, "tentative"],
      [BOB, "needsAction"],
    ]);
    const bob = (await connect(sandbox.origin, BOB)).api;
    expect((await stateOf(bob, event.id)).attendees).toHaveLength(2);
    const closed = await insert({ attendees: [{ email: LEE }], guestsCanInviteOthers: false });
    await lee.events.patch({ calendarId, eventId: closed.id, requestBody: { attendees } });
    expect((await stateOf(mia, closed.id)).attendees).toHaveLength(1);
  });

  it("decline by deleting, lose the copy when dropped, and see a cancelled meeting as cancelled", async () => {
    const event = await insert({ attendees: [{ email: LEE }, { email: BOB }] });
    await lee.events.delete({ calendarId, eventId: event.id });
    const rows = (await stateOf(mia, event.id)).attendees ?? [];
    expect(rows.find((row) => row.email === LEE)?.responseStatus).toBe("declined");
    await mia.events.patch({ calendarId, eventId: event.id, requestBody: { summary: "Later" } });
    expect((await stateOf(lee, event.id)).status).toBe("cancelled");
    const bob = (await connect(sandbox.origin, BOB)).api;
    await mia.events.patch({ calendarId, eventId: event.id, requestBody: { attendees: [{ email: LEE }] } });
    expect((await stateOf(bob, event.id)).status).toBe("cancelled");
    const other = await insert({ attendees: [{ email: BOB }] });
    await mia.events.delete({ calendarId, eventId: other.id });
    expect((await stateOf(bob, other.id)).status).toBe("cancelled");
  });
});

describe("mail", () => {
  it("goes out as sendUpdates says, and tells who caused it", async () => {
    const attendees = [{ email: LEE }, { email: "zoe@outside.test" }];
    await insert({ attendees }, { sendUpdates: "none" });
    const event = await insert({ attendees }, { sendUpdates: "externalOnly" });
    await mia.events.patch({
      calendarId,
      eventId: event.id,
      sendUpdates: "all",
      requestBody: { summary: "New name" },
    });
    await mia.events.delete({ calendarId, eventId: event.id, sendUpdates: "all" });
    const { json } = await control(sandbox.origin, "GET", "/outbox");
    const lines = json.mails.map((mail: { subject: string; to: string }) => `${mail.subject} > ${mail.to}`);
    expect(lines.reverse()).toEqual([
      "Invitation: Call > zoe@outside.test",
      `Updated: New name > ${LEE}`,
      "Updated: New name > zoe@outside.test",
      `Cancelled: New name > ${LEE}`,
      "Cancelled: New name > zoe@outside.test",
    ]);
    expect(json.mails[0]).toMatchObject({ cause: "api", eventId: event.id, kind: "Cancelled" });
  });
});

describe("Meet", () => {
  it("is pending first, then has a link on every copy; version 0 is ignored", async () => {
    const conferenceData = {
      createRequest: { requestId: "r-1", conferenceSolutionKey: { type: "hangoutsMeet" } },
    };
    const ignored = await insert({ conferenceData });
    expect(ignored.conferenceData).toBeUndefined();
    const event = await insert({ conferenceData, attendees: [{ email: LEE }] }, { conferenceDataVersion: 1 });
    expect(event.conferenceData?.createRequest?.status?.statusCode).toBe("pending");
    await expect
      .poll(async () => (await stateOf(lee, event.id)).hangoutLink, { timeout: 5000 })
      .toContain("meet.google");
    const ready = await stateOf(mia, event.id);
    expect(ready.conferenceData?.entryPoints?.[0]?.uri).toBe(ready.hangoutLink);
  });

  it("can be refused", async () => {
    await control(sandbox.origin, "POST", "/trouble", { kind: "meet-failure", email: MIA });
    const conferenceData = { createRequest: { requestId: "r-2" } };
    const event = await insert({ conferenceData }, { conferenceDataVersion: 1 });
    const status = async () =>
      (await stateOf(mia, event.id)).conferenceData?.createRequest?.status?.statusCode;
    await expect.poll(status, { timeout: 5000 }).toBe("failure");
  });
});
