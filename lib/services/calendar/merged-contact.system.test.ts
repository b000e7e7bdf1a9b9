import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RecordRef } from "@/lib/domain/records/record";
import { inDays, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { createRecord } from "../records/create-record";
import { getRecord } from "../records/get-record";
import { mergeContacts } from "../records/merge-contacts";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { insertContact } from "../testing/story";

let world: CalendarWorld;
let nth = 0;
/** Who stays, who goes, and somebody else. */
let ann: RecordRef;
let old: RecordRef;
let zoe: RecordRef;

beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
});
afterAll(() => world.close());
beforeEach(async () => {
  nth += 1;
  [ann, old, zoe] = [await contact("ann"), await contact("old"), await contact("zoe")];
});

const at = (name: string) => `${name}.${nth}@client.test`;
const contact = (name: string): Promise<RecordRef> =>
  world.inAccount((tx) => insertContact(tx, world.accountId, { firstName: name, email: at(name) }));
const ctx = () => world.ctxOf(world.mia);
const merge = () => mergeContacts(ctx(), { primary: ann, secondary: old });
const pull = () => world.pull(world.mia);

const when = (day: number, clock = "10:00") => ({
  start: { dateTime: inDays(day, clock), timeZone: "UTC" },
  end: { dateTime: inDays(day, "23:00"), timeZone: "UTC" },
});
const guests = (names: readonly string[]) => ({ attendees: names.map((name) => ({ email: at(name) })) });

async function make(summary: string, names: readonly string[], more: object = {}): Promise<string> {
  const body = { summary, ...when(3), ...guests(names), ...more };
  const { json } = await world.act("POST", `/people/${MIA}/events`, body);
  await pull();
  return json.id;
}
async function change(id: string, body: object): Promise<void> {
  const { status } = await world.act("PATCH", path(id), body);
  expect(status).toBe(200);
  await pull();
}
const path = (id: string) => `/people/${MIA}/events/${encodeURIComponent(id)}?scope=this`;

/** What a timeline shows, a canceled card with a line through it; after another pull that it shows the same. */
async function shown(record: RecordRef = ann): Promise<string[]> {
  const read = async () =>
    (await world.meetingsOf(world.mia, record))
      .map(({ title, cancelled }) => `${cancelled ? "-" : ""}${title}`)
      .sort();
  const cards = await read();
  await pull();
  expect(await read()).toEqual(cards);
  return cards;
}

describe("a meeting of a merged contact (RULES R7)", () => {
  it("stands on the primary's timeline, follows its event and leaves with its guest", async () => {
    const id = await make("Call", ["old", "zoe"]);
    await merge();
    expect(await shown()).toEqual(["Call"]);
    await change(id, { summary: "Call, renamed", ...when(4) });
    expect(await shown()).toEqual(["Call, renamed"]);
    await change(id, { summary: "Call, again" });
    expect(await shown()).toEqual(["Call, again"]);
    const [card] = await world.meetingsOf(world.mia, ann);
    const guest = card?.attendees.find(({ email }) => email === at("old"));
    expect(guest).toMatchObject({ name: "ann", contactId: ann.id });
    await change(id, guests(["zoe"]));
    expect(await shown()).toEqual([]);
    expect(await shown(zoe)).toEqual(["Call, again"]);
  });

  it("is Canceled when its last guest is taken off", async () => {
    const id = await make("Alone", ["old"]);
    await merge();
    await change(id, { summary: "Alone, renamed" });
    await change(id, { attendees: [{ email: "nobody@client.test" }] });
    expect(await shown()).toEqual(["-Alone, renamed"]);
  });

  it("stands there once where both were in it, and stays until both are taken off", async () => {
    const id = await make("Both", ["ann", "old", "zoe"]);
    await merge();
    expect(await shown()).toEqual(["Both"]);
    await change(id, guests(["old", "zoe"]));
    expect(await shown()).toEqual(["Both"]);
    await change(id, { summary: "Both, renamed" });
    expect(await shown()).toEqual(["Both, renamed"]);
    await change(id, guests(["zoe"]));
    expect(await shown()).toEqual([]);
  });

  it("brings what changes of its series: an occurrence that is moved, one that is called off", async () => {
    const id = await make("Weekly", ["old"], { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=5"] });
    await merge();
    const slot = (n: number) => world.desk.slotOf(id, inDays(3 + 7 * n, "10:00"));
    await change(slot(1), { ...when(10, "16:00"), summary: "Weekly, moved" });
    await world.act("DELETE", path(slot(2)));
    await pull();
    expect(await shown()).toEqual(["-Weekly", "Weekly", "Weekly, moved"]);
    await change(slot(1), { summary: "Weekly, moved again" });
    expect(await shown()).toEqual(["-Weekly", "Weekly", "Weekly, moved again"]);
    await change(slot(1), { attendees: [{ email: "nobody@client.test" }] });
    expect(await shown()).toEqual(["-Weekly", "-Weekly, moved again", "Weekly"]);
  });
});

describe("the address of a merged contact (RULES I2, R7)", () => {
  it("matches nobody in what is new", async () => {
    await merge();
    await make("New, alone", ["old"]);
    await make("New, beside Zoe", ["old", "zoe"]);
    expect(await shown()).toEqual([]);
    expect(await shown(zoe)).toEqual(["New, beside Zoe"]);
  });

  it("beside another contact is nobody's either, so that the meeting ends with that contact", async () => {
    await merge();
    const id = await make("Beside", ["old", "zoe"]);
    await change(id, guests(["old"]));
    expect(await shown(zoe)).toEqual(["-Beside"]);
    expect(await shown()).toEqual([]);
  });

  it("becomes the primary's where that had none, and matches", async () => {
    const nameless = (await createRecord(ctx(), { kind: "contact", properties: { firstName: "Kim" } })).ref;
    await make("Before", ["old"]);
    await mergeContacts(ctx(), { primary: nameless, secondary: old });
    expect((await getRecord(ctx(), nameless)).properties.email).toBe(at("old"));
    await make("After", ["old"]);
    expect(await shown(nameless)).toEqual(["After", "Before"]);
  });

  it("is somebody else's once it is their Email: the next edit moves the meeting", async () => {
    const id = await make("Moves", ["old"]);
    await merge();
    const properties = { firstName: "Other", email: at("old") };
    const other = (await createRecord(ctx(), { kind: "contact", properties })).ref;
    expect(await shown()).toEqual(["Moves"]);
    await change(id, { summary: "Moves, edited" });
    expect(await shown()).toEqual([]);
    expect(await shown(other)).toEqual(["Moves, edited"]);
  });

  it("follows through a second merge", async () => {
    const id = await make("Twice", ["old"]);
    await merge();
    await mergeContacts(ctx(), { primary: zoe, secondary: ann });
    await change(id, { summary: "Twice, edited" });
    expect(await shown(zoe)).toEqual(["Twice, edited"]);
  });
});

it("a merge beside pulls that tell of the same people loses nothing and fails nobody", async () => {
  const ids = await Promise.all(
    [1, 2, 3, 4].map(async (n) => {
      const body = { summary: `Busy ${n}`, ...when(n), ...guests(["ann", "old"]) };
      return (await world.act("POST", `/people/${MIA}/events`, body)).json.id as string;
    }),
  );
  await Promise.all([pull(), merge(), pull()]);
  await pull();
  expect(await shown()).toEqual(["Busy 1", "Busy 2", "Busy 3", "Busy 4"]);
  for (const id of ids) await change(id, { summary: "Quiet" });
  expect(await shown()).toEqual(["Quiet", "Quiet", "Quiet", "Quiet"]);
});
