import { makeWorkerUtils } from "graphile-worker";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { database } from "@/lib/services/wiring";
import { giveSignOfLife } from "@/lib/services/worker/give-sign-of-life";
import { releaseOrphans } from "./orphans";

let own: TestDatabase;
beforeAll(async () => {
  own = await createTestDatabase();
  process.env.DATABASE_URL = own.url;
});
afterAll(async () => {
  await database().$client.end();
  await own.drop();
});

it("gives the jobs of a killed worker back, and leaves those of a living one alone", async () => {
  const queue = await makeWorkerUtils({ connectionString: own.url });
  const sql = postgres(own.url, { max: 1 });
  for (const worker of ["living", "killed"]) {
    const job = await queue.addJob("calendar.sync", {}, { queueName: `connection:${worker}` });
    await sql`
      update graphile_worker._private_jobs set locked_by = ${worker}, locked_at = now() - interval '1 minute', attempts = 1
      where id = ${job.id}`;
    await sql`
      update graphile_worker._private_job_queues set locked_by = ${worker}, locked_at = now() - interval '1 minute'
      where queue_name = ${`connection:${worker}`}`;
  }
  const now = new Date().toISOString();
  await giveSignOfLife("living", null);
  await releaseOrphans(queue, now);
  const locked = await sql`select locked_by from graphile_worker._private_jobs where locked_by is not null`;
  expect([...locked]).toEqual([{ locked_by: "living" }]);
  const queues =
    await sql`select queue_name from graphile_worker._private_job_queues where locked_by is not null`;
  expect([...queues]).toEqual([{ queue_name: "connection:living" }]);
  await sql.end();
  await queue.release();
});
