import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/crypto";
import type { ScheduleMeetingInput } from "@/lib/domain/meetings/inputs";
import { inDays } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld, connectionOf, waitingJobs } from "../testing/calendar-world";
import { systemCtx } from "../wiring";
import { cancelEvent } from "./cancel-event";
import { deleteMeeting } from "./delete";
import { pushMeeting } from "./push";
import { scheduleMeeting } from "./schedule";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
});
afterAll(() => world.close());
beforeEach(() => world.act("POST", "/trouble/clear"));

const draft = (title: string, more: Partial<ScheduleMeetingInput> = {}): ScheduleMeetingInput => ({
  meetingId: newId(),
  record: world.lee,
  title,
  date: inDays(5, "00:00").slice(0, 10),
  start: "14:00",
  end: "14:45",
  zone: "Europe/Berlin",
  attendees: [{ email: "lee@client.test", name: "Lee", contactId: world.lee.id, userId: null }],
  location: { kind: "none", text: null },
  description: "Agenda: <price> & terms",
  internalNote: "Floor is 80k",
  records: [],
  ...more,
});

const schedule = (input: ScheduleMeetingInput) => scheduleMeeting(world.ctxOf(world.mia), input);
const pushAgain = (meetingId: string) => pushMeeting(systemCtx(world.accountId, "test"), meetingId);

async function inCalendar(title: string) {
  const { json } = await world.act("GET", "/people/mia@acme.test/events");
  return (json.items as { id: string; summary?: string; description?: string }[]).filter(
    (event) => event.summary === title,
  );
}

async function invitations(title: string) {
  const { json } = await world.act("GET", "/outbox?to=lee@client.test");
  return (json.mails as { subject: string }[]).filter((mail) => mail.subject.includes(title));
}

async function expectOneOfEach(title: string) {
  expect(
    (await world.meetingsOf(world.mia, world.lee)).filter((entry) => entry.title === title),
  ).toHaveLength(1);
  expect(await inCalendar(title)).toHaveLength(1);
  expect(await invitations(title)).toHaveLength(1);
}

describe("scheduling a meeting (RULES O1, O2)", () => {
  it("logs it, puts it on the calendar and invites, in one step; the internal note stays here", async () => {
    const input = draft("Renewal terms");
    expect(await schedule(input)).toEqual({ meetingId: input.meetingId, push: "scheduled", note: null });
    await expectOneOfEach("Renewal terms");
    const [event] = await inCalendar("Renewal terms");
    // Google keeps the text as HTML; Outlook's page shows what a guest reads.
    const shown = { google: "Agenda: &lt;price&gt; &amp; terms", microsoft: "Agenda: <price> & terms" };
    expect(event?.description).toBe(shown[world.desk.provider]);
    expect(JSON.stringify(event)).not.toContain("Floor is 80k");
  });

  it("is one meeting, one event, one invitation after a double click", async () => {
    const input = draft("Pressed twice");
    await Promise.all([schedule(input), schedule(input)]);
    await expectOneOfEach("Pressed twice");
  });

  it("is one of each when the provider's answer is lost", async () => {
    await world.act("POST", "/trouble", { kind: "drop-connection-after-write", method: "POST" });
    const input = draft("Lost answer");
    expect(await schedule(input)).toMatchObject({ push: "pending" });
    expect(await waitingJobs(world.url)).toContainEqual({
      task: "meetings.push",
      key: `push:${input.meetingId}`,
    });
    expect(await pushAgain(input.meetingId)).toMatchObject({ push: "scheduled" });
    await expectOneOfEach("Lost answer");
  });

  it("is one of each when the calendar's own message comes before our commit", async () => {
    await world.act("POST", "/trouble", { kind: "drop-connection-after-write", method: "POST" });
    const input = draft("Echo first");
    await schedule(input);
    await world.pull(world.mia);
    const [entry] = (await world.meetingsOf(world.mia, world.lee)).filter(
      ({ title }) => title === "Echo first",
    );
    expect(entry).toMatchObject({ source: "crm", calendar: { push: "scheduled" } });
    expect(await pushAgain(input.meetingId)).toMatchObject({ push: "scheduled" });
    await expectOneOfEach("Echo first");
  });

  it("keeps the meeting while the provider is down, and sends once it is back", async () => {
    await world.act("POST", "/trouble", { kind: "server-error-500", count: 2 });
    const input = draft("Provider down");
    const saved = await schedule(input);
    expect(saved).toMatchObject({ push: "pending" });
    expect(saved.note).toContain("Sending invitation");
    await expect(pushAgain(input.meetingId)).rejects.toMatchObject({ kind: "temporary" });
    expect(await pushAgain(input.meetingId)).toMatchObject({ push: "scheduled" });
    await expectOneOfEach("Provider down");
  });

  it("brings no echo and no duplicate when it comes back by sync (RULES I12)", async () => {
    await schedule(draft("No echo", { location: { kind: "phone", text: "+46 8 555 010 22" } }));
    const before = await world.meetingsOf(world.mia, world.lee);
    await world.pull(world.mia);
    const after = await world.meetingsOf(world.mia, world.lee);
    const strip = (entries: typeof before) => entries.map(({ calendar: _, ...entry }) => entry);
    expect(strip(after)).toEqual(strip(before));
  });
});

describe("bad input", () => {
  it.each([
    ["the end before the start", { start: "15:00", end: "14:00" }, "end"],
    ["a date in 1900", { date: "1900-01-01" }, "date"],
    [
      "a link that is none",
      { location: { kind: "link" as const, text: "javascript:alert(1)" } },
      "location.text",
    ],
  ])("names the field for %s", async (_what, more, field) => {
    const refused = schedule(draft("Refused", more));
    await expect(refused).rejects.toMatchObject({ code: "invalid", fields: { [field]: expect.any(String) } });
  });

  it("knows no record of another account", async () => {
    const refused = schedule(draft("Foreign", { record: { kind: "contact", id: newId() } }));
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a teammate among the guests (RULES O1, I11, I12)", () => {
  const both = (title: string) =>
    draft(title, {
      attendees: [
        { email: "lee@client.test", name: "Lee", contactId: world.lee.id, userId: null },
        { email: "bob@acme.test", name: "Bob", contactId: null, userId: world.bob.id },
      ],
    });
  const titled = async (title: string) =>
    (await world.meetingsOf(world.mia, world.lee)).filter((entry) => entry.title === title);

  it.each(["the push is tried again", "the host's own calendar tells of it"])(
    "whose calendar is read before our answer comes: one meeting, one event, one invitation, and %s",
    async (next) => {
      const title = `Overtaken, ${next}`;
      await world.connect(world.bob, "connect");
      await world.act("POST", "/trouble", { kind: "drop-connection-after-write", method: "POST" });
      const { meetingId, push } = await schedule(both(title));
      expect(push).toBe("pending");
      await world.pull(world.bob);
      expect(await titled(title)).toHaveLength(2);
      if (next === "the push is tried again") await pushAgain(meetingId);
      else await world.pull(world.mia);
      await pushAgain(meetingId);
      await world.pull(world.bob);
      await world.pull(world.mia);
      expect(await titled(title)).toMatchObject([{ id: meetingId }]);
      expect(await inCalendar(title)).toHaveLength(1);
      expect(await invitations(title)).toHaveLength(1);
    },
  );
});

describe("deleting a meeting (RULES O3)", () => {
  it("leaves the event, and the meeting never comes back", async () => {
    const { meetingId } = await schedule(draft("Deleted here"));
    await deleteMeeting(world.ctxOf(world.mia), { meetingId, alsoCancelEvent: false });
    const [event] = await inCalendar("Deleted here");
    expect(event).toBeDefined();
    const path = `/people/mia@acme.test/events/${encodeURIComponent(event?.id ?? "")}`;
    expect((await world.act("PATCH", path, { location: "Elsewhere" })).status).toBe(200);
    await world.pull(world.mia);
    expect((await world.meetingsOf(world.mia, world.lee)).map((entry) => entry.title)).not.toContain(
      "Deleted here",
    );
  });

  it("cancels the event and tells the guests when asked to", async () => {
    const { meetingId } = await schedule(draft("Called off"));
    const [event] = await inCalendar("Called off");
    await deleteMeeting(world.ctxOf(world.mia), { meetingId, alsoCancelEvent: true });
    const connection = await connectionOf(world.ctxOf(world.mia), world.mia);
    await cancelEvent(systemCtx(world.accountId, "test"), {
      connectionId: connection?.id ?? "",
      meetingId,
      eventId: event?.id ?? "",
    });
    expect(await inCalendar("Called off")).toHaveLength(0);
    expect((await invitations("Called off")).map((mail) => mail.subject.split(":")[0]).sort()).toEqual([
      "Cancelled",
      "Invitation",
    ]);
  });

  it("keeps the promise to cancel through a dead grant: nobody is asked meanwhile, and it is done once reconnected", async () => {
    const { meetingId } = await schedule(draft("Owed"));
    const [event] = await inCalendar("Owed");
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: "mia@acme.test" });
    await deleteMeeting(world.ctxOf(world.mia), { meetingId, alsoCancelEvent: true });
    const connection = await connectionOf(world.ctxOf(world.mia), world.mia);
    const cancellation = { connectionId: connection?.id ?? "", meetingId, eventId: event?.id ?? "" };
    const system = systemCtx(world.accountId, "test");
    await cancelEvent(system, cancellation);
    expect(await connectionOf(world.ctxOf(world.mia), world.mia)).toMatchObject({ state: "reconnect" });
    const asked = (await world.act("GET", "/requests")).json.requests.length;
    await cancelEvent(system, cancellation);
    expect((await world.act("GET", "/requests")).json.requests.length).toBe(asked);
    await world.connect(world.mia, "connect");
    expect((await waitingJobs(world.url)).map(({ key }) => key)).toContain(`cancel:${meetingId}`);
    await cancelEvent(system, cancellation);
    expect(await inCalendar("Owed")).toHaveLength(0);
    const mails = (await invitations("Owed")).length;
    await cancelEvent(system, cancellation);
    expect(await invitations("Owed")).toHaveLength(mails);
  });

  it("waits as long as the provider says before it cancels", async () => {
    const { meetingId } = await schedule(draft("Slowly"));
    const [event] = await inCalendar("Slowly");
    await deleteMeeting(world.ctxOf(world.mia), { meetingId, alsoCancelEvent: true });
    const connection = await connectionOf(world.ctxOf(world.mia), world.mia);
    const cancellation = { connectionId: connection?.id ?? "", meetingId, eventId: event?.id ?? "" };
    await world.act("POST", "/trouble", { kind: "rate-limit-429", retryAfter: 30, method: "DELETE" });
    await cancelEvent(systemCtx(world.accountId, "test"), cancellation);
    expect(await connectionOf(world.ctxOf(world.mia), world.mia)).toMatchObject({ state: "paused" });
    await cancelEvent(systemCtx(world.accountId, "test"), cancellation);
    expect(await inCalendar("Slowly")).toHaveLength(1);
    const later = () => new Date(Date.now() + 40_000).toISOString();
    await cancelEvent({ ...systemCtx(world.accountId, "test"), now: later }, cancellation);
    expect(await inCalendar("Slowly")).toHaveLength(0);
  });
});
