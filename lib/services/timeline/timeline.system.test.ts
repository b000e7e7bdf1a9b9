import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, inAccount, openDatabase } from "@/db/client";
import { insertActivity } from "@/db/queries/activities";
import { activityRecords } from "@/db/schema/activities";
import { attendees, meetings } from "@/db/schema/meetings";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { mintAccount, type TestAccount } from "@/db/testing/factories";
import { newId } from "@/lib/crypto";
import type { RecordRef } from "@/lib/domain/records/record";
import { type Instant, shift } from "@/lib/domain/time/instant";
import { type ActivityKind, type TimelinePage, upcomingSteps } from "@/lib/domain/timeline/entry";
import type { Ctx } from "@/lib/services/context";
import { createRecord } from "@/lib/services/records/create-record";
import { testCtx } from "@/lib/services/testing/test-ctx";
import { getTimeline } from "./get-timeline";

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

let serial = 0;
async function aContact(): Promise<RecordRef> {
  serial += 1;
  const properties = { email: `guest${serial}@timeline.example`, firstName: `Guest ${serial}` };
  return (await createRecord(ctx, { kind: "contact", properties })).ref;
}

type Given = { kind: ActivityKind; at: Instant; open?: boolean; title?: string; body?: string };

async function log(on: readonly RecordRef[], given: Given): Promise<string> {
  const id = newId(Date.parse(given.at));
  const fields = {
    at: given.at,
    title: given.title ?? given.kind,
    body: given.body ?? "",
    open: given.open ?? false,
    completedAt: null,
    taskType: null,
    taskPriority: null,
    callOutcome: null,
    callDirection: null,
    durationMinutes: null,
  };
  const ids = on.map((ref) => ref.id);
  await inAccount(db, account.accountId, (tx) =>
    insertActivity(
      tx,
      account.accountId,
      { id, kind: given.kind, authorId: account.member.id, fields, now },
      ids,
    ),
  );
  return id;
}

async function readAll(
  ref: RecordRef,
  asked: { kinds?: ActivityKind[]; q?: string } = {},
): Promise<TimelinePage[]> {
  const pages: TimelinePage[] = [];
  let cursor: string | null = null;
  do {
    const page: TimelinePage = await getTimeline(ctx, ref, { ...asked, cursor: cursor ?? undefined });
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
}

describe("paging", () => {
  test("pages put together are the whole past, newest first, whatever ties and kinds there are", async () => {
    const place = fc.record({
      kind: fc.constantFrom<ActivityKind>("note", "call", "email", "task"),
      // Few distinct moments, so that pages end in the middle of a tie.
      hoursAgo: fc.integer({ min: 0, max: 6 }),
    });
    const asked = fc.constantFrom<ActivityKind[]>([], ["note"], ["call", "task"], ["note", "call", "email"]);
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 70 }), asked, async (places, kinds) => {
        const ref = await aContact();
        const ids = new Map<string, { id: string; at: Instant; kind: ActivityKind }>();
        for (const { kind, hoursAgo } of places) {
          const at = shift(now, -hoursAgo * 3_600_000);
          const id = await log([ref], { kind, at });
          ids.set(id, { id, at, kind });
        }
        const expected = [...ids.values()]
          .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
          .sort((a, b) => (`${a.at}${a.id}` < `${b.at}${b.id}` ? 1 : -1))
          .map(({ id }) => id);
        const pages = await readAll(ref, { kinds });
        expect(pages.flatMap((page) => page.entries.map(({ id }) => id))).toEqual(expected);
        for (const page of pages.slice(0, -1)) expect(page.entries).toHaveLength(25);
      }),
      { numRuns: 12 },
    );
  });

  test("a made-up cursor starts anew", async () => {
    const ref = await aContact();
    const id = await log([ref], { kind: "note", at: now });
    for (const cursor of ["", "nonsense", "eyJhdCI6MX0", "%00"]) {
      expect((await getTimeline(ctx, ref, { cursor })).entries.map((entry) => entry.id)).toEqual([id]);
    }
  });
});

describe("upcoming", () => {
  test("holds open tasks whenever they are due and what lies ahead, soonest first, on the first page alone", async () => {
    const ref = await aContact();
    const overdue = await log([ref], { kind: "task", at: shift(now, -86_400_000), open: true });
    const due = await log([ref], { kind: "task", at: shift(now, 7_200_000), open: true });
    const done = await log([ref], { kind: "task", at: shift(now, 86_400_000) });
    const call = await log([ref], { kind: "call", at: shift(now, 3_600_000) });
    const past: string[] = [];
    for (let i = 0; i < 30; i++) past.push(await log([ref], { kind: "note", at: shift(now, -i * 60_000) }));
    const pages = await readAll(ref);
    expect(pages[0]?.upcoming.map(({ id }) => id)).toEqual([overdue, call, due]);
    expect(pages[1]?.upcoming).toEqual([]);
    expect(pages.flatMap((page) => page.entries.map(({ id }) => id))).toEqual([done, ...past]);
  });

  test("shows the nearest, says that more is coming, and shows as much of it as is asked for", async () => {
    const ref = await aContact();
    const { first, step } = upcomingSteps;
    const coming: string[] = [];
    for (let nth = 1; nth <= first + 3; nth++)
      coming.push(await log([ref], { kind: "meeting", at: shift(now, nth * 3_600_000) }));
    const soonest = await getTimeline(ctx, ref, {});
    expect(soonest.upcoming.map(({ id }) => id)).toEqual(coming.slice(0, first));
    expect(soonest.moreUpcoming).toBe(true);
    const all = await getTimeline(ctx, ref, { upcoming: first + step });
    expect(all.upcoming.map(({ id }) => id)).toEqual(coming);
    expect(all.moreUpcoming).toBe(false);
    for (const upcoming of [-1, 0, Number.MAX_SAFE_INTEGER]) {
      const { length } = (await getTimeline(ctx, ref, { upcoming })).upcoming;
      expect(length).toBe(upcoming > first ? coming.length : first);
    }
  });

  test("what is done already takes no coming entry's place for good", async () => {
    const ref = await aContact();
    const { first, step } = upcomingSteps;
    for (let nth = 0; nth < first; nth++) await log([ref], { kind: "task", at: shift(now, 60_000 + nth) });
    const id = await log([ref], { kind: "meeting", at: shift(now, 86_400_000) });
    expect(await getTimeline(ctx, ref, {})).toMatchObject({ upcoming: [], moreUpcoming: true });
    const more = await getTimeline(ctx, ref, { upcoming: first + step });
    expect(more).toMatchObject({ upcoming: [{ id }], moreUpcoming: false });
  });

  test("follows the filter", async () => {
    const ref = await aContact();
    await log([ref], { kind: "task", at: shift(now, 60_000), open: true });
    const [page] = await readAll(ref, { kinds: ["call"] });
    expect(page?.upcoming).toEqual([]);
  });
});

test("search looks into titles and texts, for every word, and takes % for itself", async () => {
  const ref = await aContact();
  const found = await log([ref], {
    kind: "note",
    at: now,
    title: "Note by Mei",
    body: "Budget 100% approved",
  });
  await log([ref], { kind: "note", at: now, body: "Budget 1000 approved" });
  const [page] = await readAll(ref, { q: "100% BUDGET mei" });
  expect(page?.entries.map(({ id }) => id)).toEqual([found]);
});

test("a meeting shows its guests, place, calendar and every record it is on", async () => {
  const [amara, jon] = [await aContact(), await aContact()];
  const start = shift(now, 86_400_000);
  const id = await log([amara, jon], { kind: "meeting", at: start, title: "Renewal terms" });
  const { accountId, member } = account;
  await inAccount(db, accountId, async (tx) => {
    await tx.insert(meetings).values({
      accountId,
      id,
      hostId: member.id,
      startAt: start,
      endAt: shift(start, 2_700_000),
      zone: "Europe/Warsaw",
      locationKind: "conference",
      joinUrl: "https://meet.example/abc",
      outcome: "Scheduled",
      source: "calendar",
      provider: "google",
      push: "scheduled",
      organizerEmail: "boss@outside.example",
      organizerName: "The Boss",
      cancelledAt: now,
      cancelledWhere: "Google Calendar",
    });
    const guest = { accountId, meetingId: id, reply: "accepted" as const };
    await tx.insert(attendees).values([
      { ...guest, email: "a@timeline.example", contactId: amara.id },
      { ...guest, email: "b@timeline.example", name: "Unknown Guest", reply: "awaiting" },
      { ...guest, email: member.email, userId: member.id },
    ]);
  });
  const [entry] = (await getTimeline(ctx, jon, {})).upcoming;
  expect(entry).toMatchObject({
    kind: "meeting",
    host: { id: member.id },
    organizer: "The Boss",
    location: { kind: "conference", joinUrl: "https://meet.example/abc", pending: false },
    cancelled: { at: now, where: "Google Calendar" },
    allDay: null,
  });
  if (entry?.kind !== "meeting") throw new Error("it is a meeting");
  expect(entry.attendees.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^Guest/),
    "Unknown Guest",
    "Test member",
  ]);
  expect(entry.records.map((link) => link.id).sort()).toEqual([amara.id, jon.id].sort());
});

test("a deleted record, another kind and another account have no timeline", async () => {
  const ref = await aContact();
  const stranger = testCtx(db, (await mintAccount(db, now)).member, now);
  await expect(getTimeline(ctx, { ...ref, kind: "deal" }, {})).rejects.toMatchObject({ code: "not-found" });
  await expect(getTimeline(ctx, { ...ref, id: newId() }, {})).rejects.toMatchObject({ code: "not-found" });
  await expect(getTimeline(stranger, ref, {})).rejects.toMatchObject({ code: "not-found" });
  const unseen = await inAccount(db, stranger.accountId, (tx) =>
    tx.select({ id: activityRecords.activityId }).from(activityRecords),
  );
  expect(unseen).toEqual([]);
});
