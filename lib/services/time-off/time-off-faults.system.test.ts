import { describe, expect, it } from "vitest";
import { shift } from "@/lib/domain/time/instant";
import { disconnectCalendar } from "../calendar/disconnect";
import { setSyncing } from "../calendar/set-syncing";
import { listTeamTimeOff } from "./read";
import { setTimeOffSync } from "./set-sync";
import {
  add,
  away,
  change,
  connectionNow,
  ctx,
  eachStartsAtWork,
  entries,
  form,
  jobs,
  ledger,
  mine,
  owner,
  pathOf,
  pull,
  push,
  remove,
  shown,
  titles,
  work,
  world,
} from "./time-off.testing";
import { addTimeOff, changeTimeOff, removeTimeOff } from "./write";

eachStartsAtWork();

const there = { note: "Dentist", standing: "in-calendar", reason: null, source: "crm" };
const trouble = (body: object) => world.act("POST", "/trouble", body);

describe("both sides changed it (RULES O7)", () => {
  it("the calendar wins and its person is told, whoever hears of it first", async () => {
    for (const next of [work, pull]) {
      const input = form();
      await add(input);
      await work();
      const event = (await shown()).find((each) => each.summary === "Dentist");
      await world.act("PATCH", pathOf(event?.id ?? ""), { summary: "Theirs" });
      await change({ ...input, note: "Ours" });
      await next();
      await work();
      expect(await mine()).toContainEqual({
        ...there,
        note: "Theirs",
        reason: expect.stringContaining("what the calendar says was kept"),
      });
      expect(await titles()).toEqual(["Theirs"]);
      await remove(input.id);
      await work();
    }
  });

  it("deleted there while it was changed here: it is gone", async () => {
    const input = form();
    await add(input);
    await work();
    const [event] = await shown();
    await world.act("DELETE", pathOf(event?.id ?? ""));
    await change({ ...input, note: "Too late" });
    await work();
    await pull();
    expect(await mine()).toEqual([]);
    expect(await shown()).toEqual([]);
  });

  it("changed there while it was taken away here: it goes", async () => {
    const input = form();
    await add(input);
    await work();
    const [event] = await shown();
    await world.act("PATCH", pathOf(event?.id ?? ""), { summary: "Renamed" });
    await remove(input.id);
    for (let nth = 0; nth < 2; nth += 1) await work();
    await pull();
    expect([await mine(), await shown()]).toEqual([[], []]);
  });
});

describe("a calendar that cannot be told", () => {
  it("a dead grant: what the calendar got meanwhile is listed after Reconnect (RULES C8)", async () => {
    const edited = await away("Before");
    await pull();
    await away("Unread");
    await world.act("PATCH", pathOf(edited), { summary: "Edited" });
    await trouble({ kind: "revoke-grant", email: "mia@acme.test" });
    // A withdrawal is told to nobody: until it is asked, the connection says what was true last.
    expect(await connectionNow()).toMatchObject({ state: "in-sync" });
    await pull();
    expect(await connectionNow()).toMatchObject({ state: "reconnect" });
    await away("While dead");
    expect((await mine()).map(({ note }) => note)).toEqual(["Before"]);
    await world.connect(world.mia, "connect");
    expect((await mine()).map(({ note }) => note).sort()).toEqual(["Edited", "Unread", "While dead"]);
  });

  it("a dead grant: it waits and says why, and goes out after Reconnect", async () => {
    const input = form();
    await add(input);
    await trouble({ kind: "revoke-grant", email: "mia@acme.test" });
    await work();
    expect(await mine()).toEqual([
      { ...there, standing: "waiting", reason: "Reconnect your calendar to bring it there." },
    ]);
    expect(await connectionNow()).toMatchObject({ state: "reconnect" });
    await world.connect(world.mia, "connect");
    expect(await jobs()).toContain(`time-off:${input.id}`);
    await work();
    expect(await mine()).toEqual([there]);
    expect(await titles()).toEqual(["Dentist"]);
  });

  it("asked to wait: a later job takes it, and the row says so", async () => {
    const input = form();
    await add(input);
    await trouble({ kind: "rate-limit-429", retryAfter: 60 });
    await work();
    expect(await mine()).toEqual([
      { ...there, standing: "waiting", reason: expect.stringContaining("asked us to wait") },
    ]);
    expect(await jobs()).toContain(`time-off:${input.id}`);
  });

  it("refused: it is kept here alone, with the reason, and an edit tries again", async () => {
    const input = form();
    await add(input);
    await refuseOnce(input.id);
    expect(await mine()).toEqual([
      {
        ...there,
        standing: "not-told",
        reason: expect.stringContaining("refused it. It is kept here alone."),
      },
    ]);
    await change({ ...input, note: "Again" });
    await work();
    expect(await mine()).toEqual([{ ...there, note: "Again" }]);
    expect((await ledger()).map((line) => line.result)).toEqual(["refused", "done"]);
  });

  it("a removal that is refused comes back here, since it is still true", async () => {
    const input = form();
    await add(input);
    await work();
    await remove(input.id);
    await refuseOnce(input.id);
    expect(await mine()).toEqual([
      { ...there, standing: "not-told", reason: expect.stringContaining("still in your calendar") },
    ]);
  });

  it("without a calendar it stays here; an edit after connecting brings it there", async () => {
    await disconnectCalendar(ctx());
    const input = form();
    await add(input);
    expect(await mine()).toEqual([{ ...there, standing: "here-only" }]);
    await world.connect(world.mia, "connect");
    await work();
    expect(await shown()).toEqual([]);
    await change({ ...input, note: "Now" });
    await work();
    expect(await mine()).toEqual([{ ...there, note: "Now" }]);
    expect(await titles()).toEqual(["Now"]);
  });
});

describe("the switches (RULES section 4, C11)", () => {
  it("off: nothing goes either way; on again: what is known is the same on both sides", async () => {
    const ours = form({ note: "Ours" });
    await add(ours);
    await work();
    const theirs = await away("Theirs");
    await pull();
    await setTimeOffSync(ctx(), { keepsSame: false });
    await change({ ...ours, note: "Ours, changed" });
    await add(form({ note: "Here only" }));
    await world.act("DELETE", pathOf(theirs));
    await away("There only");
    await work();
    await pull();
    expect((await mine()).map((entry) => [entry.note, entry.standing])).toEqual([
      ["Theirs", "in-calendar"],
      ["Ours, changed", "waiting"],
      ["Here only", "here-only"],
    ]);
    expect(await titles()).toEqual(["Ours", "There only"]);
    await setTimeOffSync(ctx(), { keepsSame: true });
    await pull();
    await work();
    expect((await mine()).map((entry) => [entry.note, entry.standing])).toEqual([
      ["Ours, changed", "in-calendar"],
      ["Here only", "here-only"],
    ]);
    expect(await titles()).toEqual(["Ours, changed", "There only"]);
  });

  it("“Sync my calendar” off: new time off stays here, known waits until it is on again", async () => {
    const known = form({ note: "Known" });
    await add(known);
    await work();
    await setSyncing(ctx(), { syncing: false });
    await change({ ...known, note: "Known, changed" });
    await work();
    expect(await mine()).toMatchObject([
      { standing: "waiting", reason: "Turn “Sync my calendar” on to bring it there." },
    ]);
    await setSyncing(ctx(), { syncing: true });
    await work();
    expect(await titles()).toEqual(["Known, changed"]);
  });
});

describe("a calendar that is read for the first time", () => {
  it("what was written into it before and is deleted there by then is found out", async () => {
    await owner`update calendar_connections set cursor = null, last_pull_at = null, state = 'catching-up'`;
    await add(form());
    await work();
    const [event] = await shown();
    await world.act("DELETE", pathOf(event?.id ?? ""));
    await pull();
    expect([await mine(), await shown()]).toEqual([[], []]);
  });
});

describe("a cursor that was lost", () => {
  it("what was deleted or changed in the gap is found out", async () => {
    const [gone, moved] = [await away("Gone in the gap"), await away("Moved in the gap")];
    await pull();
    expect(await mine()).toHaveLength(2);
    await trouble({ kind: "expire-sync-tokens", email: "mia@acme.test" });
    await world.act("DELETE", pathOf(gone));
    await world.act("PATCH", pathOf(moved), { summary: "Moved" });
    await pull();
    expect((await mine()).map((entry) => entry.note)).toEqual(["Moved"]);
  });
});

describe("whose it is (RULES section 7)", () => {
  it("nobody else changes it or takes it away, and who may only read adds nothing", async () => {
    const input = form();
    await add(input);
    const bobs = world.ctxOf(world.bob);
    await expect(addTimeOff(bobs, { ...input, start: "09:00", end: "10:00" })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(changeTimeOff(bobs, { ...input, start: "09:00", end: "10:00" })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(removeTimeOff(bobs, { id: input.id })).rejects.toMatchObject({ code: "not-found" });
    expect(await entries()).toHaveLength(1);
    const reader = world.ctxOf({ ...world.mia, role: "viewer" });
    expect(() => removeTimeOff(reader, { id: input.id })).toThrow(/may read records/);
  });

  it("teammates see its times and nothing else", async () => {
    const input = form();
    await add(input);
    const [entry] = await entries();
    const span = { from: entry?.startAt ?? "", until: entry?.endAt ?? "" };
    const { startAt, endAt, zone, allDay } = entry ?? {};
    const bobs = world.ctxOf(world.bob);
    expect(await listTeamTimeOff(bobs, span)).toEqual([
      { email: world.mia.email, startAt, endAt, zone, allDay },
    ]);
    expect(await listTeamTimeOff(bobs, { from: span.until, until: shift(span.until, 1_000) })).toEqual([]);
    await remove(input.id);
    expect(await listTeamTimeOff(bobs, span)).toEqual([]);
    expect(() => listTeamTimeOff(bobs, { from: span.until, until: span.from })).toThrow(/at most two months/);
  });
});

/** The provider refuses the next write for good. */
async function refuseOnce(id: string): Promise<void> {
  await trouble({
    kind: "refuse",
    status: 400,
    reason: "malformedOutOfOfficeEvent",
    pathContains: "/events",
  });
  await push(id);
}
