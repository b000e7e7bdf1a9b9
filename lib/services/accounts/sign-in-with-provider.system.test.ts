import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { mintAccount, type TestAccount } from "@/db/testing/factories";
import { newId } from "@/lib/crypto";
import { identityOf } from "@/lib/domain/accounts/identity";
import { noAccountId } from "@/lib/domain/accounts/no-account";
import { type Instant, shift } from "@/lib/domain/time/instant";
import type { Ctx } from "@/lib/services/context";
import { testCtx } from "@/lib/services/testing/test-ctx";
import { signInWithProvider } from "./sign-in-with-provider";

const now = "2026-11-21T09:00:00.000Z";
let database: TestDatabase;
let db: Db;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.$client.end({ timeout: 1 });
  await database.drop();
});

/** The system before anybody is known, at a moment. */
const door = (at: Instant): Ctx => ({
  ...testCtx(db, account.member, at),
  actor: { kind: "system", part: "sign-in" },
  accountId: noAccountId,
});

async function enter(provider: "google" | "microsoft", claims: object, at: Instant = now) {
  const identity = identityOf(provider, claims);
  if (!identity) throw new Error("these claims name nobody");
  return signInWithProvider(door(at), identity).catch((error: unknown) =>
    Reflect.get(error as object, "code"),
  );
}

const google = (email: string, sub = newId(), verified = true) => ({ sub, email, email_verified: verified });
const microsoft = (name: string, more: object = {}) => ({
  tid: newId(),
  oid: newId(),
  preferred_username: name,
  ...more,
});
const change = (userId: string, set: string) =>
  inAccount(db, account.accountId, (tx) =>
    tx.execute(sql`update users set ${sql.raw(set)} where id = ${userId}`),
  );
const rows = async (text: string, of = account) => [
  ...(await inAccount(db, of.accountId, (tx) => tx.execute(sql.raw(text)))),
];
const stored = async (of = account) => ({
  identities: await rows("select provider, subject, user_id from user_identities", of),
  users: (await rows("select id from users", of)).length,
  lines: await rows("select action, user_id, details from audit_log order by action", of),
});
const nothing = { identities: [], users: 3, lines: [] };

async function fresh(): Promise<TestAccount> {
  account = await mintAccount(db, now);
  return account;
}

describe("the first time", () => {
  test.each(["google", "microsoft"] as const)(
    "somebody invited is found by address and linked, %s",
    async (provider) => {
      const { member, accountId } = await fresh();
      const address = member.email.toUpperCase();
      const claims = provider === "google" ? google(address) : microsoft(address);
      expect(await enter(provider, claims)).toEqual({ userId: member.id, accountId });
      expect(await stored()).toEqual({
        identities: [{ provider, subject: identityOf(provider, claims)?.subject, user_id: member.id }],
        users: 3,
        lines: [
          { action: "user.identity-linked", user_id: member.id, details: { provider } },
          { action: "user.signed-in", user_id: member.id, details: { way: provider } },
        ],
      });
    },
  );

  test("nobody is found by an address that Google has not verified", async () => {
    const { member } = await fresh();
    expect(await enter("google", google(member.email, "1", false))).toBeNull();
    expect(await stored()).toEqual(nothing);
  });

  test("nobody is found by the e-mail claim of a foreign tenant", async () => {
    const { admin } = await fresh();
    expect(await enter("microsoft", microsoft("mallory@evil.test", { email: admin.email }))).toBeNull();
    expect(await stored()).toEqual(nothing);
  });

  test("nobody unknown gets in, and nothing is stored of them", async () => {
    await fresh();
    expect(await enter("google", google("stranger@nowhere.test"))).toBeNull();
    expect(await enter("microsoft", microsoft("stranger@nowhere.test"))).toBeNull();
    expect(await stored()).toEqual(nothing);
  });

  test("nobody deactivated gets in", async () => {
    const { viewer } = await fresh();
    await change(viewer.id, "deactivated_at = now()");
    expect(await enter("google", google(viewer.email))).toBeNull();
    expect(await stored()).toEqual(nothing);
  });

  test("of several with the same address it is the oldest, whichever account it is in", async () => {
    const younger = await mintAccount(db, shift(now, 60_000));
    const older = await mintAccount(db, shift(now, -60_000));
    account = older;
    await change(older.viewer.id, `email = '${younger.admin.email}'`);
    expect(await enter("google", google(younger.admin.email))).toEqual({
      userId: older.viewer.id,
      accountId: older.accountId,
    });
    expect(await stored(younger)).toEqual(nothing);
  });

  test("two at once link once", async () => {
    const { member } = await fresh();
    const claims = google(member.email);
    const found = await Promise.all([enter("google", claims), enter("google", claims)]);
    expect(found.map((who) => who?.userId)).toEqual([member.id, member.id]);
    expect((await stored()).lines.filter((line) => line.action === "user.identity-linked")).toHaveLength(1);
  });
});

describe("from then on", () => {
  test("the account's key counts and the address no more: theirs may change, others may take it", async () => {
    const { member, viewer } = await fresh();
    const claims = google(member.email);
    await enter("google", claims);
    await change(member.id, `email = 'new-${member.email}'`);
    await change(viewer.id, `email = '${member.email}'`);
    expect(await enter("google", claims)).toMatchObject({ userId: member.id });
    expect(await enter("google", google("else@nowhere.test", claims.sub))).toMatchObject({
      userId: member.id,
    });
    expect(await enter("google", google(member.email, claims.sub, false))).toMatchObject({
      userId: member.id,
    });
  });

  test("an address that the provider gave to somebody else opens nothing", async () => {
    const { member } = await fresh();
    await enter("google", google(member.email));
    expect(await enter("google", google(member.email))).toBeNull();
    expect((await stored()).identities).toHaveLength(1);
  });

  test("one person may come in both ways", async () => {
    const { member } = await fresh();
    expect(await enter("google", google(member.email))).toMatchObject({ userId: member.id });
    expect(await enter("microsoft", microsoft(member.email))).toMatchObject({ userId: member.id });
  });

  test("who is deactivated stays out, and comes in again once they are back", async () => {
    const { member } = await fresh();
    const claims = microsoft(member.email);
    await enter("microsoft", claims);
    await change(member.id, "deactivated_at = now()");
    expect(await enter("microsoft", claims)).toBeNull();
    await change(member.id, "deactivated_at = null");
    expect(await enter("microsoft", claims)).toMatchObject({ userId: member.id });
  });

  test("a link is not seen from another account", async () => {
    const { member } = await fresh();
    await enter("google", google(member.email));
    expect((await stored(await mintAccount(db, now))).identities).toEqual([]);
  });
});

describe("too many tries", () => {
  test("five refusals pass and the sixth waits; a sign-in clears the count", async () => {
    const { member } = await fresh();
    const stranger = google("stranger@nowhere.test");
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push(await enter("google", stranger));
    expect(answers).toEqual([null, null, null, null, null, "too-many"]);
    expect(await enter("google", stranger, shift(now, 15 * 60_000))).toBeNull();
    const known = google(member.email);
    for (let i = 0; i < 7; i++) expect(await enter("google", known)).toMatchObject({ userId: member.id });
  });
});
