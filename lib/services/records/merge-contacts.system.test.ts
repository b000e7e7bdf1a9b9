import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { listAdditionalEmails, listMerged } from "@/db/queries/merged-contacts";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { mintAccount, type TestAccount } from "@/db/testing/factories";
import { AppError } from "@/lib/domain/errors";
import { type RecordKind, type RecordRef, recordPath } from "@/lib/domain/records/record";
import { createActivity } from "@/lib/services/activities/create-activity";
import { pinActivity } from "@/lib/services/activities/pin-activity";
import type { Ctx } from "@/lib/services/context";
import { testCtx } from "@/lib/services/testing/test-ctx";
import { getTimeline } from "@/lib/services/timeline/get-timeline";
import { associate } from "./associate";
import { createRecord } from "./create-record";
import { deleteRecord } from "./delete-record";
import { getRecord } from "./get-record";
import { mergeContacts } from "./merge-contacts";
import { searchRecords } from "./search-records";

const now = "2026-11-21T09:00:00.000Z";
let database: TestDatabase;
let db: Db;
let account: TestAccount;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  account = await mintAccount(db, now);
  ctx = testCtx(db, account.member, now);
});
afterAll(async () => {
  await db.$client.end({ timeout: 1 });
  await database.drop();
});

const create = async (kind: RecordKind, properties: Record<string, unknown>): Promise<RecordRef> =>
  (await createRecord(ctx, { kind, properties })).ref;
const contact = (firstName: string, more: Record<string, unknown> = {}) =>
  create("contact", { firstName, ...more });
const note = async (record: RecordRef, body: string): Promise<string> =>
  (await createActivity(ctx, { draft: { kind: "note", body }, records: [record] })).activityId;
const notesOn = async (record: RecordRef) => {
  const { pinned, entries } = await getTimeline(ctx, record, {});
  const bodies = entries.flatMap((entry) => (entry.kind === "note" ? [entry.body] : []));
  return { bodies: bodies.sort(), pinned: pinned?.kind === "note" ? pinned.body : null };
};
const refusal = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => Promise.reject(new Error("it was not refused")),
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(error)),
  );

describe("merging", () => {
  test("makes two contacts one, with what either has, and the old address beside the new one", async () => {
    const [north, south] = [await create("company", { name: "N" }), await create("company", { name: "S" })];
    const deal = await create("deal", { name: "Deal" });
    const stays = await contact("Ann", { email: "ann@new.example", lifecycleStage: "Lead" });
    const goes = await contact("Anna", {
      email: "ann@old.example",
      phone: "+48 1",
      lifecycleStage: "Customer",
    });
    await associate(ctx, { ref: stays, other: north });
    await associate(ctx, { ref: goes, other: south });
    await associate(ctx, { ref: goes, other: deal });
    await associate(ctx, { ref: goes, other: stays });
    expect(await mergeContacts(ctx, { primary: stays, secondary: goes })).toEqual({
      ref: stays,
      name: "Ann",
    });
    const detail = await getRecord(ctx, stays);
    expect(detail.properties).toMatchObject({
      email: "ann@new.example",
      phone: "+48 1",
      lifecycleStage: "Customer",
    });
    expect(detail.associations.company.map(({ id, primary }) => [id, primary])).toEqual([
      [north.id, true],
      [south.id, false],
    ]);
    expect(detail.associations.deal.map(({ id }) => id)).toEqual([deal.id]);
    expect(detail.associations.contact).toEqual([]);
    expect((await getRecord(ctx, south)).associations.contact.map(({ id }) => id)).toEqual([stays.id]);
    await expect(getRecord(ctx, goes)).rejects.toMatchObject({ code: "not-found" });
    const emails = await inAccount(db, ctx.accountId, (tx) =>
      listAdditionalEmails(tx, ctx.accountId, stays.id),
    );
    expect(emails).toEqual(["ann@old.example"]);
    const found = await searchRecords(ctx, { q: "ann@old.example", kind: "contact" });
    expect(found.map(({ id }) => id)).toEqual([stays.id]);
  });

  test("keeps what was logged on either, once where it was on both, and one pin", async () => {
    const [stays, goes] = [await contact("Ben"), await contact("Benny")];
    await note(stays, "of the one");
    const pinned = await note(goes, "of the other");
    const both = await note(goes, "of both");
    await inAccount(db, ctx.accountId, (tx) =>
      tx.execute(sql`
        insert into activity_records select account_id, ${stays.id}, activity_id, kind, at, open from activity_records
        where activity_id = ${both}`),
    );
    await pinActivity(ctx, { record: goes, activityId: pinned, pinned: true });
    await mergeContacts(ctx, { primary: stays, secondary: goes });
    const { bodies, pinned: pin } = await notesOn(stays);
    expect(bodies).toEqual(["of both", "of the one", "of the other"]);
    expect(pin).toBe("of the other");
  });

  test("the primary's own pin stays", async () => {
    const [stays, goes] = [await contact("Cem"), await contact("Cemal")];
    await pinActivity(ctx, { record: stays, activityId: await note(stays, "mine"), pinned: true });
    await pinActivity(ctx, { record: goes, activityId: await note(goes, "other"), pinned: true });
    await mergeContacts(ctx, { primary: stays, secondary: goes });
    expect((await notesOn(stays)).pinned).toBe("mine");
  });

  test("a primary without an address takes the other's, which stays unique", async () => {
    const [stays, goes] = [await contact("Dan"), await contact("Danny", { email: "dan@x.example" })];
    await mergeContacts(ctx, { primary: stays, secondary: goes });
    expect((await getRecord(ctx, stays)).properties.email).toBe("dan@x.example");
    const error = await refusal(contact("Third", { email: "dan@x.example" }));
    expect(error.link?.href).toBe(recordPath(stays));
  });
});

describe("merging again", () => {
  test("two presses, also at once, are one merge", async () => {
    const [primary, secondary] = [await contact("Eva"), await contact("Eve")];
    const answers = await Promise.all([1, 2, 3].map(() => mergeContacts(ctx, { primary, secondary })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await mergeContacts(ctx, { primary, secondary })).toEqual(answers[0]);
    const lines = await inAccount(db, ctx.accountId, (tx) =>
      tx.execute(
        sql`select 1 from audit_log where action = 'record.merged' and subject = ${`contact:${primary.id}`}`,
      ),
    );
    expect(lines).toHaveLength(1);
  });

  test("each into the other at once: one stays", async () => {
    const [one, other] = [await contact("Fay"), await contact("Faye")];
    const ends = await Promise.allSettled([
      mergeContacts(ctx, { primary: one, secondary: other }),
      mergeContacts(ctx, { primary: other, secondary: one }),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("what is merged already is refused with the way to what it became, and follows when that is merged too", async () => {
    const [a, b, c] = [await contact("Gil"), await contact("Gill"), await contact("Gilbert")];
    await mergeContacts(ctx, { primary: b, secondary: a });
    const late = await refusal(mergeContacts(ctx, { primary: c, secondary: a }));
    expect(late).toMatchObject({ code: "conflict", link: { href: recordPath(b), label: "Gill" } });
    await mergeContacts(ctx, { primary: c, secondary: b });
    const later = await refusal(mergeContacts(ctx, { primary: a, secondary: c }));
    expect(later.link?.href).toBe(recordPath(c));
    const merged = await inAccount(db, ctx.accountId, (tx) => listMerged(tx, ctx.accountId, [a.id, b.id]));
    expect(merged.map(({ into }) => into.id)).toEqual([c.id, c.id]);
    await deleteRecord(ctx, { ref: c });
    expect(await refusal(mergeContacts(ctx, { primary: a, secondary: b }))).toMatchObject({
      code: "not-found",
    });
  });

  test("nonsense, companies, viewers and other accounts are refused", async () => {
    const [one, other] = [await contact("Hal"), await contact("Hale")];
    const company = await create("company", { name: "Firm" });
    const codes = [
      await refusal(mergeContacts(ctx, { primary: one, secondary: one })),
      await refusal(mergeContacts(ctx, { primary: one, secondary: company })),
      await refusal(mergeContacts(testCtx(db, account.viewer, now), { primary: one, secondary: other })),
      await refusal(
        mergeContacts(testCtx(db, (await mintAccount(db, now)).admin, now), {
          primary: one,
          secondary: other,
        }),
      ),
    ].map(({ code }) => code);
    expect(codes).toEqual(["invalid", "invalid", "forbidden", "not-found"]);
  });
});
