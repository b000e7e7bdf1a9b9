import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/crypto";
import type { EventFields } from "@/lib/domain/meetings/edit-inputs";
import { inDays } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { insertContact } from "../testing/story";
import { editMeeting } from "./edit";
import { setInternalNote, setOutcome } from "./edit-own-fields";
import { getEditDefaults } from "./get-edit-defaults";
import { scheduleMeeting } from "./schedule";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
});
afterAll(() => world.close());

const ctx = () => world.ctxOf(world.mia);
const guest = (email: string) => ({ email, name: null, contactId: null, userId: null });

async function logged(title: string): Promise<string> {
  const meetingId = newId();
  await scheduleMeeting(ctx(), {
    meetingId,
    record: world.lee,
    title,
    date: inDays(-2, "00:00").slice(0, 10),
    start: "10:00",
    end: "10:30",
    zone: "UTC",
    attendees: [guest("lee@client.test")],
    location: { kind: "none", text: null },
    description: "",
    internalNote: "",
    records: [],
  });
  return meetingId;
}

/** The form as it stands now, and what pressing Save does later. */
async function open(meetingId: string) {
  const { fields, destination, lock } = await getEditDefaults(ctx(), meetingId);
  expect({ destination, lock }).toEqual({ destination: "here", lock: null });
  return (more: Partial<EventFields>) =>
    editMeeting(ctx(), { meetingId, sends: false, before: fields, after: { ...fields, ...more } });
}

const titlesOf = async (record: typeof world.lee) =>
  (await world.meetingsOf(world.mia, record)).map(({ title }) => title);

describe("a meeting that stands in no calendar (RULES O9)", () => {
  it("is changed here, all of it", async () => {
    const save = await open(await logged("Lunch"));
    const zoe = await world.inAccount((tx) =>
      insertContact(tx, world.accountId, { firstName: "Zoe", email: "zoe@client.test" }),
    );
    const attendees = [guest("lee@client.test"), guest("zoe@client.test")];
    const more = { title: "Long lunch", end: "12:00", description: "Pasta", attendees };
    expect(await save(more)).toEqual({ result: "kept", note: null });
    const [entry] = await world.meetingsOf(world.mia, zoe);
    expect(entry).toMatchObject({
      title: "Long lunch",
      descriptionHtml: "Pasta",
      location: { kind: "none" },
    });
    expect(entry?.end.slice(11, 16)).toBe("12:00");
    expect(entry?.attendees.map(({ email }) => email).sort()).toEqual(["lee@client.test", "zoe@client.test"]);
  });

  it("stays with a contact whose address has become another since (RULES R7)", async () => {
    const save = await open(await logged("Old address"));
    await world.inAccount((tx) =>
      tx.execute(sql`update contacts set email = 'lee@new.test' where id = ${world.lee.id}`),
    );
    await save({ title: "Old address, edited" });
    expect(await titlesOf(world.lee)).toContain("Old address, edited");
    await world.inAccount((tx) =>
      tx.execute(sql`update contacts set email = 'lee@client.test' where id = ${world.lee.id}`),
    );
  });

  it("keeps somebody whose timeline shows it", async () => {
    const save = await open(await logged("Of one contact"));
    await expect(save({ attendees: [] })).rejects.toMatchObject({
      fields: { attendees: expect.any(String) },
    });
    expect(await titlesOf(world.lee)).toContain("Of one contact");
  });

  it("keeps the outcome and the note that somebody else wrote while the form was open", async () => {
    const id = await logged("Two at once");
    const save = await open(id);
    const bob = world.ctxOf(world.bob);
    await setInternalNote(bob, { meetingId: id, internalNote: "Bob's long note" });
    await setOutcome(bob, { meetingId: id, outcome: "No show" });
    await save({ title: "Two at once, edited" });
    const found = (await world.meetingsOf(world.mia, world.lee)).find(({ meetingId }) => meetingId === id);
    expect(found).toMatchObject({
      title: "Two at once, edited",
      internalNote: "Bob's long note",
      outcome: "No show",
    });
  });
});
