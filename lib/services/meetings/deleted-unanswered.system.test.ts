import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/crypto";
import type { CalendarWriter } from "@/lib/domain/calendar/provider";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import type { Ctx } from "../context";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { systemCtx } from "../wiring";
import { deleteMeeting } from "./delete";
import { pushMeeting } from "./push";
import { scheduleMeeting } from "./schedule";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
  expect(await world.connect(world.bob, "connect")).toBe("connected");
});
afterAll(() => world.close());
beforeEach(() => world.act("POST", "/trouble/clear"));

const mia = () => world.ctxOf(world.mia);
const schedule = (ctx: Ctx, title: string, meetingId = newId()) =>
  scheduleMeeting(ctx, {
    meetingId,
    record: world.lee,
    title,
    date: inDays(5, "00:00").slice(0, 10),
    start: "14:00",
    end: "14:45",
    zone: "Europe/Berlin",
    attendees: [
      { email: LEE, name: "Lee", contactId: world.lee.id, userId: null },
      { email: BOB, name: "Bob", contactId: null, userId: world.bob.id },
    ],
    location: { kind: "none", text: null },
    description: "",
    internalNote: "",
    records: [],
  });

async function scheduleUnanswered(title: string): Promise<string> {
  await world.act("POST", "/trouble", { kind: "drop-connection-after-write", method: "POST" });
  const { meetingId, push } = await schedule(mia(), title);
  expect(push).toBe("pending");
  return meetingId;
}

const remove = (meetingId: string) => deleteMeeting(mia(), { meetingId, alsoCancelEvent: false });
const cards = async (title: string) =>
  (await world.meetingsOf(world.mia, world.lee)).filter((entry) => entry.title.startsWith(title));

/** Where the event stands in the host's calendar. */
async function pathOf(title: string): Promise<string> {
  const { json } = await world.act("GET", `/people/${MIA}/events`);
  const [event] = json.items.filter(({ summary }: { summary?: string }) => summary === title);
  return `/people/${MIA}/events/${encodeURIComponent(event.id)}`;
}

/** Every copy of the event changes, and every calendar is read, the guest's first. */
async function changeAndRead(title: string): Promise<void> {
  const path = await pathOf(title);
  expect((await world.act("PATCH", path, { summary: `${title}, renamed` })).status).toBe(200);
  await world.pull(world.bob);
  await world.pull(world.mia);
}

describe("a meeting deleted before the answer to its insert came (RULES O3)", () => {
  it("its teammate's copy, read afterwards, brings nothing back", async () => {
    const title = "Read afterwards";
    await remove(await scheduleUnanswered(title));
    await world.pull(world.bob);
    // Google's UID is known beforehand; Outlook's is, once the organiser's calendar has been read.
    if (world.desk.provider === "google") expect(await cards(title)).toEqual([]);
    await world.pull(world.mia);
    expect(await cards(title)).toEqual([]);
    await changeAndRead(title);
    expect(await cards(title)).toEqual([]);
  });

  it("the card its teammate's copy had made by then goes with it", async () => {
    const title = "Read before";
    const meetingId = await scheduleUnanswered(title);
    await world.pull(world.bob);
    expect(await cards(title)).toHaveLength(2);
    await remove(meetingId);
    expect(await cards(title)).toHaveLength(world.desk.provider === "google" ? 0 : 1);
    await world.pull(world.mia);
    expect(await cards(title)).toEqual([]);
    await changeAndRead(title);
    expect(await cards(title)).toEqual([]);
  });

  it("an answer that comes too late tells what the copies are called", async () => {
    const title = "Answered late";
    const meetingId = newId();
    const ctx = mia();
    const late: Ctx = {
      ...ctx,
      providers: {
        ...ctx.providers,
        writer: (name, line) => {
          const writer: CalendarWriter = ctx.providers.writer(name, line);
          return {
            ...writer,
            insert: async (access, draft) => {
              const answer = await writer.insert(access, draft);
              await world.pull(world.bob);
              await remove(meetingId);
              return answer;
            },
          };
        },
      },
    };
    await schedule(late, title, meetingId);
    expect(await cards(title)).toEqual([]);
    await changeAndRead(title);
    expect(await cards(title)).toEqual([]);
  });
});

/** The insert is tried again when Outlook's search no longer lags behind. */
async function pushAgain(meetingId: string): Promise<void> {
  await world.inAccount((tx) =>
    tx.execute(sql`
      update provider_writes set requested_at = requested_at - interval '11 minutes'
      where account_id = ${world.accountId} and meeting_id = ${meetingId}`),
  );
  await pushMeeting(systemCtx(world.accountId, "test"), meetingId);
}

describe("an event called off in the calendar before the answer to its insert came (RULES I8, I11)", () => {
  it.each(["its push is tried again", "the teammate's calendar says so"])(
    "is one Canceled meeting with the card its teammate's copy had made: first %s",
    async (first) => {
      const title = `Called off, first ${first}`;
      const meetingId = await scheduleUnanswered(title);
      await world.pull(world.bob);
      expect(await cards(title)).toHaveLength(2);
      await world.act("DELETE", await pathOf(title));
      if (first === "the teammate's calendar says so") await world.pull(world.bob);
      await pushAgain(meetingId);
      for (const user of [world.bob, world.mia]) await world.pull(user);
      expect(await cards(title)).toMatchObject([{ id: meetingId, outcome: "Canceled" }]);
    },
  );
});
