import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { createTestDatabase } from "@/db/testing/database";
import { newId } from "@/lib/crypto";
import { insertAccount, insertUser } from "../testing/story";
import { pruneDecisions } from "./prune";

const now = "2026-11-20T12:00:00.000Z";
const OLD = "2026-08-22T11:59:59.000Z";
const JUST_KEPT = "2026-08-22T12:00:00.000Z";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Db;
let owner: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, { max: 2 });
  owner = postgres(database.url, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await db.$client.end();
  await owner.end();
  await database.drop();
});

/** An account with one calendar and decisions made at these moments. */
async function accountWith(domain: string, moments: string[]): Promise<string> {
  const accountId = newId();
  const user = await inAccount(db, accountId, async (tx) => {
    await insertAccount(tx, accountId, domain);
    return insertUser(tx, accountId, { name: "Mia", email: `mia@${domain}`, role: "member" });
  });
  const connectionId = newId();
  await owner`
    insert into calendar_connections (account_id, id, user_id, provider, subject, email, zone, scopes, state,
      active_since, connected_at)
    values (${accountId}, ${connectionId}, ${user.id}, 'google', ${domain}, ${user.email}, 'UTC', '', 'in-sync',
      ${OLD}, ${OLD})`;
  for (const [nth, at] of moments.entries()) {
    await owner`
      insert into sync_decisions (account_id, connection_id, event_id, decided_at, result, rule)
      values (${accountId}, ${connectionId}, ${`event-${nth}`}, ${at}, 'skipped', 'no-guests')`;
  }
  return accountId;
}
const left = async (accountId: string) =>
  (await owner`select decided_at from sync_decisions where account_id = ${accountId}`).map((row) =>
    (row.decided_at as Date).toISOString(),
  );

it("forgets in every account what was decided more than 90 days ago, a little at a time, and nothing else", async () => {
  const many = await accountWith("many.test", [...Array<string>(25).fill(OLD), JUST_KEPT, now]);
  const few = await accountWith("few.test", [OLD, OLD, JUST_KEPT]);
  const none = await accountWith("none.test", [now]);
  expect(await pruneDecisions(db, now, { atOnce: 10, rounds: 2 })).toBe(false);
  expect([...(await left(many)), ...(await left(few))].filter((at) => at === OLD)).toHaveLength(7);
  expect(await pruneDecisions(db, now, { atOnce: 10, rounds: 5 })).toBe(true);
  expect(await left(many)).toEqual([JUST_KEPT, now]);
  expect(await left(few)).toEqual([JUST_KEPT]);
  expect(await left(none)).toEqual([now]);
  expect(await pruneDecisions(db, now, { atOnce: 10, rounds: 1 })).toBe(true);
});
