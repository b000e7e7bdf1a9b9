import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inDays } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld, connectionOf } from "../testing/calendar-world";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
});
afterAll(() => world.close());

const meeting = (title: string, more: Record<string, unknown> = {}) => ({
  summary: title,
  start: { dateTime: inDays(3, "10:00") },
  end: { dateTime: inDays(3, "10:30") },
  attendees: [{ email: "lee@client.test" }],
  ...more,
});

const titles = async () => (await world.meetingsOf(world.mia, world.lee)).map((entry) => entry.title);

describe("a calendar that is connected", () => {
  beforeEach(async () => {
    expect(await world.connect(world.mia)).toBe("installed");
  });

  it("brings an event with a contact onto the contact's timeline, and follows it (RULES I1, I8, I13)", async () => {
    const made = await world.act("POST", "/people/mia@acme.test/events", meeting("Kick-off <b>with</b> Lee"));
    expect(made.status).toBe(200);
    await world.pull(world.mia);
    const [entry] = await world.meetingsOf(world.mia, world.lee);
    expect(entry).toMatchObject({
      title: "Kick-off <b>with</b> Lee",
      source: "calendar",
      outcome: "Scheduled",
    });
    expect(entry?.attendees).toMatchObject([
      { email: "lee@client.test", reply: "awaiting", contactId: world.lee.id },
    ]);

    const id = made.json.id as string;
    await world.respond("lee@client.test", "mia@acme.test", id, "accepted");
    await world.act("PATCH", `/people/mia@acme.test/events/${id}`, { summary: "Kick-off, moved" });
    await world.pull(world.mia);
    const [moved] = await world.meetingsOf(world.mia, world.lee);
    expect(moved).toMatchObject({ title: "Kick-off, moved", attendees: [{ reply: "accepted" }] });

    await world.act("DELETE", `/people/mia@acme.test/events/${id}`);
    await world.pull(world.mia);
    const [cancelled] = await world.meetingsOf(world.mia, world.lee);
    expect(cancelled).toMatchObject({ outcome: "Canceled", cancelled: { where: world.desk.app } });
  });

  it("leaves out colleagues, strangers and private events, each with its reason (RULES I2, I3, I5)", async () => {
    const before = await titles();
    await world.act(
      "POST",
      "/people/mia@acme.test/events",
      meeting("Retro", { attendees: [{ email: "bob@acme.test" }] }),
    );
    await world.act(
      "POST",
      "/people/mia@acme.test/events",
      meeting("Stranger", { attendees: [{ email: "x@nowhere.test" }] }),
    );
    await world.act("POST", "/people/mia@acme.test/events", meeting("Doctor", { visibility: "private" }));
    await world.pull(world.mia);
    expect(await titles()).toEqual(before);
    const rows = await world.inAccount((tx) =>
      tx.execute(sql`select rule, title from sync_decisions where result <> 'logged' order by rule`),
    );
    expect([...rows]).toEqual([
      { rule: "no-match", title: "Stranger" },
      { rule: "only-members", title: "Retro" },
      { rule: "private", title: null },
    ]);
  });

  it("shows the same event of two colleagues once (RULES I11)", async () => {
    expect(await world.connect(world.bob, "connect")).toBe("connected");
    const guests = [{ email: "lee@client.test" }, { email: "bob@acme.test" }];
    await world.act("POST", "/people/mia@acme.test/events", meeting("Both of us", { attendees: guests }));
    await Promise.all([world.pull(world.mia), world.pull(world.bob)]);
    expect((await titles()).filter((title) => title === "Both of us")).toHaveLength(1);
  });

  it("starts over after an expired cursor and loses nothing (RULES I14)", async () => {
    const doomed = await world.act("POST", "/people/mia@acme.test/events", meeting("Doomed"));
    await world.pull(world.mia);
    await world.act("POST", "/trouble", { kind: "expire-sync-tokens" });
    await world.act("DELETE", `/people/mia@acme.test/events/${doomed.json.id}`);
    await world.act("POST", "/people/mia@acme.test/events", meeting("In the gap"));
    await world.pull(world.mia);
    const entries = await world.meetingsOf(world.mia, world.lee);
    expect(entries.find((entry) => entry.title === "Doomed")).toMatchObject({ outcome: "Canceled" });
    expect(entries.filter((entry) => entry.title === "In the gap")).toHaveLength(1);
  });

  it("says so when the grant is dead, and goes on after reconnecting (RULES C8)", async () => {
    await world.act("POST", "/trouble", { kind: "revoke-grant", email: "mia@acme.test" });
    await world.act("POST", "/people/mia@acme.test/events", meeting("While away"));
    await world.pull(world.mia);
    expect(await connectionOf(world.ctxOf(world.mia), world.mia)).toMatchObject({ state: "reconnect" });
    expect(await world.connect(world.mia, "connect")).toBe("connected");
    expect(await titles()).toContain("While away");
  });
});
