import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grantChannel, insertChannel, markStopped } from "@/db/queries/channels";
import { newId, sha256 } from "@/lib/crypto";
import type { Signal } from "@/lib/domain/calendar/provider";
import { type CalendarWorld, calendarWorld, connectionOf, waitingJobs } from "../testing/calendar-world";
import { database, systemCtx } from "../wiring";
import { receiveNotifications, receiveSignal } from "./receive-notification";

const SECRET = "the-channel's-own-secret";
let world: CalendarWorld;
let owner: postgres.Sql;
let connectionId: string;
let channelId: string;
let asked: number;

beforeAll(async () => {
  world = await calendarWorld();
  owner = postgres(world.url, { max: 1, onnotice: () => undefined });
  expect(await world.connect(world.mia)).toBe("installed");
  connectionId = (await connectionOf(world.ctxOf(world.mia), world.mia))?.id ?? "";
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

const now = () => new Date().toISOString();
const callsMade = async () => (await world.act("GET", "/requests")).json.requests.length as number;

beforeEach(async () => {
  await owner`delete from graphile_worker._private_jobs`;
  channelId = newId();
  await world.inAccount(async (tx) => {
    const row = { id: channelId, connectionId, secretHash: sha256(SECRET), createdAt: now() };
    await insertChannel(tx, world.accountId, row);
    await grantChannel(
      tx,
      world.accountId,
      { id: channelId, resourceId: "resource", expiresAt: null },
      now(),
    );
  });
  asked = await callsMade();
});

const receive = (more: Partial<Signal> = {}) =>
  receiveSignal(
    database(),
    { channelId, resourceId: "resource", secret: SECRET, message: 2, eventId: null, kind: "change", ...more },
    (accountId) => systemCtx(accountId, "test"),
  );
const jobs = () => waitingJobs(world.url);
const onePull = () => [{ task: "calendar.sync", key: `sync:${connectionId}` }];

describe("the intake of push messages (RULES I14)", () => {
  it("leaves one job for a change, and calls nobody", async () => {
    expect(await receive()).toBe("accepted");
    expect(await jobs()).toEqual(onePull());
    expect(await callsMade()).toBe(asked);
  });

  it.each<[string, Partial<Signal>, string]>([
    ["an unknown channel", { channelId: "0b6fb0f5-0000-4000-8000-000000000000" }, "unknown-channel"],
    ["a channel's id in another spelling", { channelId: "' or true --" }, "unknown-channel"],
    ["another secret", { secret: "guessed" }, "wrong-secret"],
    ["no secret", { secret: null }, "wrong-secret"],
    ["the stored hash as the secret", { secret: sha256(SECRET) }, "wrong-secret"],
    ["another resource", { resourceId: "other" }, "wrong-secret"],
    ["no resource", { resourceId: null }, "wrong-secret"],
    ["the greeting", { kind: "hello", message: 1 }, "hello"],
    ["a greeting with another secret", { kind: "hello", secret: "guessed" }, "wrong-secret"],
  ])("leaves nothing for %s", async (_name, more, word) => {
    expect(await receive(more)).toBe(word);
    expect(await jobs()).toEqual([]);
    expect(await callsMade()).toBe(asked);
  });

  it("takes a message number once, and no older one after it", async () => {
    expect(await receive({ message: 5 })).toBe("accepted");
    await owner`delete from graphile_worker._private_jobs`;
    expect([await receive({ message: 5 }), await receive({ message: 4 })]).toEqual(["replayed", "replayed"]);
    expect(await jobs()).toEqual([]);
    expect(await receive({ message: 9 })).toBe("accepted");
  });

  it("takes one of two that come at once, and leaves one job", async () => {
    expect((await Promise.all([receive(), receive()])).sort()).toEqual(["accepted", "replayed"]);
    expect(await jobs()).toEqual(onePull());
  });

  it("makes one pull of a burst", async () => {
    const burst = [2, 3, 4, 5, 6].map((message) => receive({ message }));
    expect(await Promise.all(burst)).toContain("accepted");
    expect(await jobs()).toEqual(onePull());
  });

  it("believes the first message that overtakes the answer to `watch`", async () => {
    await world.inAccount((tx) =>
      grantChannel(tx, world.accountId, { id: channelId, resourceId: null, expiresAt: null }, now()),
    );
    expect(await receive({ resourceId: "not known yet" })).toBe("accepted");
  });

  it("knows a stopped channel no more", async () => {
    await world.inAccount((tx) => markStopped(tx, world.accountId, channelId, now()));
    expect(await receive()).toBe("unknown-channel");
    expect(await jobs()).toEqual([]);
  });

  it("reads whole requests, and outlives malformed ones", async () => {
    const request = (headers: Record<string, string>) => ({
      headers: { get: (name: string) => headers[name] ?? null },
      query: new URLSearchParams(),
      body: "x".repeat(10_000),
    });
    const good = {
      "x-goog-channel-id": channelId,
      "x-goog-channel-token": SECRET,
      "x-goog-resource-id": "resource",
      "x-goog-resource-state": "exists",
      "x-goog-message-number": "2",
    };
    expect(await receiveNotifications("google", request({}))).toMatchObject({ words: [], malformed: true });
    expect(await receiveNotifications("microsoft", request(good))).toMatchObject({ malformed: true });
    expect(await jobs()).toEqual([]);
    expect(await receiveNotifications("google", request(good))).toMatchObject({
      words: ["accepted"],
      malformed: false,
    });
    expect(await jobs()).toEqual(onePull());
  });
});
