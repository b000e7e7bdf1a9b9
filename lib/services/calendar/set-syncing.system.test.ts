import { beforeEach, describe, expect, it } from "vitest";
import { LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { getScheduleDefaults } from "../meetings/schedule-defaults";
import {
  addEvent,
  cards,
  channels,
  connect,
  connection,
  eachStartsFresh,
  openPush,
  owner,
  pull,
  world,
} from "./connecting.testing";
import { getCalendarSettings } from "./get-settings";
import { setSyncing } from "./set-syncing";
import { watchCalendar } from "./watch";

eachStartsFresh();
beforeEach(async () => {
  await connect(world.mia);
  await pull(world.mia);
  await addEvent("Known");
  await pull(world.mia);
});

const turn = (syncing: boolean) => setSyncing(world.ctxOf(world.mia), { syncing });
const schedule = (title: string) => world.schedule(world.mia, title);
const rename = async (from: string, to: string) => {
  const { json } = await world.act("GET", `/people/${MIA}/events`);
  const event = json.items.find((item: { summary: string }) => item.summary === from);
  await world.act("PATCH", `/people/${MIA}/events/${encodeURIComponent(event.id)}`, { summary: to });
};

describe("the switch “Sync my calendar”", () => {
  it("off: a meeting is logged, without event or invitation, and the form says so beforehand", async () => {
    await turn(false);
    expect(await getScheduleDefaults(world.ctxOf(world.mia), world.lee)).toMatchObject({
      calendar: null,
      calendarOff: true,
    });
    expect(await schedule("Logged only")).toMatchObject({ push: "local" });
    expect(await cards()).toEqual(["Known", "Logged only"]);
    const { json } = await world.act("GET", `/people/${MIA}/events`);
    expect(json.items.map((item: { summary: string }) => item.summary)).not.toContain("Logged only");
    const { mails } = (await world.act("GET", `/outbox?to=${LEE}`)).json;
    expect(JSON.stringify(mails)).not.toContain("Logged only");
  });

  it("off: nothing is read and nobody is asked, and the push channel is given back", async () => {
    await openPush(world.mia);
    await turn(false);
    await watchCalendar(world.ctxOf(world.mia), (await connection(world.mia))?.id ?? "");
    expect(await channels()).toEqual([]);
    const asked = (await world.act("GET", "/requests")).json.requests.length;
    await addEvent("While off");
    await pull(world.mia);
    expect(await cards()).toEqual(["Known"]);
    expect((await world.act("GET", "/requests")).json.requests.length).toBe(asked);
    expect((await getCalendarSettings(world.ctxOf(world.mia))).connection).toMatchObject({ syncing: false });
  });

  it("on again: known meetings catch up, and only events made from now on come in", async () => {
    await turn(false);
    await addEvent("While off");
    await rename("Known", "Known, renamed");
    const nextSecond = (Math.floor(Date.now() / 1_000) + 1) * 1_000;
    await expect.poll(() => Date.now()).toBeGreaterThan(nextSecond);
    expect(await turn(true)).toEqual({ syncing: true });
    await addEvent("Afterwards");
    await pull(world.mia);
    expect(await cards()).toEqual(["Afterwards", "Known, renamed"]);
    expect(await connection(world.mia)).toMatchObject({ state: "in-sync", seen: null });
  });

  it("on again: an invitation that was promised before goes out", async () => {
    await world.act("POST", "/trouble", { kind: "server-error-500", method: "POST", count: 1 });
    const { meetingId, push } = await schedule("Promised");
    expect(push).toBe("pending");
    await turn(false);
    await owner`delete from graphile_worker._private_jobs`;
    await turn(true);
    const jobs = await owner<{ key: string }[]>`select key from graphile_worker.jobs`;
    expect(jobs.map(({ key }) => key)).toContain(`push:${meetingId}`);
  });

  it("turned twice the same way changes nothing", async () => {
    const before = await connection(world.mia);
    await turn(true);
    expect(await connection(world.mia)).toEqual(before);
  });
});
