import type { Client } from "@microsoft/microsoft-graph-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MicrosoftSandbox } from "./server";
import { refusalOf } from "./testing/graph";
import { BOB, connect, control, inDays, LEE, MIA, PREFER, startSandbox } from "./testing/sandbox";

let sandbox: MicrosoftSandbox;
let mia: Client;
let lee: Client;
const guest = (address: string) => ({ type: "required", emailAddress: { address, name: address } });
const call = { subject: "Call", start: inDays(2, "09:00"), end: inDays(2, "10:00") };
const create = (client: Client, body: object) => client.api("/me/events").header("Prefer", PREFER).post(body);
const read = (client: Client, id: string) => client.api(`/me/events/${id}`).header("Prefer", PREFER).get();
const mails = async (to: string) => (await control(sandbox.origin, "GET", `/outbox?to=${to}`)).json.mails;
const copyOf = async (client: Client, uid: string) => {
  const { value } = await client
    .api("/me/events")
    .header("Prefer", PREFER)
    .filter(`iCalUId eq '${uid}'`)
    .get();
  return value[0];
};

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(async () => {
  await control(sandbox.origin, "POST", "/reset");
  mia = (await connect(sandbox.origin, MIA)).graph;
  lee = (await connect(sandbox.origin, LEE)).graph;
});
afterAll(() => sandbox.close());

describe("an event", () => {
  it("is created with 201 and read in the zone and id form asked for", async () => {
    const start = { dateTime: "2031-03-04T10:00:00", timeZone: "W. Europe Standard Time" };
    const end = { dateTime: "2031-03-04T11:00:00", timeZone: "Europe/Berlin" };
    const made = await create(mia, { ...call, start, end });
    expect(made.start).toEqual({ dateTime: "2031-03-04T09:00:00.0000000", timeZone: "UTC" });
    expect(made).toMatchObject({
      type: "singleInstance",
      isOrganizer: true,
      sensitivity: "normal",
      showAs: "busy",
    });
    expect(made.originalStartTimeZone).toBe("W. Europe Standard Time");
    expect(made.createdDateTime).toMatch(/\.\d{7}Z$/);
    const prefer = 'outlook.timezone="Pacific Standard Time"';
    const answer = await fetch(`${sandbox.origin}/v1.0/me/events/${made.id}`, {
      headers: {
        authorization: `Bearer ${(await connect(sandbox.origin, MIA)).tokens.access_token}`,
        prefer,
      },
    });
    expect(answer.headers.get("preference-applied")).toBe(prefer);
    expect(answer.headers.get("request-id")).toBeTruthy();
    const plain = await answer.json();
    expect(plain.start).toEqual({
      dateTime: "2031-03-04T01:00:00.0000000",
      timeZone: "Pacific Standard Time",
    });
    expect(plain.id).not.toBe(made.id);
  });

  it("refuses unknown and read-only members, half a time, and whole days that do not start at midnight", async () => {
    const refused = async (body: object) => (await refusalOf(create(mia, { ...call, ...body }))).code;
    expect(await refused({ title: "x" })).toBe("RequestBodyRead");
    expect(await refused({ iCalUId: "x" })).toBe("ErrorInvalidPropertySet");
    expect(await refused({ isAllDay: true })).toBe("ErrorPropertyValidationFailure");
    const made = await create(mia, call);
    const half = mia.api(`/me/events/${made.id}`).patch({ start: inDays(3, "09:00") });
    expect(await refusalOf(half)).toMatchObject({ status: 400, code: "ErrorPropertyValidationFailure" });
    const whole = { isAllDay: true, start: inDays(2, "00:00"), end: inDays(3, "00:00") };
    expect((await create(mia, { ...call, ...whole })).isAllDay).toBe(true);
  });

  it("guards changes with its change key, and answers 204 and 404 to deletions", async () => {
    const made = await create(mia, call);
    const path = `/me/events/${made.id}`;
    const changed = await mia.api(path).header("If-Match", made["@odata.etag"]).patch({ subject: "Call 2" });
    expect(changed.changeKey).not.toBe(made.changeKey);
    const stale = mia.api(path).header("If-Match", made["@odata.etag"]).patch({ subject: "Call 3" });
    expect((await refusalOf(stale)).status).toBe(412);
    await mia.api(path).delete();
    expect(await refusalOf(mia.api(path).delete())).toMatchObject({ status: 404, code: "ErrorItemNotFound" });
    expect((await refusalOf(read(mia, "nonsense"))).code).toBe("ErrorInvalidIdMalformed");
  });

  it("is made once for a transaction id: an equal repeat may get it again, another body is refused", async () => {
    const body = { ...call, transactionId: "crm-m-1" };
    const made = await create(mia, body);
    expect((await create(mia, body)).id).toBe(made.id);
    const other = create(mia, { ...body, subject: "Other" });
    expect(await refusalOf(other)).toMatchObject({ status: 409, code: "ErrorDuplicateTransactionId" });
    await control(sandbox.origin, "PATCH", "/behaviours", { transactionReplay: "refused" });
    expect((await refusalOf(create(mia, body))).code).toBe("ErrorDuplicateTransactionId");
    expect((await mia.api("/me/events").get()).value).toHaveLength(1);
  });

  it("is found by its extended property, which no answer shows unasked", async () => {
    const id = "String {7f1c0f64-2f0b-4c1d-9b8e-1a2b3c4d5e6f} Name CrmMeetingId";
    const made = await create(mia, { ...call, singleValueExtendedProperties: [{ id, value: "m-771" }] });
    expect(made.singleValueExtendedProperties).toBeUndefined();
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq 'm-771')`;
    const { value } = await mia.api("/me/events").header("Prefer", PREFER).filter(filter).get();
    expect(value.map((row: { id: string }) => row.id)).toEqual([made.id]);
    const expand = `singleValueExtendedProperties($filter=id eq '${id}')`;
    const shown = await mia.api(`/me/events/${made.id}`).expand(expand).get();
    expect(shown.singleValueExtendedProperties).toEqual([{ id, value: "m-771" }]);
    expect((await refusalOf(mia.api("/me/events").filter("transactionId eq 'x'").get())).status).toBe(400);
  });

  it("keeps its immutable id when moved to another calendar, but not its default one", async () => {
    const made = await mia.api("/me/events").post(call);
    const { value } = await mia.api("/me/events").header("Prefer", PREFER).get();
    const immutable = value[0].id;
    await control(sandbox.origin, "POST", `/people/${MIA}/events/${immutable}/move`, { calendar: "other" });
    expect((await read(mia, immutable)).subject).toBe("Call");
    expect((await refusalOf(mia.api(`/me/events/${made.id}`).get())).status).toBe(404);
    expect((await mia.api("/me/calendar/events").get()).value).toEqual([]);
  });

  it("can hide from GET for a moment after its creation", async () => {
    await control(sandbox.origin, "PATCH", "/behaviours", { hidesNewEventsSeconds: 60 });
    const made = await create(mia, call);
    expect((await refusalOf(read(mia, made.id))).code).toBe("ErrorItemNotFound");
    await control(sandbox.origin, "POST", "/clock", { forwardSeconds: 61 });
    expect((await read(mia, made.id)).subject).toBe("Call");
  });
});

describe("invitations", () => {
  it("go out at once: a copy with another id, its own creation time and the same UID", async () => {
    const made = await create(mia, { ...call, attendees: [guest(LEE)] });
    const copy = await copyOf(lee, made.iCalUId);
    expect(copy.id).not.toBe(made.id);
    expect(copy).toMatchObject({ isOrganizer: false, showAs: "tentative", subject: "Call" });
    expect(copy.responseStatus.response).toBe("notResponded");
    expect(await mails(LEE)).toMatchObject([{ kind: "Invitation", eventId: copy.id, cause: "api" }]);
  });

  it("bring answers to the organiser's copy alone; a new time asks everybody anew", async () => {
    const made = await create(mia, { ...call, attendees: [guest(LEE), guest(BOB)] });
    const bob = (await connect(sandbox.origin, BOB)).graph;
    const copy = await copyOf(lee, made.iCalUId);
    await lee.api(`/me/events/${copy.id}/accept`).post({ sendResponse: true });
    const answers = async (client: Client, id: string) =>
      (await read(client, id)).attendees.map((row: { status: { response: string } }) => row.status.response);
    expect(await answers(mia, made.id)).toEqual(["accepted", "none"]);
    expect(await answers(bob, (await copyOf(bob, made.iCalUId)).id)).toEqual(["none", "none"]);
    expect(await mails(MIA)).toMatchObject([{ kind: "Accepted", from: LEE }]);
    await mia.api(`/me/events/${made.id}`).patch({ start: inDays(3, "09:00"), end: inDays(3, "10:00") });
    expect(await answers(mia, made.id)).toEqual(["none", "none"]);
    expect((await read(lee, copy.id)).responseStatus.response).toBe("notResponded");
    expect((await mails(LEE))[0].kind).toBe("Updated");
  });

  it("mail only the changed guests when only the guests change, and nobody about one's own settings", async () => {
    const made = await create(mia, { ...call, attendees: [guest(LEE)] });
    await mia.api(`/me/events/${made.id}`).patch({ attendees: [guest(LEE), guest(BOB)] });
    await mia.api(`/me/events/${made.id}`).patch({ showAs: "free", categories: ["Red"] });
    expect((await mails(LEE)).map((mail: { kind: string }) => mail.kind)).toEqual(["Invitation"]);
    expect((await mails(BOB)).map((mail: { kind: string }) => mail.kind)).toEqual(["Invitation"]);
    await mia.api(`/me/events/${made.id}`).patch({ attendees: [guest(LEE)] });
    expect((await mails(BOB))[0].kind).toBe("Cancelled");
  });

  it("leave a declining mailbox unless it keeps them; the organiser still sees the answer", async () => {
    const made = await create(mia, { ...call, attendees: [guest(LEE)] });
    const copy = await copyOf(lee, made.iCalUId);
    await lee.api(`/me/events/${copy.id}/decline`).post({ comment: "Sorry", sendResponse: true });
    expect((await refusalOf(read(lee, copy.id))).status).toBe(404);
    expect((await read(mia, made.id)).attendees[0].status.response).toBe("declined");
    await control(sandbox.origin, "PATCH", "/behaviours", { keepsDeclined: true });
    const second = await create(mia, { ...call, attendees: [guest(LEE)] });
    const kept = await copyOf(lee, second.iCalUId);
    await lee.api(`/me/events/${kept.id}/decline`).post({});
    expect((await read(lee, kept.id)).responseStatus.response).toBe("declined");
    expect((await refusalOf(mia.api(`/me/events/${made.id}/accept`).post({}))).status).toBe(400);
  });

  it("that are called off stay as cancelled copies; a guest's deletion tells nobody", async () => {
    const made = await create(mia, { ...call, attendees: [guest(LEE)] });
    const copy = await copyOf(lee, made.iCalUId);
    expect((await refusalOf(lee.api(`/me/events/${copy.id}/cancel`).post({}))).status).toBe(400);
    await mia.api(`/me/events/${made.id}/cancel`).post({ comment: "Ill" });
    expect((await refusalOf(read(mia, made.id))).status).toBe(404);
    expect(await read(lee, copy.id)).toMatchObject({
      isCancelled: true,
      subject: "Canceled: Call",
      showAs: "free",
    });
    await lee.api(`/me/events/${copy.id}`).delete();
    expect((await refusalOf(read(lee, copy.id))).status).toBe(404);
    expect(await mails(MIA)).toEqual([]);
  });

  it("wait while the organiser's copy is a draft", async () => {
    const draft = { summary: "New Event", start: inDays(4, "09:00"), end: inDays(4, "10:00"), isDraft: true };
    const attendees = [{ email: LEE }];
    const { json } = await control(sandbox.origin, "POST", `/people/${MIA}/events`, { ...draft, attendees });
    expect((await read(mia, json.id)).isDraft).toBe(true);
    expect(await mails(LEE)).toEqual([]);
    await control(sandbox.origin, "PATCH", `/people/${MIA}/events/${json.id}`, {
      summary: "Plan",
      isDraft: false,
    });
    expect((await mails(LEE)).map((mail: { subject: string }) => mail.subject)).toEqual(["Invitation: Plan"]);
    expect((await read(mia, json.id)).isDraft).toBe(false);
  });
});

describe("the calendar of an event", () => {
  it("is the default one until the event is dragged to another", async () => {
    const { id } = await create(mia, call);
    const calendar = () => mia.api(`/me/events/${id}/calendar`).header("Prefer", PREFER).get();
    expect(await calendar()).toMatchObject({ isDefaultCalendar: true, owner: { address: MIA } });
    await control(sandbox.origin, "POST", `/people/${MIA}/events/${id}/move`, { calendar: "other" });
    expect(await calendar()).toMatchObject({ isDefaultCalendar: false, name: "Side projects" });
    await mia.api(`/me/events/${id}`).delete();
    expect((await refusalOf(calendar())).status).toBe(404);
  });
});

describe("a Teams meeting", () => {
  it("gets its link after a while, keeps it through edits, and loses it with its join block", async () => {
    await control(sandbox.origin, "PATCH", "/behaviours", { teamsLinkSeconds: 0.2 });
    const online = { isOnlineMeeting: true, onlineMeetingProvider: "teamsForBusiness" };
    const made = await create(mia, { ...call, ...online, attendees: [guest(LEE)] });
    expect(made).toMatchObject({ isOnlineMeeting: true, onlineMeeting: { joinUrl: null } });
    const link = async () => (await read(mia, made.id)).onlineMeeting?.joinUrl;
    await expect.poll(link).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/meetup-join\//);
    expect((await copyOf(lee, made.iCalUId)).onlineMeeting.joinUrl).toBe(await link());
    await mia.api(`/me/events/${made.id}`).patch({ isOnlineMeeting: false, subject: "Still online" });
    expect(await link()).toBeTruthy();
    const page = `/people/${MIA}/events/${made.id}`;
    await control(sandbox.origin, "PATCH", page, { description: "Agenda" });
    expect((await control(sandbox.origin, "GET", page)).json.description).toBe("Agenda");
    expect((await read(mia, made.id)).body.content).toContain(await link());
    await mia.api(`/me/events/${made.id}`).patch({ body: { contentType: "html", content: "<p>New</p>" } });
    expect(await link()).toBeUndefined();
    expect((await mails(LEE)).length).toBe(4);
  });
});
