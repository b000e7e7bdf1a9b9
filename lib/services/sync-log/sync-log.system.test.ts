import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CalendarProvider } from "@/lib/domain/calendar/provider";
import type { LogRow } from "@/lib/domain/calendar/sync-log";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { setSyncing } from "../calendar/set-syncing";
import { syncCalendar } from "../calendar/sync";
import { type CalendarWorld, calendarWorld, connectionOf, waitingJobs } from "../testing/calendar-world";
import { insertUser } from "../testing/story";
import { systemCtx } from "../wiring";
import { createContactAndLog } from "./create-and-log";
import { listDecisions } from "./list-decisions";

const ZOE = "zoe@orbit.test";
const YAN = "yan@orbit.test";

let world: CalendarWorld;
let nth = 0;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
});
afterAll(() => world.close());
beforeEach(() => {
  nth += 1;
});

async function add(title: string, more: Record<string, unknown> = {}): Promise<string> {
  const { json } = await world.act("POST", `/people/${MIA}/events`, {
    summary: title,
    start: { dateTime: inDays(3, "10:00"), timeZone: "UTC" },
    end: { dateTime: inDays(3, "10:30"), timeZone: "UTC" },
    attendees: [{ email: LEE }],
    ...more,
  });
  return json.id;
}
const guests = (...emails: string[]) => ({ attendees: emails.map((email) => ({ email })) });
const ctx = () => world.ctxOf(world.mia);
const log = async (asked: Parameters<typeof listDecisions>[1] = {}) =>
  (await listDecisions(ctx(), asked)).rows;
async function row(title: string): Promise<LogRow> {
  const found = (await log({ q: title })).find((each) => each.title === title);
  if (!found) throw new Error(`nothing was decided about ${title}`);
  return found;
}
const pull = () => world.pull(world.mia);
const press = ({ connectionId, eventId }: LogRow, email = ZOE) =>
  createContactAndLog(ctx(), { connectionId, eventId, email });
const contactsCalled = (email: string) =>
  world.inAccount(async (tx) => {
    const { contacts } = await import("@/db/schema/records");
    return (await tx.select().from(contacts)).filter((contact) => contact.email === email);
  });

describe("why is it here, or missing (RULES N1)", () => {
  it("tells each event with its decision and rule, newest first, and leads to the meeting", async () => {
    await add("With Lee");
    await add("Colleagues", guests("bob@acme.test"));
    await add("Stranger", guests(YAN));
    await pull();
    const rows = await log();
    expect(rows.map(({ decidedAt }) => decidedAt)).toEqual(
      rows
        .map((each) => each.decidedAt)
        .sort()
        .reverse(),
    );
    expect(await row("With Lee")).toMatchObject({
      result: "logged",
      rule: "logged",
      startAt: new Date(inDays(3, "10:00")).toISOString(),
      meeting: { record: { kind: "contact", id: world.lee.id } },
      hindrance: null,
    });
    expect(await row("Colleagues")).toMatchObject({ result: "skipped", rule: "only-members", meeting: null });
    expect(await row("Stranger")).toMatchObject({
      result: "no-match",
      strangers: [{ email: YAN, contact: null }],
      asked: false,
    });
  });

  it("finds by title and by guest, and by decision; wildcards mean themselves", async () => {
    expect((await log({ q: "strang" })).map((each) => each.title)).toEqual(["Stranger"]);
    expect((await log({ q: YAN.toUpperCase() })).map((each) => each.title)).toEqual(["Stranger"]);
    expect(await log({ q: "%" })).toEqual([]);
    const left = await log({ result: "skipped" });
    expect(left.map((each) => each.title)).toEqual(["Colleagues"]);
    expect(await log({ q: "Lee", result: "no-match" })).toEqual([]);
  });

  it("is the person's own: neither a teammate nor an administrator sees it, or may act on it", async () => {
    const found = await row("Stranger");
    const ann = await world.inAccount((tx) =>
      insertUser(tx, world.accountId, { name: "Ann", email: "ann@acme.test", role: "admin" }),
    );
    for (const other of [ann, world.bob]) {
      expect(await listDecisions(world.ctxOf(other), {})).toEqual({ rows: [], nextCursor: null });
      await expect(createContactAndLog(world.ctxOf(other), { ...found, email: YAN })).rejects.toMatchObject({
        code: "not-found",
      });
    }
    const viewer = { ...world.mia, role: "viewer" as const };
    await expect(createContactAndLog(world.ctxOf(viewer), { ...found, email: YAN })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await contactsCalled(YAN)).toEqual([]);
  });

  it("walks on page by page and tells every event once", async () => {
    for (let n = 0; n < 55; n += 1) await add(`Page ${n}`, guests(YAN));
    await pull();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listDecisions(ctx(), { q: "Page", cursor });
      seen.push(...page.rows.map((each) => each.eventId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(55);
    expect(new Set(seen).size).toBe(55);
  });

  it("says of what was deleted meanwhile that it was", async () => {
    const id = await add(`Short-lived ${nth}`, guests(YAN));
    await pull();
    await world.act("DELETE", `/people/${MIA}/events/${encodeURIComponent(id)}`);
    await pull();
    expect(await row(`Short-lived ${nth}`)).toMatchObject({ result: "skipped", rule: "gone", strangers: [] });
  });
});

describe("Create contact and log", () => {
  it("makes the contact once, however often it is pressed, and the rules then log the event", async () => {
    await add(`Intro ${nth}`, guests(ZOE));
    await pull();
    const found = await row(`Intro ${nth}`);
    const pressed = await Promise.all([press(found), press(found)]);
    expect(new Set(pressed.map((each) => each.contactId)).size).toBe(1);
    expect(await contactsCalled(ZOE)).toHaveLength(1);
    expect(await row(`Intro ${nth}`)).toMatchObject({ result: "no-match", asked: true });
    const left = (await waitingJobs(world.url)).map(({ key }) => key);
    expect(left).toContain(`sync:${found.connectionId}`);
    await pull();
    const [{ contactId } = { contactId: "" }] = pressed;
    expect(await row(`Intro ${nth}`)).toMatchObject({
      result: "logged",
      asked: false,
      meeting: { record: { id: contactId } },
    });
    const cards = () => world.meetingsOf(world.mia, { kind: "contact", id: contactId });
    expect(await cards()).toHaveLength(1);
    expect(await press(found)).toEqual({ contactId, asked: false });
    await pull();
    expect(await cards()).toHaveLength(1);
  });

  it("takes the contact who is there by now, and offers it by name", async () => {
    await add(`Known since ${nth}`, guests(YAN));
    await pull();
    const found = await row(`Known since ${nth}`);
    const { contactId } = await press(found, YAN);
    await pull();
    await add(`Offered ${nth}`, guests("late@orbit.test"));
    await pull();
    const offered = await row(`Offered ${nth}`);
    const { createRecord } = await import("../records/create-record");
    const late = await createRecord(ctx(), {
      kind: "contact",
      properties: { firstName: "Late", email: "late@orbit.test" },
    });
    expect((await row(`Offered ${nth}`)).strangers).toEqual([
      { email: "late@orbit.test", contact: { id: late.ref.id, name: "Late" } },
    ]);
    expect(await press(offered, "late@orbit.test")).toEqual({ contactId: late.ref.id, asked: true });
    await pull();
    expect(await row(`Offered ${nth}`)).toMatchObject({ result: "logged" });
    expect(contactId).not.toBe(late.ref.id);
  });

  it("logs a series with the occurrences that changed, also when an occurrence is what was pressed", async () => {
    const email = "series@orbit.test";
    const id = await add(`Series ${nth}`, { ...guests(email), recurrence: ["RRULE:FREQ=WEEKLY;COUNT=4"] });
    const second = world.desk.slotOf(id, inDays(10, "10:00"));
    await world.act("PATCH", `/people/${MIA}/events/${encodeURIComponent(second)}?scope=this`, {
      summary: `Moved ${nth}`,
      start: { dateTime: inDays(10, "15:00"), timeZone: "UTC" },
      end: { dateTime: inDays(10, "15:30"), timeZone: "UTC" },
    });
    await pull();
    expect(await row(`Series ${nth}`)).toMatchObject({ result: "no-match" });
    const { contactId } = await press(await row(`Moved ${nth}`), email);
    await pull();
    expect(await row(`Series ${nth}`)).toMatchObject({ result: "logged" });
    expect(await row(`Moved ${nth}`)).toMatchObject({ result: "logged" });
    expect(await world.meetingsOf(world.mia, { kind: "contact", id: contactId })).toHaveLength(2);
  });

  it("is not lost when a pull that has just decided the event is still under way", async () => {
    const email = "meanwhile@orbit.test";
    await add(`Meanwhile ${nth}`, guests(email));
    const ctx = systemCtx(world.accountId, "test");
    const real = ctx.providers.get(world.desk.provider);
    const changes: CalendarProvider["changes"] = async function* (access, cursor) {
      for await (const page of real.changes(access, cursor)) {
        yield { ...page, nextCursor: null };
        if (page.nextCursor === null) continue;
        // The next page is read while this one is applied.
        await expect.poll(() => row(`Meanwhile ${nth}`).catch(() => null)).not.toBeNull();
        await press(await row(`Meanwhile ${nth}`), email);
        yield { ...page, changes: [] };
      }
    };
    const { id } = (await connectionOf(ctx, world.mia)) ?? { id: "" };
    await syncCalendar({ ...ctx, providers: { ...ctx.providers, get: () => ({ ...real, changes }) } }, id);
    expect(await row(`Meanwhile ${nth}`)).toMatchObject({ result: "logged", asked: false });
  });

  it("is refused with a sentence while the calendar is not read, and makes no contact then", async () => {
    const email = "off@orbit.test";
    await add(`While off ${nth}`, guests(email));
    await pull();
    await setSyncing(ctx(), { syncing: false });
    const found = await row(`While off ${nth}`);
    expect(found.hindrance).toBe("switched-off");
    await expect(press(found, email)).rejects.toMatchObject({ code: "conflict", message: /Turn it on/ });
    await setSyncing(ctx(), { syncing: true });
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: MIA });
    await pull();
    expect(await connectionOf(ctx(), world.mia)).toMatchObject({ state: "reconnect" });
    expect((await row(`While off ${nth}`)).hindrance).toBe("reconnect");
    await expect(press(found, email)).rejects.toMatchObject({ code: "conflict", message: /Reconnect/ });
    const { disconnectCalendar } = await import("../calendar/disconnect");
    await disconnectCalendar(ctx());
    expect((await row(`While off ${nth}`)).hindrance).toBe("disconnected");
    await expect(press(found, email)).rejects.toMatchObject({ code: "conflict", message: /disconnected/ });
    expect(await contactsCalled(email)).toEqual([]);
  });
});
