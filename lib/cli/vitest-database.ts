import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { migrate } from "@/db/migrate";
import { administer, withDatabase } from "@/db/testing/database";
import { startThrowawayPostgres } from "@/lib/cli/throwaway-postgres";

/**
 * Once per run of the "system" project: a PostgreSQL of its own (or the one at `TEST_DATABASE_URL`) with a migrated
 * database that every test file clones.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => undefined } : await startThrowawayPostgres();
  const template = `template_${randomBytes(6).toString("hex")}`;
  await administer(server.url, (sql) => sql`create database ${sql(template)}`);
  await migrate(withDatabase(server.url, template));
  project.provide("testCluster", { adminUrl: server.url, template });
  return async () => {
    await administer(server.url, (sql) => sql`drop database if exists ${sql(template)} with (force)`);
    await server.stop();
  };
}
