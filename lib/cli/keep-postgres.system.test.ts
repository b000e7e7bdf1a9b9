import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { keepPostgresRunning } from "./keep-postgres";
import { isAlive } from "./postgres/postmaster";

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "almanac-keep-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

it("starts a PostgreSQL that died again, with its data, at the same address", async () => {
  const dataDir = path.join(home, "postgres");
  const server = await startEmbeddedPostgres({ dataDir, durability: "throwaway" });
  const kept = keepPostgresRunning(server, dataDir);
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  await sql`create table proof (n int)`;
  await sql`insert into proof values (42)`;
  await sql`checkpoint`;
  process.kill(server.pid, "SIGKILL");
  await vi.waitFor(() => expect(isAlive(server.pid)).toBe(false), 10_000);
  const rows = await vi.waitFor(() => sql`select n from proof`, { timeout: 20_000, interval: 200 });
  expect(rows).toEqual([{ n: 42 }]);
  await sql.end();
  await kept.stop();
});
