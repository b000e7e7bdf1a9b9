import { eq, type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { providerWrites } from "@/db/schema/sync";
import type { EventFields } from "@/lib/domain/meetings/edit-inputs";
import { openAccess } from "../calendar/access";
import { applyChanges } from "../calendar/apply-changes";
import { inTransaction } from "../context";
import { type CalendarWorld, calendarWorld, connectionOf, waitingJobs } from "../testing/calendar-world";
import { insertContact } from "../testing/story";
import { systemCtx } from "../wiring";
import { deleteMeeting } from "./delete";
import { dismissEditNote } from "./dismiss-edit-note";
import { editMeeting } from "./edit";
import { getEditDefaults } from "./get-edit-defaults";
import { updateEvent } from "./update-event";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
});
afterAll(() => world.close());
beforeEach(() => world.act("POST", "/trouble/clear"));

const ctx = () => world.ctxOf(world.mia);
const job = (meetingId: string) => updateEvent(systemCtx(world.accountId, "test"), meetingId);

async function save(meetingId: string, more: Partial<EventFields>, sends = true) {
  const { fields, outcome, internalNote } = await getEditDefaults(ctx(), meetingId);
  const after = { ...fields, ...more };
  return editMeeting(ctx(), { meetingId, sends, before: fields, after, outcome, internalNote });
}

const schedule = async (title: string) => (await world.schedule(world.mia, title)).meetingId;

async function card(meetingId: string) {
  const found = (await world.meetingsOf(world.mia, world.lee)).find((entry) => entry.meetingId === meetingId);
  if (!found) throw new Error("no card");
  return found;
}

type Shown = { id: string; summary?: string; attendees?: { email: string }[] };

async function inCalendar(title: string) {
  const { json } = await world.act("GET", "/people/mia@acme.test/events");
  return (json.items as Shown[]).filter((event) => event.summary === title);
}

async function mailsAbout(title: string, to = "lee@client.test") {
  const { json } = await world.act("GET", `/outbox?to=${to}`);
  return (json.mails as { subject: string }[]).filter((mail) => mail.subject.includes(title)).length;
}

const ledger = (meetingId: string) =>
  world.inAccount(async (tx) => {
    const lines = await tx.select().from(providerWrites).where(eq(providerWrites.meetingId, meetingId));
    return lines
      .filter(({ operation }) => operation === "patch")
      .sort((one, other) => (one.requestedAt < other.requestedAt ? -1 : 1));
  });

const guest = (email: string) => ({ email, name: null, contactId: null, userId: null });
const lee = guest("lee@client.test");

describe("Save and send update (RULES O4, O6, O7)", () => {
  it("changes what was changed and tells the guests once; the ledger says who asked for what, and who was mailed", async () => {
    const id = await schedule("Pricing");
    const attendees = [lee, guest("stranger@else.test")];
    expect(await save(id, { title: "Pricing, take two", attendees })).toEqual({ result: "sent", note: null });
    expect(await card(id)).toMatchObject({ title: "Pricing, take two", calendar: { edit: null } });
    expect(await inCalendar("Pricing, take two")).toHaveLength(1);
    expect(await mailsAbout("Pricing, take two")).toBe(1);
    expect(await mailsAbout("Pricing, take two", "stranger@else.test")).toBe(1);
    const [line, ...more] = await ledger(id);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      userId: world.mia.id,
      result: "done",
      changed: ["title", "guests"],
      reason: "A meeting was changed in Almanac.",
    });
    expect([...(line?.mailed ?? [])].sort()).toEqual(["lee@client.test", "stranger@else.test"]);
  });

  it("is one change and one mail when the provider's answer is lost, whoever tries again", async () => {
    const id = await schedule("Lost update");
    await world.act("POST", "/trouble", { kind: "drop-connection-after-write", method: "PATCH" });
    expect(await save(id, { title: "Lost update, moved" })).toMatchObject({ result: "waiting" });
    expect(await card(id)).toMatchObject({ calendar: { edit: { state: "waiting" } } });
    expect(await waitingJobs(world.url)).toContainEqual({
      task: "meetings.update-event",
      key: `update:${id}`,
    });
    expect(await job(id)).toEqual({ result: "sent", note: null });
    expect(await job(id)).toEqual({ result: "sent", note: null });
    expect(await card(id)).toMatchObject({ title: "Lost update, moved", calendar: { edit: null } });
    expect(await mailsAbout("Lost update, moved")).toBe(1);
    expect((await ledger(id)).map(({ result }) => result)).toEqual(["unknown"]);
  });

  it("invites nobody again whom the calendar has taken off since, after a lost answer", async () => {
    const id = await schedule("Taken off since");
    await world.act("POST", "/trouble", { kind: "drop-connection-after-write", method: "PATCH" });
    const more = { title: "Taken off since, renamed", attendees: [lee, guest("ned@nowhere.test")] };
    expect(await save(id, more)).toMatchObject({ result: "waiting" });
    const [shown] = await inCalendar(more.title);
    const attendees = [{ email: "lee@client.test" }];
    const path = `/people/mia@acme.test/events/${encodeURIComponent(shown?.id ?? "")}`;
    expect((await world.act("PATCH", path, { attendees })).status).toBe(200);
    expect(await job(id)).toMatchObject({ result: "not-made", note: expect.stringContaining("guests") });
    expect(await mailsAbout(more.title, "ned@nowhere.test")).toBe(2);
    expect((await ledger(id)).map(({ result }) => result)).toEqual(["unknown"]);
    expect(await card(id)).toMatchObject({ title: more.title });
  });

  it("waits while the provider is down, says so, refuses a second change meanwhile, and goes out once it is back", async () => {
    const id = await schedule("Outage");
    await world.act("POST", "/trouble", { kind: "server-error-500", count: 1 });
    const saved = await save(id, { title: "Outage over" });
    expect(saved).toMatchObject({ result: "waiting", note: expect.stringContaining("we keep trying") });
    expect(await getEditDefaults(ctx(), id)).toMatchObject({
      lock: expect.stringContaining("still being sent"),
    });
    await expect(save(id, { title: "Too soon" })).rejects.toMatchObject({ code: "conflict" });
    expect(await job(id)).toMatchObject({ result: "sent" });
    expect(await card(id)).toMatchObject({ title: "Outage over" });
  });

  it("writes upon a guest's answer that came meanwhile, and keeps it", async () => {
    const id = await schedule("Answered");
    const { fields, outcome, internalNote } = await getEditDefaults(ctx(), id);
    const [event] = await inCalendar("Answered");
    await world.respond("lee@client.test", "mia@acme.test", event?.id ?? "", "accepted");
    const after = { ...fields, title: "Answered, renamed" };
    const input = { meetingId: id, sends: true, before: fields, after, outcome, internalNote };
    expect(await editMeeting(ctx(), input)).toEqual({ result: "sent", note: null });
    const { attendees } = await card(id);
    expect(attendees.find(({ email }) => email === "lee@client.test")).toMatchObject({ reply: "accepted" });
  });

  it("does not put its own answer over what a pull has read since", async () => {
    const id = await schedule("Overtaken");
    const [event] = await inCalendar("Overtaken");
    const held = (at: SQL) =>
      world.inAccount((tx) =>
        tx.execute(sql`update event_copies set event_updated_at = ${at} where event_id = ${event?.id ?? ""}`),
      );
    await held(sql`now() + interval '1 hour'`);
    expect(await save(id, { title: "Overtaken, renamed" })).toMatchObject({ result: "sent" });
    expect(await card(id)).toMatchObject({ title: "Overtaken", calendar: { edit: null } });
    await held(sql`null`);
    await world.pull(world.mia);
    expect(await card(id)).toMatchObject({ title: "Overtaken, renamed" });
  });

  it("is not undone by a page that was read before it (RULES I14)", async () => {
    const id = await schedule("Outrun");
    const [shown] = await inCalendar("Outrun");
    const connection = await connectionOf(ctx(), world.mia);
    if (!shown || !connection) throw new Error("nothing to read");
    const access = await openAccess(ctx(), connection);
    const provider = ctx().providers.get(connection.provider);
    const [change] = await provider.lookUp(access, [{ id: shown.id, onPrimary: true }]);
    if (!change) throw new Error("nothing read");
    expect(await save(id, { title: "Outrun, renamed" })).toMatchObject({ result: "sent" });
    await inTransaction(ctx(), (tx, inner) =>
      applyChanges(tx, inner, connection, [{ change, series: null }]),
    );
    expect(await card(id)).toMatchObject({ title: "Outrun, renamed", calendar: { edit: null } });
    await world.pull(world.mia);
    expect(await card(id)).toMatchObject({ title: "Outrun, renamed" });
  });

  it("leaves what the calendar has changed meanwhile, says so until that was read, and overwrites nothing", async () => {
    const id = await schedule("Contested title");
    const { fields, outcome, internalNote } = await getEditDefaults(ctx(), id);
    const [event] = await inCalendar("Contested title");
    await world.act("PATCH", `/people/mia@acme.test/events/${encodeURIComponent(event?.id ?? "")}`, {
      summary: "The calendar's title",
    });
    const after = { ...fields, title: "My title" };
    const input = { meetingId: id, sends: true, before: fields, after, outcome, internalNote };
    expect(await editMeeting(ctx(), input)).toMatchObject({ result: "not-made" });
    expect(await card(id)).toMatchObject({
      title: "The calendar's title",
      calendar: { edit: { state: "lost", note: expect.stringContaining("The title had been changed") } },
    });
    expect(await ledger(id)).toEqual([]);
    await dismissEditNote(ctx(), { meetingId: id });
    expect((await card(id)).calendar.edit).toBeNull();
  });

  it("is not made where the event was deleted or became private meanwhile", async () => {
    const [gone, hidden] = [await schedule("Deleted there"), await schedule("Hidden there")];
    const open = async (id: string) => ({ id, ...(await getEditDefaults(ctx(), id)) });
    const forms = [await open(gone), await open(hidden)];
    const [first] = await inCalendar("Deleted there");
    const [second] = await inCalendar("Hidden there");
    await world.act("DELETE", `/people/mia@acme.test/events/${encodeURIComponent(first?.id ?? "")}`);
    await world.act("PATCH", `/people/mia@acme.test/events/${encodeURIComponent(second?.id ?? "")}`, {
      visibility: "private",
    });
    for (const { id, fields, outcome, internalNote } of forms) {
      const after = { ...fields, title: "Never" };
      const input = { meetingId: id, sends: true, before: fields, after, outcome, internalNote };
      expect(await editMeeting(ctx(), input)).toMatchObject({ result: "not-made" });
      expect(await ledger(id)).toEqual([]);
    }
    expect(await mailsAbout("Never")).toBe(0);
  });

  it("is forgotten with its meeting", async () => {
    const id = await schedule("Deleted here");
    await world.act("POST", "/trouble", { kind: "server-error-500", count: 1 });
    await save(id, { title: "Deleted here, renamed" });
    await deleteMeeting(ctx(), { meetingId: id, alsoCancelEvent: false });
    expect(await job(id)).toEqual({ result: "sent", note: null });
    expect(await inCalendar("Deleted here, renamed")).toEqual([]);
  });
});

describe("plain Save (RULES O4)", () => {
  it("logs the meeting for an added contact and touches no event; for anything else of the event it is refused", async () => {
    const id = await schedule("Kept");
    const zoe = await world.inAccount((tx) =>
      insertContact(tx, world.accountId, { firstName: "Zoe", email: "zoe@client.test" }),
    );
    expect(await save(id, { attendees: [lee, guest("zoe@client.test")] }, false)).toEqual({
      result: "kept",
      note: null,
    });
    expect((await world.meetingsOf(world.mia, zoe)).map(({ title }) => title)).toEqual(["Kept"]);
    expect((await inCalendar("Kept"))[0]?.attendees?.map(({ email }) => email)).not.toContain(
      "zoe@client.test",
    );
    await world.pull(world.mia);
    expect(await world.meetingsOf(world.mia, zoe)).toHaveLength(1);
    await expect(save(id, { title: "Not so" }, false)).rejects.toMatchObject({ code: "conflict" });
    await expect(save(id, { attendees: [] }, false)).rejects.toMatchObject({ code: "conflict" });
    await expect(save(id, { attendees: [lee, guest("nobody@else.test")] }, false)).rejects.toMatchObject({
      fields: { attendees: expect.any(String) },
    });
    expect(await ledger(id)).toEqual([]);
  });

  it("refuses a form that says nothing sensible, with a sentence at the field", async () => {
    const id = await schedule("Checked");
    await expect(save(id, { start: "12:00", end: "11:00" })).rejects.toMatchObject({
      fields: { end: "The end must come after the start." },
    });
    await expect(save(id, { location: { kind: "link", text: "javascript:alert(1)" } })).rejects.toMatchObject(
      {
        fields: { "location.text": expect.any(String) },
      },
    );
  });

  it("lets nobody change an event from somebody else's chair", async () => {
    const id = await schedule("Mia's own");
    const bob = world.ctxOf(world.bob);
    const { fields, lock, outcome, internalNote } = await getEditDefaults(bob, id);
    expect(lock).toContain("organises this meeting");
    const after = { ...fields, title: "Bob was here" };
    const input = { meetingId: id, sends: true, before: fields, after, outcome, internalNote };
    await expect(editMeeting(bob, input)).rejects.toMatchObject({ code: "conflict" });
    const kept = { ...input, after: fields, outcome: "Completed" as const, internalNote: "Went well" };
    expect(await editMeeting(bob, kept)).toEqual({ result: "kept", note: null });
    expect(await card(id)).toMatchObject({ outcome: "Completed", internalNote: "Went well" });
  });
});
