import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { loadSyncRules } from "@/db/queries/sync-rules";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { newId } from "@/lib/crypto";
import type { SessionUser } from "@/lib/domain/accounts/user";
import { insertAccount, insertUser } from "../testing/story";
import { testCtx } from "../testing/test-ctx";
import { addDomain, addGroup, allowDomain, denyDomain, removeDomain, removeGroup } from "./change-lists";
import { getSyncRules } from "./get-sync-rules";
import { getCalendarPreferences, setAllDayEvents, setEveryOccurrence } from "./preferences";

const now = "2026-11-21T09:00:00.000Z";
const accountId = newId();
let database: TestDatabase;
let db: Db;
let ada: SessionUser;
let max: SessionUser;
let vic: SessionUser;
let other: SessionUser;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  const elsewhere = newId();
  await inAccount(db, accountId, async (tx) => {
    await insertAccount(tx, accountId, "acme.test");
    ada = await insertUser(tx, accountId, { name: "Ada Low", email: "ada@acme.test", role: "admin" });
    max = await insertUser(tx, accountId, { name: "Max", email: "max@acme.test", role: "member" });
    vic = await insertUser(tx, accountId, { name: "Vic", email: "vic@acme.test", role: "viewer" });
  });
  await inAccount(db, elsewhere, async (tx) => {
    await insertAccount(tx, elsewhere, "beta.test");
    other = await insertUser(tx, elsewhere, { name: "Oz", email: "oz@beta.test", role: "admin" });
  });
});
afterAll(async () => {
  await db.$client.end();
  await database.drop();
});

const as = (user: SessionUser) => testCtx(db, user, now);
const byAda = { addedBy: "Ada Low", addedAt: now };
const rulesOf = (user: SessionUser) =>
  inAccount(db, user.accountId, (tx) => loadSyncRules(tx, user.accountId, user.id));
const audited = () =>
  inAccount(db, accountId, async (tx) => [
    ...(await tx.execute<{ line: string }>(sql`
      select concat_ws(' ', l.action, l.subject, u.name) as line from audit_log l
      join users u on u.account_id = l.account_id and u.id = l.user_id
      where l.account_id = ${accountId}`)),
  ]).then((rows) => rows.map(({ line }) => line).sort());

describe("the account's lists", () => {
  it("take what administrators add and tell who added it and when, to everybody in the account alone", async () => {
    await addDomain(as(ada), { domain: "acme-shop.test" });
    await denyDomain(as(ada), { domain: "rival.test" });
    expect(await addGroup(as(ada), { email: "team@client.test" })).toMatchObject({ mayChange: true });
    const lists = {
      own: [
        { value: "acme.test", kind: "main", addedBy: null, addedAt: null },
        { value: "acme-shop.test", kind: "connected", ...byAda },
      ],
      denied: [{ value: "rival.test", ...byAda }],
      groups: [{ value: "team@client.test", ...byAda }],
    };
    expect(await getSyncRules(as(max))).toMatchObject({
      ...lists,
      mayChange: false,
      admins: [{ name: "Ada Low" }],
    });
    expect(await getSyncRules(as(other))).toMatchObject({
      own: [{ value: "beta.test" }],
      denied: [],
      groups: [],
    });
    expect(await rulesOf(max)).toEqual({
      allDayEvents: false,
      everyOccurrence: false,
      groupAddresses: ["team@client.test"],
      deniedDomains: ["rival.test"],
    });
  });

  it("refuse in one sentence what is there already, what changes nothing and what is gone", async () => {
    const told = (promise: Promise<unknown>) => promise.then(String, (error: Error) => error.message);
    expect(await told(addDomain(as(ada), { domain: "acme.test" }))).toBe(
      "acme.test is one of your domains already.",
    );
    expect(await told(denyDomain(as(ada), { domain: "acme-shop.test" }))).toBe(
      "acme-shop.test is one of your own domains, so addresses there are never logged as it is.",
    );
    expect(await told(denyDomain(as(ada), { domain: "group.calendar.google.com" }))).toBe(
      "group.calendar.google.com is on the system's list already.",
    );
    expect(await told(denyDomain(as(ada), { domain: "rival.test" }))).toBe(
      "rival.test is on the list already.",
    );
    expect(await told(addGroup(as(ada), { email: "team@client.test" }))).toBe(
      "team@client.test is on the list already.",
    );
    expect(await told(allowDomain(as(ada), { domain: "gone.test" }))).toBe(
      "gone.test is not on the list any more.",
    );
    expect(await told(removeDomain(as(ada), { domain: "acme.test" }))).toBe(
      "acme.test is your main domain and stays: without it, colleagues would be taken for contacts.",
    );
  });

  it("are changed by administrators alone", async () => {
    const domain = "new.test";
    for (const user of [max, vic]) {
      const tries = [
        addDomain(as(user), { domain }),
        denyDomain(as(user), { domain }),
        addGroup(as(user), { email: "all@new.test" }),
        removeDomain(as(user), { domain: "acme-shop.test" }),
        allowDomain(as(user), { domain: "rival.test" }),
        removeGroup(as(user), { email: "team@client.test" }),
      ];
      for (const each of tries) await expect(each).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(allowDomain(as(other), { domain: "rival.test" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("lose what administrators take off, and the audit log has every change and no refusal", async () => {
    await removeDomain(as(ada), { domain: "acme-shop.test" });
    await allowDomain(as(ada), { domain: "rival.test" });
    expect(await removeGroup(as(ada), { email: "team@client.test" })).toMatchObject({
      own: [{ value: "acme.test" }],
      denied: [],
      groups: [],
    });
    expect(await audited()).toEqual([
      "sync-rules.domain-added acme-shop.test Ada Low",
      "sync-rules.domain-allowed rival.test Ada Low",
      "sync-rules.domain-denied rival.test Ada Low",
      "sync-rules.domain-removed acme-shop.test Ada Low",
      "sync-rules.group-added team@client.test Ada Low",
      "sync-rules.group-removed team@client.test Ada Low",
    ]);
  });
});

describe("a person's switches", () => {
  it("are their own, stand without a calendar, and are written down once per turn", async () => {
    expect(await getCalendarPreferences(as(max))).toEqual({ allDayEvents: false, everyOccurrence: false });
    await setAllDayEvents(as(max), { allDayEvents: true });
    await setAllDayEvents(as(max), { allDayEvents: true });
    expect(await setEveryOccurrence(as(max), { everyOccurrence: true })).toEqual({
      allDayEvents: true,
      everyOccurrence: true,
    });
    expect(await setAllDayEvents(as(max), { allDayEvents: false })).toEqual({
      allDayEvents: false,
      everyOccurrence: true,
    });
    expect(await getCalendarPreferences(as(ada))).toEqual({ allDayEvents: false, everyOccurrence: false });
    expect((await audited()).filter((line) => line.startsWith("calendar."))).toEqual([
      "calendar.all-day-off Max",
      "calendar.all-day-on Max",
      "calendar.occurrences-on Max",
    ]);
  });
});
