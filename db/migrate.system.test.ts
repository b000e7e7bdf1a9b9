import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { migrate } from "@/db/migrate";
import { administer, createTestDatabase, type TestDatabase, withDatabase } from "@/db/testing/database";

const name = `migrate_${randomBytes(4).toString("hex")}`;
let clone: TestDatabase;

beforeAll(async () => {
  await administer(inject("testCluster").adminUrl, (sql) => sql`create database ${sql(name)}`);
  clone = await createTestDatabase();
});
afterAll(async () => {
  await clone.drop();
  await administer(inject("testCluster").adminUrl, (sql) => sql`drop database ${sql(name)} with (force)`);
});

async function tables(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1 });
  const rows = await sql`
    select schemaname || '.' || tablename as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`;
  await sql.end();
  return rows.map((row) => row.name);
}

it("lets many processes migrate at once: one does the work", async () => {
  const url = withDatabase(inject("testCluster").adminUrl, name);
  const answers = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  const counts = answers.map((answer) => answer.applied.length).sort((a, b) => b - a);
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts.slice(1)).toEqual([0, 0]);
  expect(await tables(url)).toEqual(await tables(clone.url));
});

it("gives a test database the product's tables and the job queue", async () => {
  expect(await tables(clone.url)).toEqual(
    expect.arrayContaining(["public.accounts", "graphile_worker._private_jobs"]),
  );
});
