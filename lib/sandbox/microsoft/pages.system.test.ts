import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MicrosoftSandbox } from "./server";
import { connect, control, LEE, MIA, PREFER, startSandbox } from "./testing/sandbox";

const start = { dateTime: "2031-03-04T10:00:00", timeZone: "Europe/Berlin" };
const end = { dateTime: "2031-03-04T11:00:00", timeZone: "Europe/Berlin" };
const later = {
  start: { ...start, dateTime: "2031-03-04T12:00:00" },
  end: { ...end, dateTime: "2031-03-04T13:00:00" },
};

let sandbox: MicrosoftSandbox;
const act = (method: string, rest: string, body?: unknown) =>
  control(sandbox.origin, method, `/people/${rest}`, body);
const week = async (email: string) => (await act("GET", `${email}/week?start=2031-03-05`)).json;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => control(sandbox.origin, "POST", "/reset"));
afterAll(() => sandbox.close());

describe("the calendar page", () => {
  it("runs only its own files, all of which are there, and cannot be broken by an event's title", async () => {
    const summary = "</script><script>alert(1)</script>";
    await act("POST", `${MIA}/events`, { summary, start, end });
    const answer = await fetch(`${sandbox.origin}/calendar?as=${MIA}&week=2031-03-04`);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    const page = await answer.text();
    expect(page).toContain("speaks Microsoft Graph");
    expect(page).toContain("\\u003c/script>");
    expect(page).not.toContain(summary);
    const files = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, file]) => file ?? "");
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect((await fetch(sandbox.origin + file)).status).toBe(200);
    expect((await fetch(`${sandbox.origin}/assets/..%2Fserver.ts`)).status).toBe(404);
  });

  it("draws the week in the person's zone, with mail that can be answered", async () => {
    const { json } = await act("POST", `${MIA}/events`, {
      summary: "Kick-off",
      start,
      end,
      attendees: [{ email: LEE }],
    });
    const before = await week(LEE);
    expect(before.start).toBe("2031-03-03");
    expect(before.days[1].timed[0]).toMatchObject({ from: 240, to: 300, tone: "waiting" });
    expect(before.inbox[0]).toMatchObject({
      subject: "Invitation: Kick-off",
      canAnswer: true,
      answer: "needsAction",
    });
    const { eventId } = before.inbox[0];
    expect(eventId).not.toBe(json.id);
    await act("POST", `${LEE}/events/${eventId}/respond`, { response: "maybe" });
    expect((await week(LEE)).inbox[0].answer).toBe("tentative");
    await act("PATCH", `${MIA}/events/${json.id}`, later);
    expect((await week(LEE)).inbox[0]).toMatchObject({ subject: "Updated: Kick-off", answer: "needsAction" });
    await act("DELETE", `${MIA}/events/${json.id}`);
    expect((await week(LEE)).inbox[0]).toMatchObject({ subject: "Cancelled: Kick-off", canAnswer: false });
  });

  it("mails nobody when a form is saved as it stands", async () => {
    const draft = { summary: "Kick-off", description: "Plan\n& aims", location: "Room 4", start, end };
    const { json } = await act("POST", `${MIA}/events`, { ...draft, attendees: [{ email: LEE }] });
    const form = (await act("GET", `${MIA}/events/${json.id}`)).json;
    const { title, description, location } = form;
    const same = { summary: title, description, location, start, end, visibility: "default" };
    await act("PATCH", `${MIA}/events/${json.id}`, { ...same, attendees: [{ email: LEE }] });
    expect((await control(sandbox.origin, "GET", "/outbox")).json.mails).toHaveLength(1);
  });

  it("repeats weekly, splits a series, hides an event, and is away for whole days", async () => {
    const recurrence = ["RRULE:FREQ=WEEKLY;COUNT=4"];
    const { json } = await act("POST", `${MIA}/events`, { summary: "Weekly", start, end, recurrence });
    const { graph } = await connect(sandbox.origin, MIA);
    const window = "startDateTime=2031-03-01T00:00:00Z&endDateTime=2031-05-01T00:00:00Z";
    const view = async () => {
      const { value } = await graph.api(`/me/calendarView?${window}`).header("Prefer", PREFER).top(50).get();
      return value as {
        id: string;
        subject: string;
        type: string;
        showAs: string;
        isAllDay: boolean;
        sensitivity: string;
      }[];
    };
    const third = (await view())[2]?.id ?? "";
    await act("PATCH", `${MIA}/events/${third}?scope=following`, { summary: "Weekly, new" });
    expect((await view()).map((row) => row.subject)).toEqual([
      "Weekly",
      "Weekly",
      "Weekly, new",
      "Weekly, new",
    ]);
    await act("DELETE", `${MIA}/events/${json.id}?scope=all`);
    await act("POST", `${MIA}/events`, { summary: "Doctor", start, end, visibility: "private" });
    const night = (day: string) => ({ dateTime: `${day}T00:00:00`, timeZone: "Europe/Berlin" });
    const away = {
      summary: "Away",
      start: night("2031-04-22"),
      end: night("2031-04-24"),
      eventType: "outOfOffice",
    };
    await act("POST", `${MIA}/events`, away);
    const rows = await view();
    expect(rows.find((row) => row.subject === "Doctor")).toMatchObject({
      sensitivity: "private",
      showAs: "busy",
    });
    expect(rows.find((row) => row.subject === "Away")).toMatchObject({ showAs: "oof", isAllDay: true });
    const { items } = (await act("GET", `${MIA}/events`)).json;
    const { id } = items.find((item: { summary: string }) => item.summary === "Away");
    await act("PATCH", `${MIA}/events/${encodeURIComponent(id)}`, {
      start: away.start,
      end: night("2031-04-23"),
    });
    const shorter = (await view()).find((row) => row.subject === "Away");
    expect(shorter).toMatchObject({ showAs: "oof", isAllDay: true });
  });

  it("tells open pages about changes, and takes no orders from pages of another origin", async () => {
    const closing = new AbortController();
    const live = await fetch(`${sandbox.origin}/sandbox/live`, { signal: closing.signal });
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
    await act("POST", `${MIA}/events`, { start: { date: "2031-01-01" }, end: { date: "2031-01-02" } });
    let seen = "";
    while (reader && !seen.includes("change")) seen += (await reader.read()).value ?? "";
    expect(seen).toContain(`{"email":"${MIA}"}`);
    closing.abort();
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${sandbox.origin}/sandbox/trouble`, { method: "POST", headers, body });
    const json = { "content-type": "application/json" };
    expect((await post({ ...json, origin: "https://evil.test" }, "{}")).status).toBe(403);
    expect((await post({ "content-type": "text/plain" }, "{}")).status).toBe(415);
    expect((await post(json, `{"kind":"unknown"}`)).status).toBe(400);
  });
});
