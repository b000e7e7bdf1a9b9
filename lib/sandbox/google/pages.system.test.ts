import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GoogleSandbox } from "./server";
import { control, inDays, LEE, MIA, startSandbox } from "./testing/sandbox";

let sandbox: GoogleSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe("the calendar page", () => {
  it("runs only its own files and cannot be broken by an event's title", async () => {
    const summary = "</script><script>alert(1)</script>";
    const event = { summary, start: { dateTime: inDays(0, "10:00") }, end: { dateTime: inDays(0, "11:00") } };
    await control(sandbox.origin, "POST", `/people/${MIA}/events`, event);
    const answer = await fetch(
      `${sandbox.origin}/calendar?as=${MIA}&week=${inDays(0, "00:00").slice(0, 10)}`,
    );
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    const page = await answer.text();
    expect(page).toContain("\\u003c/script>");
    expect(page).not.toContain(summary);
  });

  it("serves every style sheet and script it names, and nothing outside its folder", async () => {
    const page = await (await fetch(`${sandbox.origin}/`)).text();
    const files = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, file]) => file ?? "");
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect((await fetch(sandbox.origin + file)).status).toBe(200);
    expect((await fetch(`${sandbox.origin}/assets/..%2Fserver.ts`)).status).toBe(404);
  });

  it("draws the week in the person's zone, with mail that can be answered", async () => {
    const start = { dateTime: "2031-03-04T10:00:00", timeZone: "Europe/Berlin" };
    const end = { dateTime: "2031-03-04T11:00:00", timeZone: "Europe/Berlin" };
    const event = { summary: "Kick-off", start, end, attendees: [{ email: LEE }] };
    const { json } = await control(sandbox.origin, "POST", `/people/${MIA}/events`, event);
    expect(json.attendees.map((row: { email: string }) => row.email)).toEqual([MIA, LEE]);
    const week = async () =>
      (await control(sandbox.origin, "GET", `/people/${LEE}/week?start=2031-03-05`)).json;
    const before = await week();
    expect(before.start).toBe("2031-03-03");
    expect(before.days[1].timed[0]).toMatchObject({ from: 240, to: 300, tone: "waiting" });
    expect(before.inbox[0]).toMatchObject({
      subject: "Invitation: Kick-off",
      canAnswer: true,
      answer: "needsAction",
    });
    await control(sandbox.origin, "POST", `/people/${LEE}/events/${json.id}/respond`, { response: "maybe" });
    expect((await week()).inbox[0].answer).toBe("tentative");
    const move = {
      start: { ...start, dateTime: "2031-03-04T12:00:00" },
      end: { ...end, dateTime: "2031-03-04T13:00:00" },
    };
    await control(sandbox.origin, "PATCH", `/people/${MIA}/events/${json.id}`, move);
    const after = await week();
    expect(after.inbox[0]).toMatchObject({ subject: "Updated: Kick-off", answer: "needsAction" });
    await control(sandbox.origin, "DELETE", `/people/${MIA}/events/${json.id}`);
    expect((await week()).inbox[0]).toMatchObject({ subject: "Cancelled: Kick-off", canAnswer: false });
  });

  it("tells open pages about changes", async () => {
    const closing = new AbortController();
    const live = await fetch(`${sandbox.origin}/sandbox/live`, { signal: closing.signal });
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
    const event = { start: { date: "2031-01-01" }, end: { date: "2031-01-02" } };
    await control(sandbox.origin, "POST", `/people/${MIA}/events`, event);
    let seen = "";
    while (reader && !seen.includes("change")) seen += (await reader.read()).value ?? "";
    expect(seen).toContain(`{"email":"${MIA}"}`);
    closing.abort();
  });

  it("takes no orders from pages of another origin, and none but JSON", async () => {
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${sandbox.origin}/sandbox/trouble`, { method: "POST", headers, body });
    const json = { "content-type": "application/json" };
    expect((await post({ ...json, origin: "https://evil.test" }, "{}")).status).toBe(403);
    expect((await post({ "content-type": "text/plain" }, "{}")).status).toBe(415);
    expect((await post({ ...json, origin: sandbox.origin }, `{"kind":"unknown"}`)).status).toBe(400);
  });
});
