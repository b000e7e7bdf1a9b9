import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { findActiveUser } from "@/db/queries/users";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { isPassword } from "@/lib/services/accounts/passwords";
import type { Ctx } from "@/lib/services/context";
import { getRecord } from "@/lib/services/records/get-record";
import { listRecords } from "@/lib/services/records/list-records";
import { searchRecords } from "@/lib/services/records/search-records";
import { testCtx } from "@/lib/services/testing/test-ctx";
import { getTimeline } from "@/lib/services/timeline/get-timeline";
import { demoPassword } from "./demo-people";
import { seedDemo } from "./seed";
import { idFor } from "./seed-random";
import { contactId } from "./seed-records";
import { demoAccountId } from "./seed-world";

const now = new Date("2026-11-21T09:00:00.000Z");
const databases: TestDatabase[] = [];
const pools: Db[] = [];
let db: Db;
let ctx: Ctx;

async function seeded(): Promise<{ db: Db; created: boolean[]; ms: number }> {
  const database = await createTestDatabase();
  databases.push(database);
  const started = performance.now();
  // Two launchers at once: one of them makes the account.
  const both = await Promise.all([1, 2].map(() => seedDemo({ url: database.url, now })));
  const ms = performance.now() - started;
  const pool = openDatabase(database.url);
  pools.push(pool);
  const again = await seedDemo({ url: database.url, now });
  return { db: pool, created: [...both, again].map(({ created }) => created), ms };
}

beforeAll(async () => {
  const first = await seeded();
  db = first.db;
  expect(first.created.filter(Boolean)).toHaveLength(1);
  const id = idFor("user/demo@almanac.example");
  const mei = await inAccount(db, demoAccountId, (tx) => findActiveUser(tx, demoAccountId, id));
  if (!mei) throw new Error("Mei is the demo's administrator");
  ctx = testCtx(db, mei, now.toISOString());
});
afterAll(async () => {
  for (const pool of pools) await pool.$client.end({ timeout: 1 });
  for (const database of databases) await database.drop();
});

const count = async (from: string): Promise<number> => {
  const rows = await inAccount(db, demoAccountId, (tx) =>
    tx.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.raw(from)}`),
  );
  return rows[0]?.n ?? 0;
};

describe("the demo account", () => {
  test("has people, records and a year of activities", async () => {
    expect(await count("users")).toBe(3);
    expect(await count("contacts")).toBeGreaterThanOrEqual(64);
    expect(await count("companies")).toBe(15);
    expect(await count("deals")).toBe(20);
    expect(await count("tickets")).toBe(15);
    expect(await count("activities")).toBeGreaterThanOrEqual(420);
    expect(await count("activities where at > '2026-11-21T09:00:00Z'")).toBeGreaterThanOrEqual(10);
    for (const kind of ["note", "call", "task", "email", "meeting"])
      expect(await count(`activities where kind = '${kind}'`)).toBeGreaterThan(20);
    expect(await count("contacts where email not like '%.example'")).toBe(0);
  });

  test("everybody signs in with the same password", async () => {
    const rows = await inAccount(db, demoAccountId, (tx) =>
      tx.execute<{ password_hash: string }>(sql`select password_hash from users`),
    );
    for (const row of rows) expect(await isPassword(row.password_hash, demoPassword)).toBe(true);
    expect(new Set(rows.map((row) => row.password_hash)).size).toBe(3);
  });

  test("shows Amara Lindqvist as a newcomer meets her", async () => {
    const amara = { kind: "contact" as const, id: contactId("amara@northwind.example") };
    const detail = await getRecord(ctx, amara);
    expect(detail).toMatchObject({
      name: "Amara Lindqvist",
      subtitle: "Head of Procurement, Northwind",
      owner: { name: "Mei Kowalska" },
      properties: { phone: "+46 8 555 010 22", lifecycleStage: "Opportunity", leadStatus: "In progress" },
    });
    const lines = (kind: "company" | "deal" | "ticket") =>
      detail.associations[kind].map(({ name, detail: line }) => `${name}: ${line}`).sort();
    expect(lines("company")).toEqual(["Northwind: northwind.example · 240 people"]);
    expect(lines("deal")).toEqual([
      "Renewal 2027: €84,000 · Contract sent · closes 15 Dec",
      "Warehouse add-on: €21,500 · Qualified to buy",
    ]);
    expect(lines("ticket")).toEqual(["SSO certificate expired: Waiting on us · High"]);
    const { upcoming, entries } = await getTimeline(ctx, amara, {});
    const titles = [...upcoming, ...entries].map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining([
        "Renewal terms: walk through the draft",
        "Call with Amara",
        "Quarterly review",
      ]),
    );
  });

  test("is found in any script, with or without accents", async () => {
    const found = async (q: string) =>
      (await searchRecords(ctx, { q, kind: "contact" })).map(({ name }) => name);
    expect(await found("陳怡君")).toEqual(["陳怡君"]);
    expect(await found("wisniewski")).toEqual(["Łukasz Wiśniewski"]);
    expect(await found("παπαδοπουλου")).toEqual(["Ελένη Παπαδοπούλου"]);
    expect(await found("فاطمة")).toEqual(["فاطمة الهاشمي"]);
    expect(await found("zoë orbit")).toEqual(["Zoë Núñez"]);
    expect((await listRecords(ctx, { kind: "contact" })).total).toBeGreaterThanOrEqual(64);
  });
});

test("the same moment makes the same rows", async () => {
  const other = await seeded();
  const digest = async (pool: Db) => {
    const tables = [
      "records",
      "contacts",
      "deals",
      "tickets",
      "associations",
      "activities",
      "activity_records",
      "meetings",
      "attendees",
    ];
    const sums = tables.map((table) =>
      sql.raw(`(select md5(string_agg(t::text, '|' order by t::text)) from ${table} t)`),
    );
    const rows = await inAccount(pool, demoAccountId, (tx) =>
      tx.execute<{ all: string }>(sql`select concat_ws(' ', ${sql.join(sums, sql`, `)}) as all`),
    );
    return rows[0]?.all;
  };
  expect(await digest(other.db)).toBe(await digest(db));
  expect(other.ms).toBeLessThan(10_000);
});
