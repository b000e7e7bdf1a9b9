import type { Client } from "@microsoft/microsoft-graph-client";
import type { calendar_v3 } from "googleapis/build/src/apis/calendar";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect as connectGoogle } from "../google/testing/sandbox";
import {
  BOB,
  connect as connectGraph,
  control,
  inDays,
  LEE,
  MIA,
  PREFER,
} from "../microsoft/testing/sandbox";
import { startBoth } from "./testing/two-sandboxes";

let both: Awaited<ReturnType<typeof startBoth>>;
let miaAtGoogle: calendar_v3.Calendar;
let bobAtGoogle: calendar_v3.Calendar;
let miaAtMicrosoft: Client;
let leeAtMicrosoft: Client;
const calendarId = "primary";
const sendUpdates = "all";

beforeAll(async () => {
  both = await startBoth();
});
beforeEach(async () => {
  await control(both.google, "POST", "/reset");
  await control(both.microsoft, "POST", "/reset");
  miaAtGoogle = (await connectGoogle(both.google, MIA)).api;
  bobAtGoogle = (await connectGoogle(both.google, BOB)).api;
  miaAtMicrosoft = (await connectGraph(both.microsoft, MIA)).graph;
  leeAtMicrosoft = (await connectGraph(both.microsoft, LEE)).graph;
});
afterAll(() => both.close());

const at = (days: number, clock: string) => ({
  dateTime: `${inDays(days, clock).dateTime}Z`,
  timeZone: "UTC",
});
const timesAt = (days: number) => ({ start: at(days, "09:00"), end: at(days, "10:00") });
const graphTimes = (days: number) => ({ start: inDays(days, "09:00"), end: inDays(days, "10:00") });
const window = `startDateTime=${at(0, "00:00").dateTime}&endDateTime=${at(40, "00:00").dateTime}`;

async function copiesAt(graph: Client): Promise<Record<string, unknown>[]> {
  const { value } = await graph.api(`/me/calendarView?${window}`).header("Prefer", PREFER).top(50).get();
  return value;
}

async function copiesOf(api: calendar_v3.Calendar): Promise<calendar_v3.Schema$Event[]> {
  const { data } = await api.events.list({
    calendarId,
    singleEvents: true,
    timeMax: at(40, "00:00").dateTime,
  });
  return data.items ?? [];
}

describe("an invitation from Google to Outlook", () => {
  const attendees = [{ email: MIA, responseStatus: "accepted" }, { email: LEE }];
  const invite = async (more: calendar_v3.Schema$Event = {}) => {
    const requestBody = { summary: "Call", description: "1 < 2", ...timesAt(2), attendees, ...more };
    return (await miaAtGoogle.events.insert({ calendarId, sendUpdates, requestBody })).data;
  };
  const answerOfLee = async (eventId: string) => {
    const { data } = await miaAtGoogle.events.get({ calendarId, eventId });
    return data.attendees?.find((row) => row.email === LEE)?.responseStatus;
  };

  it("arrives with the same UID and another id; changes, the answer and the end travel too", async () => {
    const made = await invite();
    const copies = () => copiesAt(leeAtMicrosoft);
    await expect.poll(copies).toHaveLength(1);
    const [copy] = await copies();
    expect(copy).toMatchObject({
      iCalUId: made.iCalUID,
      subject: "Call",
      isOrganizer: false,
      organizer: { emailAddress: { address: MIA, name: "Mia Berg" } },
      responseStatus: { response: "notResponded" },
    });
    expect(copy?.id).not.toBe(made.id);
    const body = await leeAtMicrosoft.api(`/me/events/${copy?.id}`).get();
    expect(body.body.content).toContain("1 &lt; 2");
    await leeAtMicrosoft.api(`/me/events/${copy?.id}/accept`).post({});
    await expect.poll(() => answerOfLee(made.id ?? "")).toBe("accepted");
    const requestBody = { ...timesAt(3), summary: "Call, moved" };
    await miaAtGoogle.events.patch({ calendarId, eventId: made.id ?? "", sendUpdates, requestBody });
    await expect.poll(async () => (await copies())[0]?.subject).toBe("Call, moved");
    expect((await copies())[0]).toMatchObject({ id: copy?.id, responseStatus: { response: "notResponded" } });
    await miaAtGoogle.events.delete({ calendarId, eventId: made.id ?? "", sendUpdates });
    await expect.poll(async () => (await copies())[0]?.isCancelled).toBe(true);
  });

  it("is mail: who is not mailed hears nothing, and the copy here is not made", async () => {
    const requestBody = { summary: "Quiet", ...timesAt(2), attendees };
    await miaAtGoogle.events.insert({ calendarId, sendUpdates: "none", requestBody });
    await invite({ summary: "Loud" });
    await expect
      .poll(async () => (await copiesAt(leeAtMicrosoft)).map((row) => row.subject))
      .toEqual(["Loud"]);
    expect((await control(both.google, "GET", `/people/${LEE}/events`)).json.items).toEqual([]);
    const refused = await control(both.google, "POST", `/people/${LEE}/events`, {
      summary: "x",
      ...timesAt(2),
    });
    expect(refused.status).toBe(400);
    const page = await (await fetch(`${both.google}/calendar?as=${LEE}`)).text();
    expect(page).toContain(`${both.microsoft}/calendar?as=${encodeURIComponent(LEE)}`);
  });

  it("carries a series with a moved slot and a lost one", async () => {
    const made = await invite({ recurrence: ["RRULE:FREQ=DAILY;COUNT=3"] });
    await expect.poll(() => copiesAt(leeAtMicrosoft)).toHaveLength(3);
    const { data } = await miaAtGoogle.events.instances({ calendarId, eventId: made.id ?? "" });
    const [, second, third] = (data.items ?? []).map((row) => row.id ?? "");
    const requestBody = { start: at(3, "15:00"), end: at(3, "16:00") };
    await miaAtGoogle.events.patch({ calendarId, eventId: second ?? "", sendUpdates, requestBody });
    const types = async () => (await copiesAt(leeAtMicrosoft)).map((row) => row.type);
    await expect.poll(types).toEqual(["occurrence", "exception", "occurrence"]);
    const moved = (await copiesAt(leeAtMicrosoft))[1];
    expect(moved?.start).toMatchObject({ dateTime: `${inDays(3, "15:00").dateTime}.0000000` });
    await leeAtMicrosoft.api(`/me/events/${moved?.id}/tentativelyAccept`).post({});
    await expect.poll(() => answerOfLee(second ?? "")).toBe("tentative");
    expect(await answerOfLee(made.id ?? "")).toBe("needsAction");
    await miaAtGoogle.events.delete({ calendarId, eventId: third ?? "", sendUpdates });
    await expect.poll(async () => (await copiesAt(leeAtMicrosoft)).at(-1)?.isCancelled).toBe(true);
  });

  it("follows a Meet link that comes later", async () => {
    const conferenceData = {
      createRequest: { requestId: "r1", conferenceSolutionKey: { type: "hangoutsMeet" } },
    };
    const requestBody = { summary: "Online", ...timesAt(2), attendees, conferenceData };
    await miaAtGoogle.events.insert({ calendarId, sendUpdates, conferenceDataVersion: 1, requestBody });
    const text = async () => {
      const [copy] = await copiesAt(leeAtMicrosoft);
      return copy && (await leeAtMicrosoft.api(`/me/events/${copy.id}`).get()).body.content;
    };
    await expect.poll(text, { timeout: 5_000 }).toContain("https://meet.google.com/");
  });
});

describe("an invitation from Outlook to Google", () => {
  const invite = (more: object = {}) => {
    const attendees = [{ type: "required", emailAddress: { address: BOB, name: "Bob Ray" } }];
    const body = { contentType: "html", content: "<p>First &amp; last</p>" };
    return miaAtMicrosoft
      .api("/me/events")
      .header("Prefer", PREFER)
      .post({ subject: "Review", body, ...graphTimes(2), attendees, ...more });
  };
  const answerOfBob = async (id: string) =>
    (await miaAtMicrosoft.api(`/me/events/${id}`).get()).attendees[0].status.response;
  const answer = async (eventId: string, responseStatus: string) => {
    const { data } = await bobAtGoogle.events.get({ calendarId, eventId });
    const attendees = data.attendees?.map((row) => (row.self ? { ...row, responseStatus } : row)) ?? [];
    await bobAtGoogle.events.patch({ calendarId, eventId, sendUpdates, requestBody: { attendees } });
  };

  it("arrives with the same UID and another id; changes, the answer and the end travel too", async () => {
    const made = await invite();
    await expect.poll(() => copiesOf(bobAtGoogle)).toHaveLength(1);
    const [copy] = await copiesOf(bobAtGoogle);
    expect(copy).toMatchObject({
      iCalUID: made.iCalUId,
      summary: "Review",
      description: "First & last",
      organizer: { email: MIA },
      attendees: [{ email: BOB, self: true, responseStatus: "needsAction" }],
    });
    expect(copy?.id).toMatch(/^_[a-v0-9]+$/);
    await answer(copy?.id ?? "", "accepted");
    await expect.poll(() => answerOfBob(made.id)).toBe("accepted");
    await miaAtMicrosoft.api(`/me/events/${made.id}`).patch({ subject: "Review 2" });
    await expect.poll(async () => (await copiesOf(bobAtGoogle))[0]?.summary).toBe("Review 2");
    expect((await copiesOf(bobAtGoogle))[0]?.attendees?.[0]?.responseStatus).toBe("accepted");
    await miaAtMicrosoft.api(`/me/events/${made.id}`).patch(graphTimes(4));
    const row = async () => (await copiesOf(bobAtGoogle))[0]?.attendees?.[0]?.responseStatus;
    await expect.poll(row).toBe("needsAction");
    await miaAtMicrosoft.api(`/me/events/${made.id}`).delete();
    await expect.poll(() => copiesOf(bobAtGoogle)).toEqual([]);
    const { mails } = (await control(both.google, "GET", `/outbox?to=${BOB}`)).json;
    expect(mails.map((mail: { kind: string }) => mail.kind)).toEqual([
      "Cancelled",
      "Updated",
      "Updated",
      "Invitation",
    ]);
  });

  it("carries a series with a moved slot, and a guest who throws a slot out", async () => {
    const startDate = inDays(2, "09:00").dateTime.slice(0, 10);
    const range = { type: "numbered", startDate, numberOfOccurrences: 3 };
    const made = await invite({ recurrence: { pattern: { type: "daily", interval: 1 }, range } });
    await expect.poll(() => copiesOf(bobAtGoogle)).toHaveLength(3);
    const { value } = await miaAtMicrosoft
      .api(`/me/events/${made.id}/instances?${window}`)
      .header("Prefer", PREFER)
      .get();
    const change = { start: inDays(3, "15:00"), end: inDays(3, "16:00") };
    await miaAtMicrosoft.api(`/me/events/${value[1].id}`).patch(change);
    const starts = async () => (await copiesOf(bobAtGoogle)).map((row) => row.start?.dateTime?.slice(11, 16));
    const local = (clock: string) =>
      new Date(at(3, clock).dateTime).toLocaleTimeString("en-GB", { timeZone: "Europe/London" }).slice(0, 5);
    await expect
      .poll(async () => (await starts()).sort())
      .toEqual([local("09:00"), local("09:00"), local("15:00")]);
    const moved = (await copiesOf(bobAtGoogle)).find(
      (row) => row.start?.dateTime?.slice(11, 16) === local("15:00"),
    );
    expect(moved?.recurringEventId).toMatch(/^_/);
    await bobAtGoogle.events.delete({ calendarId, eventId: moved?.id ?? "", sendUpdates });
    await expect.poll(() => answerOfBob(value[1].id)).toBe("declined");
    expect(await answerOfBob(made.id)).toBe("none");
  });
});

describe("where somebody lives", () => {
  it("can be changed while it runs: invitations then go there", async () => {
    expect((await control(both.google, "GET", `/people/${BOB}`)).json.elsewhere).toBe(false);
    await control(both.google, "PATCH", `/people/${BOB}`, { elsewhere: true });
    await control(both.microsoft, "PATCH", `/people/${BOB}`, { elsewhere: false });
    const requestBody = { summary: "New home", ...timesAt(2), attendees: [{ email: BOB }] };
    await miaAtGoogle.events.insert({ calendarId, sendUpdates, requestBody });
    const bob = (await connectGraph(both.microsoft, BOB)).graph;
    await expect.poll(async () => (await copiesAt(bob)).map((row) => row.subject)).toEqual(["New home"]);
    expect(await copiesOf(bobAtGoogle)).toEqual([]);
  });
});
