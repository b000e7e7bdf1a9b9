import { makeWorkerUtils } from "graphile-worker";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inAccount } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { newId } from "@/lib/crypto";
import { insertAccount, insertUser } from "@/lib/services/testing/story";
import { database } from "@/lib/services/wiring";
import { startTimetable } from "./timetable";

let own: TestDatabase;
beforeAll(async () => {
  own = await createTestDatabase();
  process.env.DATABASE_URL = own.url;
});
afterAll(async () => {
  await database().$client.end();
  await own.drop();
});

it("forgets old decisions as soon as a worker looks at its timetable, and keeps the others", async () => {
  const sql = postgres(own.url, { max: 1 });
  const [accountId, connectionId] = [newId(), newId()];
  const user = await inAccount(database(), accountId, async (tx) => {
    await insertAccount(tx, accountId, "acme.test");
    return insertUser(tx, accountId, { name: "Mia", email: "mia@acme.test", role: "member" });
  });
  await sql`
    insert into calendar_connections (account_id, id, user_id, provider, subject, email, zone, scopes, state,
      active_since, connected_at, disconnected_at)
    values (${accountId}, ${connectionId}, ${user.id}, 'google', 'mia', ${user.email}, 'UTC', '', 'disconnected',
      now(), now(), now())`;
  for (const daysAgo of [91, 89])
    await sql`
      insert into sync_decisions (account_id, connection_id, event_id, decided_at, result, rule)
      values (${accountId}, ${connectionId}, ${`${daysAgo} days ago`}, now() - ${daysAgo} * interval '1 day',
        'skipped', 'no-guests')`;
  const queue = await makeWorkerUtils({ connectionString: own.url });
  const stop = startTimetable({ workerId: "pruner", queue, lastJobAt: () => null });
  const left = async () => (await sql`select event_id from sync_decisions`).map((row) => row.event_id);
  await expect.poll(left, { timeout: 4_000 }).toEqual(["89 days ago"]);
  await stop();
  await queue.release();
  await sql.end();
});
