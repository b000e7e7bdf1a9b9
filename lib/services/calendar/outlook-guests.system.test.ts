import { describe, expect, it } from "vitest";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { providerUnderTest } from "../testing/desk";
import { connect, eachStartsFresh, pull, world } from "./connecting.testing";

eachStartsFresh();

/** Lee invites Mia to an event of Lee's own. */
async function invite(title: string): Promise<string> {
  const { json } = await world.act("POST", `/people/${LEE}/events`, {
    summary: title,
    start: { dateTime: inDays(3, "10:00") },
    end: { dateTime: inDays(3, "10:30") },
    attendees: [{ email: MIA }],
  });
  await pull(world.mia);
  return json.id;
}

const card = async () => {
  const [entry] = await world.meetingsOf(world.mia, world.lee);
  const own = entry?.attendees.find(({ email }) => email === MIA);
  return { outcome: entry?.outcome, cancelled: entry?.cancelled?.where ?? null, own: own?.reply };
};
const path = (person: string, id: string) => `/people/${person}/events/${encodeURIComponent(id)}`;
const switchTo = (keepsDeclined: boolean) => world.act("PATCH", "/behaviours", { keepsDeclined });

describe.runIf(providerUnderTest() === "microsoft")("a guest's copy on Outlook (RULES section 9)", () => {
  it("declined, and taken off the calendar by that: the card stays, with their no", async () => {
    await connect(world.mia);
    const id = await invite("Declined");
    expect(await card()).toEqual({ outcome: "Scheduled", cancelled: null, own: "awaiting" });
    await world.respond(MIA, LEE, id, "declined");
    await pull(world.mia);
    expect(await card()).toEqual({ outcome: "Scheduled", cancelled: null, own: "declined" });
    await pull(world.mia);
    expect(await card()).toEqual({ outcome: "Scheduled", cancelled: null, own: "declined" });
  });

  it("declined in a mailbox that keeps declined meetings: the same", async () => {
    await connect(world.mia);
    await switchTo(true);
    const id = await invite("Declined, kept");
    await world.respond(MIA, LEE, id, "declined");
    await pull(world.mia);
    expect(await card()).toEqual({ outcome: "Scheduled", cancelled: null, own: "declined" });
    await switchTo(false);
  });

  it("taken away by its guest, whom the organiser's next change brings a new one: their answer is open again", async () => {
    await connect(world.mia);
    const id = await invite("Brought back");
    const former = await world.desk.copyOf(MIA, LEE, id);
    await world.act("DELETE", path(MIA, former));
    await world.act("PATCH", path(LEE, id), {
      start: { dateTime: inDays(3, "11:00") },
      end: { dateTime: inDays(3, "11:30") },
    });
    expect(await world.desk.copyOf(MIA, LEE, id)).not.toBe(former);
    await pull(world.mia);
    expect(await card()).toEqual({ outcome: "Scheduled", cancelled: null, own: "awaiting" });
    await pull(world.mia);
    expect(await card()).toEqual({ outcome: "Scheduled", cancelled: null, own: "awaiting" });
  });

  it("called off by the organiser: Canceled, and taking it off the calendar later changes nothing (case 55)", async () => {
    await connect(world.mia);
    const id = await invite("Called off");
    const own = await world.desk.copyOf(MIA, LEE, id);
    await world.act("DELETE", path(LEE, id));
    await pull(world.mia);
    expect(await card()).toMatchObject({ outcome: "Canceled", cancelled: "Outlook Calendar" });
    await world.act("DELETE", path(MIA, own));
    await pull(world.mia);
    expect(await card()).toMatchObject({ outcome: "Canceled" });
  });

  it("an event that moves to another calendar of theirs leaves the timeline's future, as a deletion does", async () => {
    await connect(world.mia);
    const { json } = await world.act("POST", `/people/${MIA}/events`, {
      summary: "Moved away",
      start: { dateTime: inDays(3, "10:00") },
      end: { dateTime: inDays(3, "10:30") },
      attendees: [{ email: LEE }],
    });
    await pull(world.mia);
    await world.act("POST", `${path(MIA, json.id)}/move`, { calendar: "other" });
    await pull(world.mia);
    expect(await card()).toMatchObject({ outcome: "Canceled" });
  });

  it("an event that moves out of the listed years is followed there (case 56)", async () => {
    await connect(world.mia);
    const { json } = await world.act("POST", `/people/${MIA}/events`, {
      summary: "Much later",
      start: { dateTime: inDays(3, "10:00") },
      end: { dateTime: inDays(3, "10:30") },
      attendees: [{ email: LEE }],
    });
    await pull(world.mia);
    const [start, end] = [inDays(1_200, "10:00"), inDays(1_200, "10:30")];
    await world.act("PATCH", path(MIA, json.id), { start: { dateTime: start }, end: { dateTime: end } });
    await pull(world.mia);
    const [entry] = await world.meetingsOf(world.mia, world.lee);
    expect(entry).toMatchObject({ outcome: "Scheduled" });
    expect(entry?.at.slice(0, 10)).toBe(start.slice(0, 10));
  });

  it("a draft is waited for until it is sent (case 73)", async () => {
    await connect(world.mia);
    const draft = {
      summary: "Not sent yet",
      start: { dateTime: inDays(3, "10:00") },
      end: { dateTime: inDays(3, "10:30") },
      attendees: [{ email: LEE }],
    };
    const { json } = await world.act("POST", `/people/${MIA}/events`, { ...draft, isDraft: true });
    await pull(world.mia);
    expect(await world.meetingsOf(world.mia, world.lee)).toEqual([]);
    await world.act("PATCH", path(MIA, json.id), { summary: "Sent", isDraft: false });
    await pull(world.mia);
    expect((await world.meetingsOf(world.mia, world.lee)).map(({ title }) => title)).toEqual(["Sent"]);
  });
});
