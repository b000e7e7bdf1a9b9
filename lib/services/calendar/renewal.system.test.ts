import { describe, expect, it } from "vitest";
import { days, hours, minutes, shift } from "@/lib/domain/time/instant";
import { providerUnderTest } from "../testing/desk";
import { database, systemCtx } from "../wiring";
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
import { enqueueDue } from "./enqueue-due";
import { getCalendarSettings } from "./get-settings";
import { syncCalendar } from "./sync";
import { watchCalendar } from "./watch";

eachStartsFresh();

const isGoogle = providerUnderTest() === "google";
const later = (ms: number) => shift(new Date().toISOString(), ms);
const idOf = async () => (await connection(world.mia))?.id ?? "";
const ctxAt = (now: string) => ({ ...systemCtx(world.accountId, "test"), now: () => now });
const keys = async () =>
  (await owner<{ key: string }[]>`select key from graphile_worker.jobs order by key`).map(({ key }) => key);
const viewAt = async (now: string) =>
  (await getCalendarSettings({ ...world.ctxOf(world.mia), now: () => now })).connection;
const drop = () => world.act("POST", "/trouble", { kind: isGoogle ? "drop-channel" : "drop-subscription" });

/** Everything that is due at a moment, done as the worker would. */
async function work(now: string): Promise<string[]> {
  await owner`delete from graphile_worker._private_jobs`;
  await enqueueDue(database(), now, true, (accountId) => systemCtx(accountId, "test"));
  const due = await keys();
  const id = await idOf();
  if (due.includes(`sync:${id}`)) await syncCalendar(ctxAt(now), id);
  if ((await keys()).includes(`watch:${id}`)) await watchCalendar(ctxAt(now), id);
  return due;
}

async function connected(): Promise<void> {
  await connect(world.mia);
  await pull(world.mia);
  await openPush(world.mia);
  await pull(world.mia);
  await owner`delete from graphile_worker._private_jobs`;
}

/** A change reaches us: the provider's message lands in the queue by itself. */
const expectPush = async (title: string) => {
  await owner`delete from graphile_worker._private_jobs`;
  await addEvent(title);
  await expect.poll(keys).toContain(`sync:${await idOf()}`);
};

describe("push that ends (RULES I14, N2)", () => {
  it("the worker was down past the channel's end: the pull brings everything, and push stands again", async () => {
    await connected();
    await drop();
    await addEvent("While we were down");
    const now = later(days(8));
    expect(await viewAt(now)).toMatchObject({
      delivery: "poll-for-now",
      renewsAt: null,
      pollEveryMs: 60_000,
    });
    expect(await work(now)).toEqual([`sync:${await idOf()}`, `watch:${await idOf()}`]);
    expect(await cards()).toEqual(["While we were down"]);
    expect(await channels()).toHaveLength(1);
    expect(await viewAt(later(0))).toMatchObject({ delivery: "push", renewsAt: expect.any(String) });
    await expectPush("Told of");
  });

  it("the renewal is refused: push lasts as long as was granted, then the calendar is polled and says so", async () => {
    await connected();
    const [soon, over] = [later(days(4)), later(days(8))];
    const reason = isGoogle ? "push.webhookUrlUnauthorized" : "InvalidRequest";
    const pathContains = isGoogle ? "/watch" : "/subscriptions";
    const status = isGoogle ? 401 : 400;
    await world.act("POST", "/trouble", { kind: "refuse", status, reason, pathContains, seconds: 600 });
    await work(soon);
    expect(await viewAt(soon)).toMatchObject({ state: "in-sync", delivery: "push" });
    await drop();
    await work(over);
    expect(await viewAt(over)).toMatchObject({
      state: "in-sync",
      delivery: "poll-refused",
      pollEveryMs: 60_000,
    });
    await addEvent("Polled");
    expect(await work(shift(over, minutes(2)))).toEqual([`sync:${await idOf()}`]);
    expect(await cards()).toEqual(["Polled"]);
    expect(
      await owner`select from watch_channels where stopped_at is null and resource_id is null`,
    ).toHaveLength(1);
    await world.act("POST", "/trouble/clear");
    await work(shift(over, hours(2)));
    expect(await channels()).toHaveLength(1);
    await expectPush("Told of");
  });

  it("the provider dropped the channel in silence: a change found late shows it, and push is opened again", async () => {
    await connected();
    await drop();
    await addEvent("Nobody told of");
    // Microsoft wants to be asked for a renewal at most every ten minutes.
    const now = later(minutes(16));
    expect(await work(now)).toEqual([`sync:${await idOf()}`]);
    expect(await cards()).toEqual(["Nobody told of"]);
    expect(await channels()).toHaveLength(1);
    await expectPush("Told of");
  });

  it("our address could not be reached for a while: the pull brings what was lost, and the true delay is shown", async () => {
    await connected();
    await world.act("POST", "/trouble", { kind: "unreachable-endpoint", seconds: 60 });
    await addEvent("Lost on the way");
    await world.act("POST", "/trouble/clear");
    const now = later(minutes(16));
    await work(now);
    expect(await cards()).toEqual(["Lost on the way"]);
    expect((await viewAt(now))?.lagSeconds).toBeGreaterThan(900);
    await expectPush("Told of");
    await pull(world.mia);
    await addEvent("Quick");
    await pull(world.mia);
    expect((await viewAt(new Date().toISOString()))?.lagSeconds).toBeLessThan(60);
  });
});

describe.runIf(!isGoogle)("what Microsoft says of a subscription's life", () => {
  const says = (kind: string) => world.act("POST", "/trouble", { kind });

  it("asks to be authorised again: prolonged in place, and not twice within ten minutes", async () => {
    await connected();
    await says("ask-reauthorization");
    await expect.poll(keys).toContain(`watch:${await idOf()}`);
    const [before] = await owner`select id, granted_at from watch_channels where stopped_at is null`;
    await watchCalendar(ctxAt(later(minutes(5))), await idOf());
    expect(await owner`select id, granted_at from watch_channels where stopped_at is null`).toEqual([before]);
    await watchCalendar(ctxAt(later(minutes(11))), await idOf());
    const [after] = await owner`select id, granted_at from watch_channels where stopped_at is null`;
    expect(after?.id).toBe(before?.id);
    expect(after?.granted_at.getTime()).toBeGreaterThan(before?.granted_at.getTime());
  });

  it("has removed it: a pull for what was missed, and a new one", async () => {
    await connected();
    const [old] = await channels();
    await says("remove-subscription");
    const id = await idOf();
    await expect.poll(keys).toEqual([`sync:${id}`, `watch:${id}`]);
    await watchCalendar(ctxAt(later(0)), id);
    const standing = await channels();
    expect(standing).toHaveLength(1);
    expect(standing[0]?.id).not.toBe(old?.id);
    await expectPush("Told of");
  });

  it("has missed some messages: a pull", async () => {
    await connected();
    await says("miss-notifications");
    await expect.poll(keys).toEqual([`sync:${await idOf()}`]);
  });

  it("told of an event beyond the listed years: looked up by its id", async () => {
    await connected();
    const start = new Date(Date.now() + 3 * 365 * 86_400_000).toISOString();
    const end = shift(start, minutes(30));
    await world.act("POST", "/people/mia@acme.test/events", {
      summary: "In three years",
      start: { dateTime: start },
      end: { dateTime: end },
      attendees: [{ email: "lee@client.test" }],
    });
    await expect.poll(keys).toContain(`sync:${await idOf()}`);
    await pull(world.mia);
    expect(await cards()).toEqual(["In three years"]);
    await expect
      .poll(async () => {
        await pull(world.mia);
        return owner`select from event_hints`;
      })
      .toHaveLength(0);
    expect(await cards()).toEqual(["In three years"]);
  });

  it("told of an event it does not show yet: looked for again, and logged once (cases 71, 72)", async () => {
    await connected();
    await world.act("PATCH", "/behaviours", { hidesNewEventsSeconds: 1 });
    await addEvent("Late to show");
    await expect.poll(keys).toContain(`sync:${await idOf()}`);
    await expect
      .poll(
        async () => {
          await pull(world.mia);
          return cards();
        },
        { timeout: 10_000 },
      )
      .toEqual(["Late to show"]);
    await world.act("PATCH", "/behaviours", { hidesNewEventsSeconds: 0 });
  });
});
