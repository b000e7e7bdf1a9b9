import { describe, expect, it } from "vitest";
import { startOfDay } from "@/lib/domain/time/zoned";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import {
  add,
  away,
  change,
  eachStartsAtWork,
  entries,
  form,
  ledger,
  mailed,
  mine,
  pathOf,
  pull,
  push,
  remove,
  shown,
  titles,
  work,
  world,
} from "./time-off.testing";

eachStartsAtWork();

const isGoogle = () => world.desk.provider === "google";
const there = { note: "Dentist", standing: "in-calendar", reason: null };

describe("from Almanac to the calendar (RULES section 4)", () => {
  it("waits, then stands in the calendar as out of office, whole days as the provider knows them", async () => {
    const input = form();
    await add(input);
    expect(await mine()).toEqual([{ ...there, standing: "waiting", source: "crm" }]);
    await work();
    expect(await mine()).toEqual([{ ...there, source: "crm" }]);
    const [event, ...others] = await shown();
    expect(others).toEqual([]);
    expect(event).toMatchObject({ summary: "Dentist", eventType: "outOfOffice" });
    const from = isGoogle() ? event?.start.dateTime : event?.start.date;
    expect(new Date(from ?? "").toISOString()).toBe(
      isGoogle() ? startOfDay(input.from, "Europe/Berlin") : `${input.from}T00:00:00.000Z`,
    );
    expect(await mailed()).toEqual([]);
  });

  it("its own echo changes nothing", async () => {
    await add(form());
    await work();
    const before = await entries();
    await pull();
    await pull();
    expect(await entries()).toEqual(before);
    expect(await titles()).toEqual(["Dentist"]);
  });

  it("a second press of Save, and a second run of the job, make nothing more", async () => {
    const input = form();
    await Promise.all([add(input), add(input)]);
    await work();
    await push(input.id);
    expect(await titles()).toEqual(["Dentist"]);
    expect(await mine()).toHaveLength(1);
  });

  it("edits go there, whole days become hours, and a cleared note the provider's own title", async () => {
    const input = form();
    await add(input);
    await work();
    await change({ ...input, allDay: false, until: input.from, note: "" });
    expect(await mine()).toEqual([{ note: null, standing: "waiting", reason: null, source: "crm" }]);
    await work();
    const [event] = await shown();
    expect(event).toMatchObject({ summary: "Out of office", eventType: "outOfOffice" });
    const [entry] = await entries();
    expect(new Date(event?.start.dateTime ?? "").toISOString()).toBe(entry?.startAt);
    expect(entry).toMatchObject({ allDay: null, standing: "in-calendar" });
    await pull();
    expect(await entries()).toEqual([entry]);
  });

  it("what is taken away here is gone there, and does not come back", async () => {
    const input = form();
    await add(input);
    await work();
    await remove(input.id);
    expect(await mine()).toEqual([]);
    await work();
    expect(await shown()).toEqual([]);
    await pull();
    expect(await mine()).toEqual([]);
    expect(await mailed()).toEqual([]);
  });

  it("every write stands in the ledger with its reason, and mails nobody (RULES O6)", async () => {
    const input = form();
    await add(input);
    await work();
    await change({ ...input, note: "Surgery" });
    await work();
    await remove(input.id);
    await work();
    expect((await ledger()).map(({ operation, result, mailed: to }) => [operation, result, to])).toEqual([
      ["insert", "done", []],
      ["patch", "done", []],
      ["cancel", "done", []],
    ]);
    expect((await ledger()).every((line) => line.reason !== "" && line.changed.length > 0)).toBe(true);
  });
});

describe("from the calendar to Almanac (RULES section 4)", () => {
  it("new out of office appears, is followed, and goes with its event", async () => {
    const id = await away("Conference in Oslo");
    await pull();
    expect(await mine()).toEqual([{ ...there, note: "Conference in Oslo", source: "calendar" }]);
    const moved = { start: { dateTime: inDays(5, "13:00") }, end: { dateTime: inDays(5, "18:00") } };
    await world.act("PATCH", pathOf(id), { ...moved, summary: "Oslo" });
    await pull();
    const [entry] = await entries();
    expect(entry).toMatchObject({ note: "Oslo", startAt: inDays(5, "13:00").replace("Z", ".000Z") });
    await world.act("DELETE", pathOf(id));
    await pull();
    expect(await mine()).toEqual([]);
    expect(await ledger()).toEqual([]);
  });

  it("local midnight to local midnight is shown as whole days (providers, case 23)", async () => {
    const [from, until] = [inDays(8, "12:00").slice(0, 10), inDays(10, "12:00").slice(0, 10)];
    const midnight = (day: string) => ({ dateTime: `${day}T00:00:00`, timeZone: "Europe/Berlin" });
    await away("Holiday", { start: midnight(from), end: midnight(until) });
    await pull();
    expect((await entries())[0]).toMatchObject({
      allDay: { from, until },
      startAt: startOfDay(from, "Europe/Berlin"),
      endAt: startOfDay(until, "Europe/Berlin"),
    });
  });

  it("what came from the calendar can be changed and taken away here", async () => {
    const id = await away("Conference");
    await pull();
    const [entry] = await entries();
    await change(form({ id: entry?.id ?? "", note: "Conference and a day off" }));
    await work();
    const [event] = await shown();
    expect(event).toMatchObject({ id, summary: "Conference and a day off" });
    await pull();
    expect(await mine()).toEqual([{ ...there, note: "Conference and a day off", source: "calendar" }]);
    await remove(entry?.id ?? "");
    await work();
    expect(await shown()).toEqual([]);
  });

  it("a private one tells its times alone, and its title is neither stored nor overwritten (RULES I5)", async () => {
    const id = await away("MARKER-secret-clinic", { visibility: "private" });
    await pull();
    expect(await mine()).toEqual([{ ...there, note: null, source: "calendar" }]);
    const [entry] = await entries();
    await change(form({ id: entry?.id ?? "", note: "" }));
    await work();
    await pull();
    expect((await shown())[0]).toMatchObject({ id, summary: "MARKER-secret-clinic" });
    expect(await mine()).toEqual([{ ...there, note: null, source: "calendar" }]);
    const tables = ["time_off", "event_copies", "sync_decisions", "provider_writes"];
    for (const name of tables) {
      const rows = await world.inAccount((tx) => tx.execute(`select * from ${name}`));
      expect(JSON.stringify(rows)).not.toContain("MARKER");
    }
  });

  it("a public one that turns private loses its title here", async () => {
    const id = await away("Surgery");
    await pull();
    await world.act("PATCH", pathOf(id), { visibility: "private" });
    await pull();
    expect(await mine()).toEqual([{ ...there, note: null, source: "calendar" }]);
  });

  it("a repeating one stays in the calendar alone", async () => {
    await away("Fridays off", {
      start: { dateTime: inDays(4, "09:00"), timeZone: "UTC" },
      end: { dateTime: inDays(4, "12:00"), timeZone: "UTC" },
      recurrence: ["RRULE:FREQ=WEEKLY;COUNT=3"],
    });
    await pull();
    expect(await mine()).toEqual([]);
  });

  it("keeps why it is on no timeline (RULES N1)", async () => {
    await away("Conference");
    await pull();
    const rows = await world.inAccount((tx) =>
      tx.execute("select result, rule, title from sync_decisions where title = 'Conference'"),
    );
    expect([...rows]).toEqual([{ result: "skipped", rule: "out-of-office", title: "Conference" }]);
  });
});

describe("meetings stay meetings (providers, cases 23 and 24)", () => {
  const cards = async () => (await world.meetingsOf(world.mia, world.lee)).map((entry) => entry.title).sort();
  const meeting = {
    start: { dateTime: inDays(4, "09:00") },
    end: { dateTime: inDays(4, "10:00") },
    attendees: [{ email: LEE }],
  };

  it("with a guest from outside, however it is shown", async () => {
    if (isGoogle()) return expect(await refusedWithGuest()).toBe(400);
    await world.act("POST", `/people/${MIA}/events`, { summary: "Away with Lee", showAs: "oof", ...meeting });
    const { json } = await world.act("POST", `/people/${MIA}/events`, { summary: "Lunch", ...meeting });
    await pull();
    await world.act("PATCH", pathOf(json.id), { showAs: "oof", summary: "Lunch, long" });
    await pull();
    expect(await mine()).toEqual([]);
    expect(await cards()).toEqual(["Away with Lee", "Lunch, long"]);
  });

  it("time off that becomes a meeting is one, and no time off any more", async () => {
    const id = await away("Maybe");
    await pull();
    expect(await mine()).toHaveLength(1);
    if (isGoogle()) return expect(await refusedOnPatch(id)).toBe(400);
    await world.act("PATCH", pathOf(id), {
      showAs: "busy",
      summary: "With Lee",
      attendees: [{ email: LEE }],
    });
    await pull();
    expect(await mine()).toEqual([]);
    expect(await cards()).toContain("With Lee");
  });

  const refusedWithGuest = async () =>
    (await world.act("POST", `/people/${MIA}/events`, { eventType: "outOfOffice", ...meeting })).status;
  const refusedOnPatch = async (id: string) =>
    (await world.act("PATCH", pathOf(id), { attendees: [{ email: LEE }] })).status;
});
