import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Db, Tx } from "./client";
import { survivingLostConnections } from "./lost-connections";
import { createTestDatabase, type TestDatabase } from "./testing/database";

let database: TestDatabase;
let killer: postgres.Sql;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  killer = postgres(database.url, { max: 1 });
});
beforeEach(async () => {
  await db?.$client.end({ timeout: 1 });
  db = drizzle(survivingLostConnections(postgres(database.url, { max: 2 })));
});
afterAll(async () => {
  await db.$client.end({ timeout: 1 });
  await killer.end({ timeout: 1 });
  await database.drop();
});

async function pidOf(tx: Pick<Tx, "execute">): Promise<number> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
}

const kill = (pid: number) => killer`select pg_terminate_backend(${pid}, 5000)`;

// Vitest fails a run in which something throws where nobody can catch it, which is what these tests are about.
async function expectHealthy(): Promise<void> {
  for (let i = 0; i < 4; i++) {
    expect(await db.transaction(async (tx) => [await pidOf(tx)].length)).toBe(1);
  }
}

test("a connection that ends during a query rejects the transaction, and the pool goes on", async () => {
  const work = db.transaction(async (tx) => {
    const pid = await pidOf(tx);
    await Promise.all([tx.execute(sql`select pg_sleep(30)`), kill(pid)]);
  });
  await expect(work).rejects.toThrow();
  await expectHealthy();
});

test("the farewell to a connection that was cut during a query is not the answer to the next transaction", async () => {
  const one = drizzle(survivingLostConnections(postgres(database.url, { max: 1, backoff: () => 0 })));
  try {
    const work = one.transaction(async (tx) => {
      const pid = await pidOf(tx);
      await Promise.all([tx.execute(sql`select pg_sleep(30)`), kill(pid)]);
    });
    await expect(work).rejects.toThrow();
    const pids = await Promise.all(Array.from({ length: 3 }, () => one.transaction(pidOf)));
    expect(new Set(pids).size).toBe(1);
  } finally {
    await one.$client.end({ timeout: 1 });
  }
});

test("a connection that ends between two queries", async () => {
  const work = db.transaction(async (tx) => {
    await kill(await pidOf(tx));
    await tx.execute(sql`select 1`);
  });
  await expect(work).rejects.toThrow();
  await expectHealthy();
});

test("a connection that ends just before the commit", async () => {
  const work = db.transaction(async (tx) => {
    await kill(await pidOf(tx));
  });
  await expect(work).rejects.toThrow();
  await expectHealthy();
});

test("a connection that ends inside a savepoint, with an error of one's own on top", async () => {
  const work = db.transaction(async (tx) => {
    const pid = await pidOf(tx);
    try {
      await tx.transaction((point) => Promise.all([point.execute(sql`select pg_sleep(30)`), kill(pid)]));
    } catch {
      throw new Error("something else");
    }
  });
  await expect(work).rejects.toThrow();
  await expectHealthy();
});

test("ordinary failures roll back and tell why, savepoints too", async () => {
  const own = db.transaction(async (tx) => {
    await tx.execute(sql`create table left_behind (id int)`);
    throw new Error("changed my mind");
  });
  await expect(own).rejects.toThrow("changed my mind");
  await expect(db.execute(sql`select * from left_behind`)).rejects.toThrow();
  const kept = await db.transaction(async (tx) => {
    await tx.transaction((point) => point.execute(sql`select 1 / 0`)).catch(() => undefined);
    return pidOf(tx);
  });
  expect(kept).toBeGreaterThan(0);
});

test("an error that only looks like a lost connection still rolls back", async () => {
  const work = db.transaction(async () => {
    throw Object.assign(new Error("somebody else's socket"), { code: "ECONNRESET" });
  });
  await expect(work).rejects.toThrow("somebody else's socket");
  await expectHealthy();
});
