import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/crypto";
import { type Db, inAccount, openDatabase, type Tx } from "./client";
import { createTestDatabase, type TestDatabase } from "./testing/database";
import { mintAccount, type TestAccount } from "./testing/factories";

const now = "2026-11-21T09:00:00.000Z";
let database: TestDatabase;
let db: Db;
let mine: TestAccount;
let theirs: TestAccount;
let tables: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  mine = await mintAccount(db, now);
  theirs = await mintAccount(db, now);
  const rows = await db.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`);
  tables = rows.map(({ name }) => name);
});
afterAll(async () => {
  await db.$client.end({ timeout: 1 });
  await database.drop();
});

const countIn = async (tx: Pick<Tx, "execute">, table: string, where = sql`true`): Promise<number> => {
  const rows = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sql.identifier(table)} where ${where}`,
  );
  return rows[0]?.n ?? -1;
};

describe("row-level security", () => {
  test("every table leads with the account, in its primary key too, and has a policy switched on", async () => {
    const rows = await db.execute<{
      name: string;
      secured: boolean;
      policies: number;
      first: string;
      key: string;
    }>(sql`
      select c.relname as name, c.relrowsecurity as secured,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
        (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = 1) as first,
        (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisprimary) as key
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`);
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.map(({ name }) => name)).toEqual(tables);
    for (const row of rows)
      expect(row).toMatchObject({ secured: true, policies: 1, first: "account_id", key: "account_id" });
  });

  test("without an account nothing is seen anywhere", async () => {
    for (const table of tables) expect([table, await countIn(db, table)]).toEqual([table, 0]);
  });

  test("another account's id finds nothing, and nothing of it can be changed or taken", async () => {
    await inAccount(db, mine.accountId, async (tx) => {
      expect(await countIn(tx, "users")).toBe(3);
      expect(await countIn(tx, "users", sql`account_id = ${theirs.accountId}`)).toBe(0);
      expect(await countIn(tx, "users", sql`id = ${theirs.admin.id}`)).toBe(0);
      const changed = await tx.execute(
        sql`update users set name = 'x' where id = ${theirs.admin.id} returning id`,
      );
      const removed = await tx.execute(
        sql`delete from accounts where account_id = ${theirs.accountId} returning 1`,
      );
      expect([changed.length, removed.length]).toEqual([0, 0]);
    });
    const smuggle = inAccount(db, mine.accountId, (tx) =>
      tx.execute(sql`insert into pipelines (account_id, id, kind, name, position)
        values (${theirs.accountId}, ${newId()}, 'deal', 'Smuggled', 1)`),
    );
    await expect(smuggle).rejects.toThrow();
    const move = inAccount(db, mine.accountId, (tx) =>
      tx.execute(sql`update users set account_id = ${theirs.accountId} where id = ${mine.viewer.id}`),
    );
    await expect(move).rejects.toThrow();
  });

  test("the account does not outlive its transaction on a pooled connection", async () => {
    const single = openDatabase(database.url, { max: 1 });
    await inAccount(single, mine.accountId, (tx) => countIn(tx, "users"));
    expect(await countIn(single, "users")).toBe(0);
    await expect(
      inAccount(single, mine.accountId, async () => Promise.reject(new Error("rolled back"))),
    ).rejects.toThrow("rolled back");
    expect(await countIn(single, "users")).toBe(0);
    await single.$client.end({ timeout: 1 });
  });

  test("the role that requests work as can neither bypass the policies nor become anyone else's owner", async () => {
    const [role] = await db.execute(sql`
      select rolbypassrls, rolsuper, rolcreaterole, rolname from pg_roles where rolname = current_user`);
    expect(role).toEqual({
      rolbypassrls: false,
      rolsuper: false,
      rolcreaterole: false,
      rolname: "almanac_app",
    });
    await expect(db.execute(sql`alter table users disable row level security`)).rejects.toThrow();
    await expect(db.execute(sql`drop policy own_account on users`)).rejects.toThrow();
    const owned = await db.execute(
      sql`select 1 from pg_class where relowner = (select oid from pg_roles where rolname = 'almanac_app')`,
    );
    expect(owned).toHaveLength(0);
  });
});
