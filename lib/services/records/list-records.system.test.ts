import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { insertRecord } from "@/db/queries/records";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { mintAccount } from "@/db/testing/factories";
import { newId } from "@/lib/crypto";
import { indexColumns } from "@/lib/domain/records/properties";
import { type RecordKind, type RecordPage, recordKinds } from "@/lib/domain/records/record";
import { shift } from "@/lib/domain/time/instant";
import { createActivity } from "@/lib/services/activities/create-activity";
import { testCtx } from "@/lib/services/testing/test-ctx";
import type { Ctx } from "../context";
import { createRecord } from "./create-record";
import { listRecords } from "./list-records";

const now = "2026-11-21T09:00:00.000Z";
let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.$client.end({ timeout: 1 });
  await database.drop();
});

async function freshCtx(): Promise<{ ctx: Ctx; stageId: string; pipelineId: string }> {
  const account = await mintAccount(db, now);
  const pipeline = account.sales;
  return {
    ctx: testCtx(db, account.member, now),
    stageId: pipeline.stages[0]?.id ?? "",
    pipelineId: pipeline.id,
  };
}

type Row = { name: string; day: number; value: string | null; amount: number | null };

const rows = fc.array(
  fc.record({
    name: fc.constantFrom("Ana", "ana", "Bo", "Çelik", "陳", "Zoë", "100%"),
    day: fc.integer({ min: 0, max: 4 }),
    value: fc.option(fc.constantFrom("New", "Open", "Connected"), { nil: null }),
    amount: fc.option(fc.constantFrom(0, 9.5, 10, 1_000), { nil: null }),
  }),
  { maxLength: 130 },
);

async function store(where: Awaited<ReturnType<typeof freshCtx>>, kind: RecordKind, all: readonly Row[]) {
  const { ctx, stageId, pipelineId } = where;
  await inAccount(db, ctx.accountId, async (tx) => {
    for (const { name, day, value, amount } of all) {
      const at = shift(now, -day * 86_400_000);
      const details =
        kind === "contact"
          ? { leadStatus: value, firstName: name }
          : { pipelineId, stageId, amount, stageEnteredAt: at, closeDate: value && "2026-12-01" };
      await insertRecord(tx, ctx.accountId, { kind, id: newId() }, { name, ownerId: null, details }, at);
    }
  });
}

async function walk(ctx: Ctx, asked: Omit<Parameters<typeof listRecords>[1], "cursor">) {
  const forward: RecordPage[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRecords(ctx, { ...asked, cursor });
    forward.push(page);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  const backward: RecordPage[] = forward.slice(-1);
  while (backward[0]?.previousCursor) {
    backward.unshift(await listRecords(ctx, { ...asked, cursor: backward[0].previousCursor }));
  }
  const ids = (pages: RecordPage[]) => pages.flatMap((page) => page.rows.map(({ id }) => id));
  return { forward, ids: ids(forward), back: ids(backward) };
}

const orders: { kind: "contact" | "deal"; sort: string; sorted: string }[] = [
  { kind: "contact", sort: "name", sorted: "lower(r.name)" },
  { kind: "contact", sort: "createdAt", sorted: "r.created_at" },
  {
    kind: "contact",
    sort: "leadStatus",
    sorted: "array_position(array['New','Open','Connected'], c.lead_status)",
  },
  { kind: "deal", sort: "amount", sorted: "d.amount" },
  { kind: "deal", sort: "closeDate", sorted: "d.close_date" },
];

describe("keyset paging", () => {
  test.each(orders)(
    "$kind by $sort: pages are the whole sorted list, both ways",
    async ({ kind, sort, sorted }) => {
      await fc.assert(
        fc.asyncProperty(rows, fc.constantFrom("asc" as const, "desc" as const), async (all, direction) => {
          const where = await freshCtx();
          await store(where, kind, all);
          const whole = await inAccount(db, where.ctx.accountId, (tx) =>
            tx.execute<{ id: string }>(sql`
            select r.id from records r
            left join contacts c using (account_id, id) left join deals d using (account_id, id)
            where r.kind = ${kind}
            order by ${sql.raw(`${sorted} ${direction} nulls last, r.id ${direction}`)}`),
          );
          const { forward, ids, back } = await walk(where.ctx, { kind, sort, direction });
          expect(ids).toEqual(whole.map(({ id }) => id));
          expect(back).toEqual(ids);
          expect(forward[0]?.total).toBe(all.length);
          expect(forward[0]?.previousCursor).toBeNull();
        }),
        { numRuns: 8 },
      );
    },
  );

  test("made-up cursors and unknown columns begin at the start, by name", async () => {
    const where = await freshCtx();
    await store(where, "contact", [{ name: "Ana", day: 0, value: null, amount: null }]);
    const strange = [
      "x",
      "eyJzIjoibmFtZSJ9",
      Buffer.from('{"s":"createdAt","d":"asc","k":"2026-02-31T00:00:00.000Z","i":"x","t":"next"}').toString(
        "base64url",
      ),
    ];
    for (const cursor of strange) {
      const page = await listRecords(where.ctx, { kind: "contact", sort: "password", cursor });
      expect(page.rows.map(({ name }) => name)).toEqual(["Ana"]);
    }
  });

  test("every column that says it can be sorted by can be", async () => {
    const { ctx } = await freshCtx();
    for (const kind of recordKinds) {
      for (const { name, sortable } of indexColumns[kind]) {
        if (!sortable) continue;
        for (const direction of ["asc", "desc"] as const)
          expect((await listRecords(ctx, { kind, sort: name, direction })).rows).toEqual([]);
      }
    }
  });
});

test("a row shows its owner, company, cells and the meetings around now", async () => {
  const { ctx } = await freshCtx();
  const { id } = ctx.actor.kind === "user" ? ctx.actor.user : { id: "" };
  await createRecord(ctx, {
    kind: "company",
    properties: { name: "Northwind", domain: "northwind.example" },
  });
  const amara = { email: "amara@northwind.example", firstName: "Amara", leadStatus: "Open", ownerId: id };
  const { ref } = await createRecord(ctx, { kind: "contact", properties: amara });
  await createActivity(ctx, { draft: { kind: "note", body: "not a meeting" }, records: [ref] });
  for (const [days, outcome] of [
    [-9, "Completed"],
    [-2, "Completed"],
    [-1, "Canceled"],
    [1, "Canceled"],
    [3, "Scheduled"],
    [8, "Scheduled"],
  ] as const) {
    const at = shift(now, days * 86_400_000);
    await inAccount(db, ctx.accountId, async (tx) => {
      const meeting = newId();
      await tx.execute(sql`insert into activities (account_id, id, kind, at, title, created_at, updated_at)
        values (${ctx.accountId}, ${meeting}, 'meeting', ${at}, 'M', ${now}, ${now})`);
      await tx.execute(sql`insert into meetings (account_id, id, start_at, end_at, zone, location_kind, outcome, source, push)
        values (${ctx.accountId}, ${meeting}, ${at}, ${shift(at, 60_000)}, 'UTC', 'none', ${outcome}, 'crm', 'local')`);
      await tx.execute(sql`insert into activity_records (account_id, record_id, activity_id, kind, at, open)
        values (${ctx.accountId}, ${ref.id}, ${meeting}, 'meeting', ${at}, false)`);
    });
  }
  expect((await listRecords(ctx, { kind: "contact", q: "amara NORTHWIND" })).rows).toMatchObject([
    {
      id: ref.id,
      name: "Amara",
      owner: { id },
      cells: { email: "amara@northwind.example", leadStatus: "Open", createdAt: now },
      company: { name: "Northwind", detail: "northwind.example" },
      lastMeetingAt: shift(now, -2 * 86_400_000),
      nextMeetingAt: shift(now, 3 * 86_400_000),
    },
  ]);
  expect((await listRecords(ctx, { kind: "contact", q: "amara nowhere" })).total).toBe(0);
});
