import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { notifyLive } from "@/db/queries/live";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { newId } from "@/lib/crypto";
import { childLogger } from "@/lib/log";
import { type LiveEvent, LiveHub } from "./hub";
import { listen } from "./listen";

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.$client.end({ timeout: 1 });
  await database.drop();
});

const change = { what: "timeline" as const, records: [newId()] };
const log = childLogger({ part: "test" });

test("pages hear of a change once it is committed, and never of one that was rolled back", async () => {
  const [accountId, hub, heard] = [newId(), new LiveHub(), [] as LiveEvent[]];
  hub.subscribe({ accountId, userId: newId() }, (event) => heard.push(event));
  const listening = listen(database.url, hub, log);
  await vi.waitFor(() => expect(heard).toEqual([{ event: "hello" }]));
  const rolledBack = inAccount(db, accountId, async (tx) => {
    await notifyLive(tx, accountId, { what: "record", records: ["rolled back"] });
    throw new Error("changed my mind");
  });
  await expect(rolledBack).rejects.toThrow("changed my mind");
  await inAccount(db, accountId, async (tx) => {
    await notifyLive(tx, accountId, change);
    // Another connection's notification is delivered in the meantime; ours is not, because it is not committed yet.
    await inAccount(db, accountId, (other) =>
      notifyLive(other, accountId, { what: "record", records: ["other"] }),
    );
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard[1]).toEqual({ event: "change", change: { what: "record", records: ["other"] } });
  });
  await vi.waitFor(() => expect(heard[2]).toEqual({ event: "change", change }));
  expect(heard).toHaveLength(3);
  await listening.stop();
});

test("after its connection was cut it listens again and makes pages catch up", async () => {
  const [accountId, hub, heard] = [newId(), new LiveHub(), [] as LiveEvent[]];
  hub.subscribe({ accountId, userId: newId() }, (event) => heard.push(event));
  const listening = listen(database.url, hub, log);
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  const owner = postgres(database.url, { max: 1 });
  await owner`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'almanac-live' and datname = current_database()`;
  await vi.waitFor(() => expect(heard).toEqual([{ event: "hello" }, { event: "hello" }]), {
    timeout: 10_000,
  });
  await inAccount(db, accountId, (tx) => notifyLive(tx, accountId, change));
  await vi.waitFor(() => expect(heard[2]).toEqual({ event: "change", change }));
  await owner.end();
  await listening.stop();
});

test("what is no message of ours is passed over", async () => {
  const [accountId, hub, heard] = [newId(), new LiveHub(), [] as LiveEvent[]];
  hub.subscribe({ accountId, userId: newId() }, (event) => heard.push(event));
  const listening = listen(database.url, hub, log);
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  await db.$client.notify("almanac_live", "{not json");
  await db.$client.notify("almanac_live", JSON.stringify({ accountId, what: "everything", records: [] }));
  await inAccount(db, accountId, (tx) => notifyLive(tx, accountId, change));
  await vi.waitFor(() => expect(heard[1]).toEqual({ event: "change", change }));
  await listening.stop();
});
