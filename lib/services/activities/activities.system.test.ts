import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, openDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { mintAccount, type TestAccount } from "@/db/testing/factories";
import type { RecordKind, RecordRef } from "@/lib/domain/records/record";
import { shift } from "@/lib/domain/time/instant";
import type { TimelineEntry } from "@/lib/domain/timeline/entry";
import type { ActivityDraft } from "@/lib/domain/timeline/inputs";
import type { Ctx } from "@/lib/services/context";
import { createRecord } from "@/lib/services/records/create-record";
import { deleteRecord } from "@/lib/services/records/delete-record";
import { testCtx } from "@/lib/services/testing/test-ctx";
import { getTimeline } from "@/lib/services/timeline/get-timeline";
import { completeTask } from "./complete-task";
import { createActivity } from "./create-activity";
import { deleteActivity } from "./delete-activity";
import { pinActivity } from "./pin-activity";
import { updateActivity } from "./update-activity";

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

const create = async (
  kind: RecordKind,
  properties: Record<string, unknown>,
  associateWith?: RecordRef,
): Promise<RecordRef> => (await createRecord(ctx, { kind, properties, associateWith })).ref;
const note = (body: string): ActivityDraft => ({ kind: "note", body });
const task: ActivityDraft = {
  kind: "task",
  title: "Send the contract",
  body: "",
  at: shift(now, 86_400_000),
  type: "To-do",
  priority: "High",
};
const log = async (draft: ActivityDraft, ...records: RecordRef[]): Promise<string> =>
  (await createActivity(ctx, { draft, records })).activityId;

async function entriesOf(ref: RecordRef): Promise<TimelineEntry[]> {
  const page = await getTimeline(ctx, ref, {});
  return [...page.upcoming, ...page.entries];
}

describe("logging", () => {
  test("a contact's note is also on its primary company and its five latest open deals (R3)", async () => {
    const company = await create("company", { name: "Northwind", domain: "northwind.example" });
    const contact = await create("contact", { email: "amara@northwind.example", firstName: "Amara" });
    const deals: RecordRef[] = [];
    for (let i = 0; i < 7; i++) {
      const later = testCtx(db, account.member, shift(now, i * 1_000));
      const made = { kind: "deal" as const, properties: { name: `Deal ${i}` }, associateWith: contact };
      deals.push((await createRecord(later, made)).ref);
    }
    const won = account.sales.stages.find((stage) => stage.closed === "won");
    const closed = await create("deal", { name: "Won", stageId: won?.id }, contact);
    const ticket = await create("ticket", { name: "A ticket" }, contact);
    const id = await log(note("Budget owner moved."), contact);
    const [entry] = await entriesOf(contact);
    expect(entry).toMatchObject({ id, title: "Note by Test member", body: "Budget owner moved." });
    const expected = [contact, company, ...deals.slice(2)].map((ref) => ref.id);
    expect(entry?.records.map((link) => link.id).sort()).toEqual(expected.sort());
    expect(await entriesOf(closed)).toEqual([]);
    expect(await entriesOf(ticket)).toEqual([]);
  });

  test("a call is named after the contact and keeps what was said of it", async () => {
    const contact = await create("contact", { firstName: "Jon", lastName: "Bell" });
    const draft: ActivityDraft = {
      kind: "call",
      body: "<b>no</b> مرحبا 🎉",
      at: "2026-11-18T10:12:00+01:00",
      outcome: "Connected",
      direction: "Outbound",
      durationMinutes: 6,
    };
    await log(draft, contact);
    expect((await entriesOf(contact))[0]).toMatchObject({
      kind: "call",
      title: "Call with Jon",
      at: "2026-11-18T09:12:00.000Z",
      body: "<b>no</b> مرحبا 🎉",
      outcome: "Connected",
      durationMinutes: 6,
    });
  });

  test("is refused on a record that is gone, and to readers", async () => {
    const gone = await create("company", { name: "Gone" });
    await deleteRecord(ctx, { ref: gone });
    await expect(log(note("x"), gone)).rejects.toMatchObject({ code: "not-found" });
    const viewer = testCtx(db, account.viewer, now);
    const company = await create("company", { name: "Read only" });
    const refused = createActivity(viewer, { draft: note("x"), records: [company] });
    await expect(refused).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("changing", () => {
  test("a note keeps its place and name", async () => {
    const company = await create("company", { name: "Edited" });
    const id = await log(note("first"), company);
    const later = testCtx(db, account.admin, shift(now, 3_600_000));
    await updateActivity(later, { activityId: id, draft: note("second") });
    const [entry] = await entriesOf(company);
    expect(entry).toMatchObject({
      body: "second",
      at: now,
      title: "Note by Test member",
      updatedAt: later.now(),
    });
  });

  test("a task leaves Upcoming when it is done, and comes back", async () => {
    const company = await create("company", { name: "Tasks" });
    const activityId = await log(task, company);
    expect((await getTimeline(ctx, company, {})).upcoming).toHaveLength(1);
    await completeTask(ctx, { activityId, completed: true });
    const done = await getTimeline(ctx, company, {});
    expect(done.upcoming).toEqual([]);
    expect(done.entries).toMatchObject([{ id: activityId, completedAt: now }]);
    await completeTask(ctx, { activityId, completed: false });
    expect((await getTimeline(ctx, company, {})).upcoming).toMatchObject([
      { id: activityId, completedAt: null },
    ]);
  });

  test("one pin per record; pinning another replaces it, also when two pin at once", async () => {
    const [company, other] = [
      await create("company", { name: "Pins" }),
      await create("company", { name: "Other" }),
    ];
    const ids = [
      await log(note("1"), company, other),
      await log(note("2"), company),
      await log(task, company),
    ];
    for (const activityId of ids) await pinActivity(ctx, { activityId, record: company, pinned: true });
    expect((await getTimeline(ctx, company, {})).pinned?.id).toBe(ids[2]);
    await Promise.all(
      ids.map((activityId) => pinActivity(ctx, { activityId, record: company, pinned: true })),
    );
    const pinned = (await getTimeline(ctx, company, {})).pinned;
    expect(ids).toContain(pinned?.id);
    expect((await getTimeline(ctx, other, {})).pinned).toBeNull();
    await pinActivity(ctx, { activityId: pinned?.id ?? "", record: company, pinned: false });
    expect((await getTimeline(ctx, company, {})).pinned).toBeNull();
  });

  test("another account finds nothing to change", async () => {
    const company = await create("company", { name: "Private" });
    const activityId = await log(note("secret"), company);
    const stranger = testCtx(db, (await mintAccount(db, now)).admin, now);
    const tries = [
      () => deleteActivity(stranger, { activityId }),
      () => updateActivity(stranger, { activityId, draft: note("x") }),
      () => pinActivity(stranger, { activityId, record: company, pinned: true }),
      () => completeTask(stranger, { activityId, completed: true }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "not-found" });
    expect(await entriesOf(company)).toHaveLength(1);
  });
});

test("deleting a record leaves what is on others and removes what was on it alone", async () => {
  const [gone, stays] = [
    await create("company", { name: "Goes" }),
    await create("company", { name: "Stays" }),
  ];
  const shared = await log(note("shared"), gone, stays);
  const alone = await log(note("alone"), gone);
  await deleteRecord(ctx, { ref: gone });
  expect((await entriesOf(stays)).map(({ id }) => id)).toEqual([shared]);
  await expect(deleteActivity(ctx, { activityId: alone })).rejects.toMatchObject({ code: "not-found" });
  await deleteActivity(ctx, { activityId: shared });
  expect(await entriesOf(stays)).toEqual([]);
});

test("two records deleted at once leave no activity behind", async () => {
  const pair = [await create("company", { name: "Left" }), await create("company", { name: "Right" })];
  const activityId = await log(note("on both"), ...pair);
  await Promise.all(pair.map((ref) => deleteRecord(ctx, { ref })));
  await expect(deleteActivity(ctx, { activityId })).rejects.toMatchObject({ code: "not-found" });
});
