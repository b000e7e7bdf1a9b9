import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { mintAccount, type TestAccount } from "@/db/testing/factories";
import { noAccountId } from "@/lib/domain/accounts/no-account";
import { type Instant, shift } from "@/lib/domain/time/instant";
import type { Ctx } from "@/lib/services/context";
import { testCtx } from "@/lib/services/testing/test-ctx";
import { checkHealth } from "./check-health";
import { findSessionUser } from "./find-session-user";
import { hashPassword } from "./passwords";
import { signIn } from "./sign-in";

const now = "2026-11-21T09:00:00.000Z";
const password = "correct horse battery staple";
let database: TestDatabase;
let db: Db;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  account = await mintAccount(db, now);
  await setPassword(account, account.member.id, password);
});
afterAll(async () => {
  await db.$client.end({ timeout: 1 });
  await database.drop();
});

async function setPassword(where: TestAccount, userId: string, text: string): Promise<void> {
  const hash = await hashPassword(text);
  await inAccount(db, where.accountId, (tx) =>
    tx.execute(sql`update users set password_hash = ${hash} where id = ${userId}`),
  );
}

/** The system before anybody is known, at a moment. */
const door = (at: Instant = now): Ctx => ({
  ...testCtx(db, account.member, at),
  actor: { kind: "system", part: "sign-in" },
  accountId: noAccountId,
});
const attempt = (email: string, text: string, at: Instant = now) =>
  signIn(door(at), { email, password: text }).catch((error: unknown) => Reflect.get(error as object, "code"));

describe("signing in", () => {
  test("finds the person by address in any case, and writes it into the audit log", async () => {
    const found = await attempt(` ${account.member.email.toUpperCase()} `, password);
    expect(found).toEqual({ userId: account.member.id, accountId: account.accountId });
    const lines = await inAccount(db, account.accountId, (tx) =>
      tx.execute(sql`select user_id, details from audit_log where action = 'user.signed-in'`),
    );
    expect([...lines]).toEqual([{ user_id: account.member.id, details: { way: "password" } }]);
  });

  test("says the same to a wrong password, an unknown address and somebody without a password", async () => {
    expect(await attempt(account.member.email, "wrong")).toBeNull();
    expect(await attempt("nobody@nowhere.test", password)).toBeNull();
    expect(await attempt(account.viewer.email, "")).toBeNull();
    expect(await attempt("", "")).toBeNull();
  });

  test.each(["known", "unknown"])(
    "lets five failures pass and refuses the sixth, %s address",
    async (which) => {
      const fresh = await mintAccount(db, now);
      await setPassword(fresh, fresh.admin.id, password);
      const email = which === "known" ? fresh.admin.email : `ghost-${fresh.accountId}@nowhere.test`;
      const answers = [];
      for (let i = 0; i < 6; i++) answers.push(await attempt(email, "wrong"));
      expect(answers).toEqual([null, null, null, null, null, "too-many"]);
      expect(await attempt(email, password)).toBe("too-many");
      const later = await attempt(email, password, shift(now, 15 * 60_000));
      expect(later === null).toBe(which === "unknown");
    },
  );

  test("counts guesses that are sent all at once", async () => {
    const fresh = await mintAccount(db, now);
    await setPassword(fresh, fresh.admin.id, password);
    const guesses = await Promise.all(Array.from({ length: 12 }, () => attempt(fresh.admin.email, "wrong")));
    expect(guesses.filter((answer) => answer === "too-many")).toHaveLength(7);
  });

  test("a success clears the count", async () => {
    const fresh = await mintAccount(db, now);
    await setPassword(fresh, fresh.admin.id, password);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) expect(await attempt(fresh.admin.email, "wrong")).toBeNull();
      expect(await attempt(fresh.admin.email, password)).toMatchObject({ userId: fresh.admin.id });
    }
  });
});

describe("a session's person", () => {
  test("is read anew: roles and deactivation count at once", async () => {
    const ctx = testCtx(db, account.admin, now);
    const change = (set: string) =>
      inAccount(db, account.accountId, (tx) =>
        tx.execute(sql`update users set ${sql.raw(set)} where id = ${account.viewer.id}`),
      );
    expect((await findSessionUser(ctx, account.viewer.id))?.role).toBe("viewer");
    await change("role = 'member'");
    expect((await findSessionUser(ctx, account.viewer.id))?.role).toBe("member");
    await change("deactivated_at = now()");
    expect(await findSessionUser(ctx, account.viewer.id)).toBeNull();
  });

  test("is nobody in another account", async () => {
    const stranger = await mintAccount(db, now);
    expect(await findSessionUser(testCtx(db, stranger.admin, now), account.admin.id)).toBeNull();
  });
});

test("health tells of the database and of the workers, and of a database that is gone", async () => {
  expect(await checkHealth(door())).toEqual({ database: "ok", worker: "none", lastJobAt: null });
  await inAccount(db, noAccountId, (tx) =>
    tx.execute(sql`insert into worker_heartbeats (account_id, worker_id, beat_at, last_job_at)
      values (${noAccountId}, 'w', ${now}, ${now})`),
  );
  expect(await checkHealth(door())).toEqual({ database: "ok", worker: "ok", lastJobAt: now });
  expect((await checkHealth(door(shift(now, 120_000)))).worker).toBe("late");
  const nowhere = openDatabase("postgres://nobody@127.0.0.1:1/none", { max: 1 });
  expect(await checkHealth({ ...door(), db: nowhere })).toMatchObject({ database: "down" });
  await nowhere.$client.end({ timeout: 1 });
});
