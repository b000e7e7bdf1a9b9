import { expect, it } from "vitest";
import type { CalendarEvent, EventDraft, EventPatch } from "@/lib/domain/calendar/event";
import type { Slot } from "@/lib/domain/time/slot";
import { dayAfter } from "@/lib/domain/time/zoned";
import { access, copyOf, draft, inDays, lookedUp, pathOf, world } from "./world.testing";

type Wanted = Omit<EventPatch, "eventId" | "etag">;

/** What we change of a meeting that stands in the calendar, read back through the same port. */
export function describeChanging(): void {
  describeFields();
  describeGuests();
  describeRefusals();
  describeVideo();
}

function describeFields(): void {
  it.each<[string, Wanted]>([
    ["the title", { title: "One field, renamed" }],
    ["the place", { locationText: "Room 9" }],
    ["the description", { descriptionHtml: "<p>New agenda</p>" }],
    ["the place away", { locationText: null }],
    ["the description away", { descriptionHtml: null }],
    [
      "everything but time and guests",
      { title: "One field, all new", locationText: "Hall", descriptionHtml: "Notes" },
    ],
  ])("changes %s and leaves the rest as it was, answers included", async (what, wanted) => {
    const before = await answered(`One field (${what})`, {
      descriptionHtml: "Agenda",
      locationText: "Room 4",
    });
    const after = await change(before, wanted);
    expect(shared(after)).toEqual({ ...shared(before), ...wanted });
    expect(after.etag).not.toBe(before.etag);
    expect(await standing(before.id)).toEqual(after);
    expect(await world().mailsAbout(after.title ?? "")).toBe(wanted.title ? 1 : 2);
  });
  it("moves it in time, from hours to whole days and back", async () => {
    const before = await put("Moved", { locationText: "Room 4" });
    const from = inDays(5, "12:00").slice(0, 10);
    const days = { kind: "all-day", from, until: dayAfter(from) } as const;
    const longer = await change(before, { slot: days });
    const hours = { ...before.slot, start: at(6, "08:30"), end: at(6, "09:45") } as Slot;
    const shorter = await change(longer, { slot: hours });
    expect([longer.slot, shorter.slot]).toEqual([days, hours]);
    // Outlook asks the guests anew, Google does not: their answers are left out of this.
    const { guests, ...rest } = shared(await standing(before.id));
    expect(rest).toEqual({ ...shared(before), guests: undefined, slot: hours });
    expect(guests.map(({ email }) => email)).toEqual(before.guests.map(({ email }) => email));
    expect(await world().mailsAbout("Moved")).toBe(3);
  });
}

function describeGuests(): void {
  it("invites one more and mails nobody else; everyone keeps their answer", async () => {
    const before = await answered("One more");
    const { guest, colleague } = world();
    // Whoever is invited already is not asked again.
    const add = [
      { email: colleague, name: "Bob" },
      { email: guest.toUpperCase(), name: null },
    ];
    const after = await change(before, { guests: { add, remove: [] } });
    expect(replies(after)).toEqual({ [guest]: "accepted", [colleague]: "awaiting" });
    expect(await copyOf(colleague, "One more")).not.toContain("no copy");
    expect(shared(after)).toMatchObject({ ...shared(before), guests: expect.anything() });
    expect(await world().mailsAbout("One more")).toBe(1);
  });
  it("takes one off and tells them; everyone else keeps their answer", async () => {
    const { guest, colleague } = world();
    const both = [guest, colleague].map((email) => ({ email, name: null }));
    const { id } = await answered("One less", { guests: both });
    const copy = await copyOf(colleague, "One less");
    await world().act(colleague, "POST", `${pathOf(copy)}/respond`, { response: "tentative" });
    const after = await change(await standing(id), { guests: { add: [], remove: [guest.toUpperCase()] } });
    expect(replies(after)).toEqual({ [colleague]: "tentative" });
    expect(await world().mailsAbout("One less")).toBe(2);
    const nobody = await change(after, { guests: { add: [], remove: [colleague, "never@client.test"] } });
    expect(replies(nobody)).toEqual({});
  });
}

function describeRefusals(): void {
  const both = (): Wanted[] => [{ title: "Ours" }, { guests: { add: [], remove: [world().guest] } }];
  it("writes nothing upon an older version", async () => {
    const old = await put("Two sides");
    await world().act(world().me, "PATCH", pathOf(old.id), { summary: "Two sides, theirs" });
    const now = await standing(old.id);
    for (const wanted of [...both(), { descriptionHtml: "Ours" }])
      await expect(change(old, wanted)).rejects.toMatchObject({ kind: "changed" });
    expect(await standing(old.id)).toEqual(now);
    expect(await world().mailsAbout("Two sides")).toBe(2);
  });
  it("says that one which was deleted is gone", async () => {
    const event = await put("Deleted meanwhile");
    await world().act(world().me, "DELETE", pathOf(event.id));
    for (const wanted of both()) await expect(change(event, wanted)).rejects.toMatchObject({ kind: "gone" });
    expect(await lookedUp(event.id)).toMatchObject({ kind: "gone" });
  });
  it("has changed the event whose answer was lost", async () => {
    const event = await put("Before the loss");
    await world().trouble("lost-answer");
    await expect(change(event, { title: "After the loss" })).rejects.toMatchObject({ kind: "temporary" });
    expect(await standing(event.id)).toMatchObject({ title: "After the loss" });
  });
}

function describeVideo(): void {
  it("keeps the video link and the way into it, whatever the description is", async () => {
    const { id } = await put("With a way in", { conference: true, descriptionHtml: "<p>Old</p>" });
    await expect.poll(async () => (await standing(id)).joinUrl, { timeout: 10_000 }).toMatch(/^https:\/\//);
    const before = await standing(id);
    expect(before.descriptionHtml).toBe("<p>Old</p>");
    const { joinUrl } = before;
    const after = await change(before, { descriptionHtml: "<p>New</p>", title: "With a way in, still" });
    expect(after).toMatchObject({ joinUrl, descriptionHtml: "<p>New</p>" });
    const bare = await change(after, { descriptionHtml: null });
    expect(bare).toMatchObject({ joinUrl, descriptionHtml: null });
    expect(await standing(id)).toEqual(bare);
  });
}

async function put(title: string, more: Partial<EventDraft> = {}): Promise<CalendarEvent> {
  return (await world().provider.insert(access(), draft(title, more))).event;
}

/** One that the guest has accepted, as it stands then. */
async function answered(title: string, more: Partial<EventDraft> = {}): Promise<CalendarEvent> {
  const { id } = await put(title, more);
  const copy = await copyOf(world().guest, title);
  await world().act(world().guest, "POST", `${pathOf(copy)}/respond`, { response: "accepted" });
  return await standing(id);
}

async function standing(id: string): Promise<CalendarEvent> {
  const told = await lookedUp(id);
  if (told.kind !== "upsert") throw new Error("it is not there");
  return told.event;
}

const change = ({ id, etag }: CalendarEvent, wanted: Wanted): Promise<CalendarEvent> =>
  world().provider.changeEvent(access(), { eventId: id, etag: etag ?? "no version", ...wanted });

/** All but what every change touches. */
const shared = ({ etag: _, updatedAt: __, ...event }: CalendarEvent) => event;

const replies = ({ guests }: CalendarEvent): Record<string, string> =>
  Object.fromEntries(guests.filter(({ self }) => !self).map(({ email, reply }) => [email, reply]));

const at = (days: number, clock: string): string => inDays(days, clock).replace("Z", ".000Z");
