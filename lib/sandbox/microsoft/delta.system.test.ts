import type { Client } from "@microsoft/microsoft-graph-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MicrosoftSandbox } from "./server";
import { refusalOf, relative } from "./testing/graph";
import { connect, control, inDays, LEE, MIA, PREFER, startSandbox } from "./testing/sandbox";

type Row = { id: string; type?: string; subject?: string; "@removed"?: { reason: string } } & Record<
  string,
  unknown
>;

let sandbox: MicrosoftSandbox;
let mia: Client;
let token: string;
const day = (days: number) => inDays(days, "00:00").dateTime;
const window = `/me/calendarView/delta?startDateTime=${day(-30)}Z&endDateTime=${day(60)}Z`;
const call = { subject: "Call", start: inDays(2, "09:00"), end: inDays(2, "10:00") };
const weekly = {
  ...call,
  recurrence: {
    pattern: { type: "daily", interval: 2 },
    range: { type: "numbered", startDate: inDays(2, "09:00").dateTime.slice(0, 10), numberOfOccurrences: 5 },
  },
};
const create = (body: object) => mia.api("/me/events").header("Prefer", PREFER).post(body);
const read = (id: string) => mia.api(`/me/events/${id}`).header("Prefer", PREFER).get();
const switches = (body: object) => control(sandbox.origin, "PATCH", "/behaviours", body);

/** Follows a round to its end: pages as they came, and the link for the next round. */
async function round(from: string, size = 50) {
  const pages: Row[][] = [];
  let next = from;
  for (;;) {
    const page = await mia.api(next).header("Prefer", `${PREFER}, odata.maxpagesize=${size}`).get();
    pages.push(page.value);
    if (page["@odata.deltaLink"])
      return { pages, rows: pages.flat(), link: relative(page["@odata.deltaLink"]) };
    next = relative(page["@odata.nextLink"]);
  }
}

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(async () => {
  await control(sandbox.origin, "POST", "/reset");
  const connection = await connect(sandbox.origin, MIA);
  mia = connection.graph;
  token = connection.tokens.access_token;
});
afterAll(() => sandbox.close());

describe("a round of calendarView/delta", () => {
  it("starts with an empty page, repeats rows, and ends with a delta link alone", async () => {
    for (const at of [1, 2, 3, 4, 5]) await create({ ...call, subject: `Call ${at}` });
    const { pages, rows, link } = await round(window, 2);
    expect(pages[0]).toEqual([]);
    expect(pages.length).toBe(4);
    expect(rows.length).toBeGreaterThan(5);
    expect(new Set(rows.map((row) => row.subject)).size).toBe(5);
    expect((await round(link)).rows).toEqual([]);
    await switches({ startsWithEmptyPage: false, repeatsRows: false });
    expect((await round(window)).pages.map((page) => page.length)).toEqual([5]);
  });

  it("tells changes since, and what left the window or the mailbox as @removed", async () => {
    const [kept, moved, gone] = await Promise.all([create(call), create(call), create(call)]);
    const { link } = await round(window);
    await mia.api(`/me/events/${kept.id}`).patch({ subject: "Changed" });
    await mia.api(`/me/events/${moved.id}`).patch({ start: inDays(400, "09:00"), end: inDays(400, "10:00") });
    await mia.api(`/me/events/${gone.id}`).delete();
    const outside = await create({ ...call, start: inDays(500, "09:00"), end: inDays(500, "10:00") });
    const { rows } = await round(link);
    expect(rows.find((row) => row.id === kept.id)?.subject).toBe("Changed");
    for (const { id } of [moved, gone, outside]) {
      expect(rows.find((row) => row.id === id)?.["@removed"]).toEqual({ reason: "deleted" });
    }
    expect((await read(moved.id)).start.dateTime).toContain(inDays(400, "09:00").dateTime);
    expect((await refusalOf(read(gone.id))).status).toBe(404);
  });

  it("loses no row when one of them changes between two pages", async () => {
    for (const at of [1, 2, 3, 4]) await create({ ...call, subject: `Call ${at}` });
    await switches({ startsWithEmptyPage: false, repeatsRows: false });
    const first = await mia.api(window).header("Prefer", `${PREFER}, odata.maxpagesize=2`).get();
    await mia.api(`/me/events/${first.value[0].id}`).patch({ subject: "Call 9" });
    const { rows, link } = await round(relative(first["@odata.nextLink"]), 2);
    expect(rows).toHaveLength(2);
    expect((await round(link)).rows.map((row) => row.subject)).toEqual(["Call 9"]);
  });

  it("refuses query options and windows without an end, and expires on demand with 410 or 400", async () => {
    expect((await refusalOf(mia.api(`${window}&$select=subject`).get())).status).toBe(400);
    expect((await refusalOf(mia.api(`${window}&$top=5`).get())).status).toBe(400);
    const half = mia.api(`/me/calendarView/delta?startDateTime=${day(0)}Z`).get();
    expect((await refusalOf(half)).code).toBe("ErrorInvalidParameter");
    const { link } = await round(window);
    await control(sandbox.origin, "POST", "/trouble", { kind: "expire-sync-tokens", email: MIA });
    expect(await refusalOf(mia.api(link).get())).toMatchObject({ status: 410, code: "SyncStateNotFound" });
    await switches({ expiredStateStatus: 400 });
    expect((await refusalOf(mia.api(link).get())).status).toBe(400);
    expect((await refusalOf(mia.api(`${window.split("?")[0]}?$deltatoken=latest`).get())).status).toBe(400);
  });
});

describe("a series", () => {
  it("lists sparse occurrence rows and, unless switched off, its own row", async () => {
    const master = await create(weekly);
    const { rows } = await round(window);
    const slots = rows.filter((row) => row.type === "occurrence");
    expect(new Set(slots.map((row) => row.id)).size).toBe(5);
    expect(Object.keys(slots[0] ?? {}).sort()).toEqual(
      ["@odata.etag", "@odata.type", "end", "id", "seriesMasterId", "start", "type"].sort(),
    );
    expect(rows.some((row) => row.id === master.id && row.type === "seriesMaster")).toBe(true);
    await switches({ sendsMasters: false });
    expect((await round(window)).rows.some((row) => row.type === "seriesMaster")).toBe(false);
    const view = await mia.api(window.replace("/delta", "")).header("Prefer", PREFER).get();
    expect(view.value).toHaveLength(5);
    expect(view.value[0]).toMatchObject({ type: "occurrence", iCalUId: master.iCalUId, subject: "Call" });
  });

  it("sends itself again whole when one slot changes, and says which slot was taken out", async () => {
    const master = await create(weekly);
    const first = await round(window);
    const slots = first.rows.filter((row) => row.type === "occurrence" && row.seriesMasterId === master.id);
    slots.sort((a, b) => (JSON.stringify(a.start) < JSON.stringify(b.start) ? -1 : 1));
    const [one = "", two = ""] = [...new Set(slots.map((row) => row.id))];
    const before = await read(one);
    const date = before.start.dateTime.slice(0, 10);
    const move = {
      start: { dateTime: `${date}T15:00:00`, timeZone: "UTC" },
      end: { dateTime: `${date}T16:00:00`, timeZone: "UTC" },
    };
    expect((await mia.api(`/me/events/${one}`).header("Prefer", PREFER).patch(move)).type).toBe("exception");
    await mia.api(`/me/events/${two}`).delete();
    const { rows } = await round(first.link);
    expect(rows.find((row) => row.id === one)).toMatchObject({ type: "exception", subject: "Call" });
    expect(rows.find((row) => row.id === one)?.originalStart).toContain(`${date}T09:00:00`);
    expect(rows.find((row) => row.id === two)?.["@removed"]).toEqual({ reason: "deleted" });
    expect(new Set(rows.filter((row) => row.type === "occurrence").map((row) => row.id)).size).toBe(3);
    const selected = await mia
      .api(`/me/events/${master.id}`)
      .header("Prefer", PREFER)
      .select("cancelledOccurrences")
      .get();
    expect(selected.cancelledOccurrences).toHaveLength(1);
    const far = { start: inDays(300, "09:00"), end: inDays(300, "10:00") };
    expect((await refusalOf(mia.api(`/me/events/${one}`).patch(far))).code).toBe(
      "ErrorOccurrenceCrossingBoundary",
    );
  });

  it("can hide a taken slot, and takes all of itself back when deleted", async () => {
    await switches({ saysRemovedSlots: false });
    const master = await create(weekly);
    const first = await round(window);
    const id = first.rows.find((row) => row.type === "occurrence")?.id ?? "";
    await mia.api(`/me/events/${id}`).delete();
    const second = await round(first.link);
    expect(second.rows.some((row) => row.id === id)).toBe(false);
    await mia.api(`/me/events/${master.id}`).delete();
    const third = await round(second.link);
    const removed = new Set(third.rows.filter((row) => row["@removed"]).map((row) => row.id));
    expect(removed.has(master.id)).toBe(true);
    expect(removed.size).toBe(5);
    expect(third.rows.every((row) => row["@removed"])).toBe(true);
  });

  it("reaches guests slot by slot, and an edit of the series resets moved slots", async () => {
    const attendees = [{ type: "required", emailAddress: { address: LEE } }];
    const master = await create({ ...weekly, attendees });
    const lee = (await connect(sandbox.origin, LEE)).graph;
    const view = async () =>
      (
        await lee
          .api(`${window.replace("/delta", "")}&$top=50`)
          .header("Prefer", PREFER)
          .get()
      ).value as Row[];
    const slots = (await round(window)).rows.filter((row) => row.type === "occurrence");
    const id = slots[0]?.id ?? "";
    await mia.api(`/me/events/${id}`).patch({ subject: "Special" });
    expect((await view()).filter((row) => row.subject === "Special").map((row) => row.type)).toEqual([
      "exception",
    ]);
    const special = (await view()).find((row) => row.subject === "Special")?.id;
    await lee.api(`/me/events/${special}/accept`).post({});
    expect((await read(id)).attendees[0].status.response).toBe("accepted");
    expect((await read(master.id)).attendees[0].status.response).toBe("none");
    await mia.api(`/me/events/${id}`).delete();
    expect((await view()).map((row) => row.isCancelled).filter(Boolean)).toHaveLength(1);
    await mia.api(`/me/events/${master.id}`).patch({ start: inDays(2, "11:00"), end: inDays(2, "12:00") });
    expect((await view()).map((row) => row.type)).toEqual(Array(5).fill("occurrence"));
  });
});

describe("the door", () => {
  it("lets four calls of a mailbox in at once and answers the fifth with MailboxConcurrency", async () => {
    await switches({ answerMilliseconds: 100 });
    const headers = { authorization: `Bearer ${token}` };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => fetch(`${sandbox.origin}/v1.0/me/calendar`, { headers })),
    );
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.headers.get("retry-after")).toBe("1");
    expect(await refused[0]?.text()).toContain("ApplicationThrottled");
    const peaks = async () => (await control(sandbox.origin, "GET", "/in-flight")).json.peaks;
    expect(await peaks()).toEqual({ [MIA]: 5 });
    await control(sandbox.origin, "POST", "/in-flight/reset");
    expect(await peaks()).toEqual({});
  });

  it("plays throttling, a lost answer, and a mailbox that is not there", async () => {
    const cause = (kind: string, more = {}) =>
      control(sandbox.origin, "POST", "/trouble", { kind, email: MIA, ...more });
    await cause("rate-limit-429", { retryAfter: 7 });
    const throttled = await refusalOf(mia.api("/me/calendar").get());
    expect(throttled).toMatchObject({ status: 429, code: "TooManyRequests" });
    expect(throttled.headers?.get("retry-after")).toBe("7");
    await cause("no-mailbox");
    expect((await refusalOf(mia.api("/me/events").get())).code).toBe("MailboxNotEnabledForRESTAPI");
    await cause("claims-challenge");
    const challenge = (await refusalOf(mia.api("/me/events").get())).headers?.get("www-authenticate");
    expect(challenge).toContain("insufficient_claims");
    await cause("drop-connection-after-write", { method: "POST" });
    const body = { ...call, transactionId: "crm-m-9" };
    await expect(create(body)).rejects.toThrow();
    expect((await create(body)).transactionId).toBe("crm-m-9");
    expect((await mia.api("/me/events").get()).value).toHaveLength(1);
  });

  it("shows colleagues' schedules in digits, hides private titles, and knows no strangers", async () => {
    await create({ ...call, sensitivity: "private" });
    await create({ ...call, showAs: "oof", start: inDays(2, "10:00"), end: inDays(2, "10:30") });
    const asked = { schedules: [MIA, LEE], startTime: inDays(2, "09:00"), endTime: inDays(2, "11:00") };
    const { value } = await mia.api("/me/calendar/getSchedule").post(asked);
    expect(value[0].availabilityView).toBe("2230");
    expect(value[0].scheduleItems[0]).toMatchObject({ isPrivate: true, status: "busy" });
    expect(value[0].scheduleItems[0].subject).toBeUndefined();
    expect(value[1].error.responseCode).toBe("ErrorMailRecipientNotFound");
    const long = mia.api("/me/calendar/getSchedule").post({ ...asked, endTime: inDays(70, "09:00") });
    expect((await refusalOf(long)).status).toBe(400);
  });
});
