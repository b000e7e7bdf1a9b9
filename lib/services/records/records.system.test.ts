import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { mintAccount, type TestAccount } from "@/db/testing/factories";
import { AppError } from "@/lib/domain/errors";
import type { RecordKind, RecordRef } from "@/lib/domain/records/record";
import type { Ctx } from "@/lib/services/context";
import { testCtx } from "@/lib/services/testing/test-ctx";
import { associate } from "./associate";
import { createRecord } from "./create-record";
import { deleteRecord } from "./delete-record";
import { dissociate } from "./dissociate";
import { getRecord } from "./get-record";
import { searchPeople } from "./search-people";
import { searchRecords } from "./search-records";
import { updateRecord } from "./update-record";

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

const refusal = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => Promise.reject(new Error("it was not refused")),
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(error)),
  );

describe("creating", () => {
  test("names a contact, gives it a lifecycle stage and finds its company by e-mail domain", async () => {
    const company = await create("company", {
      name: "Northwind",
      domain: "Northwind.example",
      employees: "240",
    });
    const contact = await create("contact", {
      email: "Amara@Northwind.example",
      firstName: "Amara",
      lastName: "Lindqvist",
      jobTitle: "Head of Procurement",
    });
    const detail = await getRecord(ctx, contact);
    expect(detail).toMatchObject({
      name: "Amara Lindqvist",
      subtitle: "Head of Procurement, Northwind",
      properties: { email: "amara@northwind.example", lifecycleStage: "Lead" },
    });
    expect(detail.associations.company).toEqual([
      { ...company, name: "Northwind", detail: "northwind.example · 240 people", primary: true },
    ]);
    expect((await getRecord(ctx, company)).associations.contact[0]).toMatchObject(contact);
  });

  test("does not take a free mail provider for an employer", async () => {
    await create("company", { name: "Mail people", domain: "gmail.com" });
    const contact = await create("contact", { email: "someone@gmail.com" });
    expect((await getRecord(ctx, contact)).associations.company).toEqual([]);
  });

  test("refuses an address that exists, in any case, and shows the way to its contact", async () => {
    const contact = await create("contact", { email: "taken@orbit.example", firstName: "First" });
    const error = await refusal(create("contact", { email: "TAKEN@Orbit.example" }));
    expect(error.code).toBe("conflict");
    expect(Object.keys(error.fields ?? {})).toEqual(["email"]);
    expect(error.link).toEqual({ href: `/contacts/${contact.id}`, label: "First" });
  });

  test("lets one of two who create the same contact at once win, and points the other to it", async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, () => create("contact", { email: "race@orbit.example" })),
    );
    const won = tries.filter((one) => one.status === "fulfilled");
    const lost = tries.filter((one) => one.status === "rejected").map((one) => one.reason as AppError);
    expect(won).toHaveLength(1);
    for (const error of lost) {
      expect(error).toMatchObject({ code: "conflict", link: { href: `/contacts/${won[0]?.value.id}` } });
    }
  });

  test("says which fields are wrong", async () => {
    const error = await refusal(create("contact", { email: "nobody", websiteUrl: "javascript:alert(1)" }));
    expect(error.code).toBe("invalid");
    expect(Object.keys(error.fields ?? {}).sort()).toEqual(["email", "websiteUrl"]);
  });

  test("refuses people who may only read", async () => {
    const viewer = testCtx(db, account.viewer, now);
    const error = await refusal(createRecord(viewer, { kind: "company", properties: { name: "No" } }));
    expect(error.code).toBe("forbidden");
  });
});

describe("deals and tickets", () => {
  const stage = (name: string) =>
    [...account.sales.stages, ...account.support.stages].find((one) => one.name === name)?.id;

  test("a deal closes at the end of the month unless it is said when", async () => {
    const deal = await create("deal", { name: "Renewal", pipelineId: account.sales.id, amount: "84000" });
    expect((await getRecord(ctx, deal)).properties).toMatchObject({
      stageId: stage("Appointment scheduled"),
      closeDate: "2026-11-30",
      amount: 84_000,
    });
  });

  test("won and lost set the close date, another open stage does not", async () => {
    const deal = await create("deal", {
      name: "Moves",
      stageId: stage("Contract sent"),
      closeDate: "2027-02-01",
    });
    const move = async (name: string) =>
      (await updateRecord(ctx, { ref: deal, properties: { stageId: stage(name) } })).properties.closeDate;
    expect(await move("Qualified to buy")).toBe("2027-02-01");
    expect(await move("Closed won")).toBe("2026-11-21");
  });

  test("closing a ticket stamps it, reopening clears the stamp", async () => {
    const ticket = await create("ticket", { name: "SSO certificate expired" });
    const move = (name: string) => updateRecord(ctx, { ref: ticket, properties: { stageId: stage(name) } });
    expect((await move("Closed")).properties.closedAt).toBe(now);
    expect((await move("Waiting on us")).properties.closedAt).toBeNull();
  });

  test("refuses a stage of another pipeline", async () => {
    const deal = await create("deal", { name: "Strays" });
    const error = await refusal(updateRecord(ctx, { ref: deal, properties: { stageId: stage("New") } }));
    expect(error.fields).toHaveProperty("stageId");
  });
});

describe("editing", () => {
  test("keeps name and search in step, accents or not", async () => {
    const contact = await create("contact", { email: "zoe@search.example", firstName: "Zoe" });
    const edit = { firstName: "Zoë", lastName: "Núñez" };
    expect((await updateRecord(ctx, { ref: contact, properties: edit })).name).toBe("Zoë Núñez");
    expect((await searchRecords(ctx, { q: "nunez zoë" })).map(({ id }) => id)).toEqual([contact.id]);
    expect((await searchPeople(ctx, "nunez")).map(({ contactId }) => contactId)).toEqual([contact.id]);
  });

  test("a company's new name finds its contacts", async () => {
    const company = await create("company", { name: "Old name", domain: "renamed.example" });
    const contact = await create("contact", { email: "a@renamed.example" });
    await updateRecord(ctx, { ref: company, properties: { name: "Brightside" } });
    const found = await searchRecords(ctx, { q: "brightside", kind: "contact" });
    expect(found.map(({ id }) => id)).toEqual([contact.id]);
  });

  test("refuses another contact's address and changes nothing", async () => {
    const first = await create("contact", { email: "first@edit.example" });
    const second = await create("contact", { email: "second@edit.example", firstName: "Second" });
    const error = await refusal(
      updateRecord(ctx, { ref: second, properties: { email: "First@edit.example", firstName: "Changed" } }),
    );
    expect(error).toMatchObject({ code: "conflict", link: { href: `/contacts/${first.id}` } });
    expect((await getRecord(ctx, second)).name).toBe("Second");
  });

  test("refuses to leave a contact without name and address", async () => {
    const contact = await create("contact", { email: "only@edit.example" });
    const error = await refusal(updateRecord(ctx, { ref: contact, properties: { email: "" } }));
    expect(error.fields).toHaveProperty("email");
  });

  test("finds % and _ as themselves", async () => {
    const odd = await create("company", { name: "100%_wool" });
    await create("company", { name: "100 XX wool" });
    expect((await searchRecords(ctx, { q: "0%_w" })).map(({ id }) => id)).toEqual([odd.id]);
  });
});

describe("associations", () => {
  test("the first company is primary; when it goes, the oldest that remains is", async () => {
    const contact = await create("contact", { firstName: "Primary", lastName: "Test" });
    const companies = [];
    for (const name of ["One", "Two", "Three"])
      companies.push(await create("company", { name: `${name} & Co` }));
    for (const [i, other] of companies.entries()) {
      const later = testCtx(db, account.member, new Date(Date.parse(now) + i * 1_000).toISOString());
      await associate(later, { ref: other, other: contact });
    }
    const primary = async () =>
      (await getRecord(ctx, contact)).associations.company
        .filter((one) => one.primary)
        .map(({ name }) => name);
    expect(await primary()).toEqual(["One & Co"]);
    await dissociate(ctx, { ref: contact, other: companies[0] as RecordRef });
    expect(await primary()).toEqual(["Two & Co"]);
    await deleteRecord(ctx, { ref: companies[1] as RecordRef });
    expect(await primary()).toEqual(["Three & Co"]);
  });

  test("two companies added at once: one is primary", async () => {
    const contact = await create("contact", { firstName: "Pair" });
    const pair = [await create("company", { name: "Left" }), await create("company", { name: "Right" })];
    await Promise.all(pair.map((other) => associate(ctx, { ref: contact, other })));
    const { company } = (await getRecord(ctx, contact)).associations;
    expect(company.map(({ primary }) => primary).sort()).toEqual([false, true]);
  });

  test("another account's record is not there", async () => {
    const stranger = testCtx(db, (await mintAccount(db, now)).member, now);
    const theirs = (await createRecord(stranger, { kind: "company", properties: { name: "Theirs" } })).ref;
    const mine = await create("company", { name: "Mine" });
    expect((await refusal(getRecord(ctx, theirs))).code).toBe("not-found");
    expect((await refusal(associate(ctx, { ref: mine, other: theirs }))).code).toBe("not-found");
    expect((await refusal(updateRecord(ctx, { ref: theirs, properties: { name: "x" } }))).code).toBe(
      "not-found",
    );
    expect((await refusal(deleteRecord(ctx, { ref: theirs }))).code).toBe("not-found");
    expect((await refusal(getRecord(ctx, { kind: "contact", id: "no-id" }))).code).toBe("not-found");
  });
});

test("creating and deleting are in the audit log, which nobody can rewrite", async () => {
  const ref = await create("company", { name: "Audited" });
  await deleteRecord(ctx, { ref });
  const lines = await inAccount(db, account.accountId, (tx) =>
    tx.execute(
      sql`select action, user_id from audit_log where subject = ${`company:${ref.id}`} order by action`,
    ),
  );
  expect([...lines]).toEqual([
    { action: "record.created", user_id: account.member.id },
    { action: "record.deleted", user_id: account.member.id },
  ]);
  const erase = inAccount(db, account.accountId, (tx) => tx.execute(sql`delete from audit_log`));
  await expect(erase).rejects.toThrow();
});
