import { recordExists } from "@/db/queries/records";
import {
  findPinned,
  listAhead,
  listOpenTasks,
  listPast,
  type Place,
  type TimelineFilter,
} from "@/db/queries/timeline";
import { loadEntries } from "@/db/queries/timeline-entries";
import { notFound } from "@/lib/domain/errors";
import type { RecordRef } from "@/lib/domain/records/record";
import { isRecordId } from "@/lib/domain/records/record-id";
import { readTimelineCursor, type TimelineCursor, writeTimelineCursor } from "@/lib/domain/timeline/cursor";
import { type ActivityKind, type TimelinePage, upcomingSteps } from "@/lib/domain/timeline/entry";
import { type Ctx, inTransaction } from "@/lib/services/context";
import { todayFor } from "@/lib/services/records/placing";

export type GetTimeline = {
  cursor?: string | undefined;
  kinds?: readonly ActivityKind[] | undefined;
  q?: string | undefined;
  /** How many of what is coming; clamped to what a page may hold. */
  upcoming?: number | undefined;
};

const PAGE_SIZE = 25;

/**
 * A page of a record's timeline (RULES R2): pinned and upcoming entries on the first page, then the past, newest first.
 * A completed task whose due time is still to come stands with the past, not ahead. Throws `not-found`.
 */
export async function getTimeline(ctx: Ctx, ref: RecordRef, asked: GetTimeline): Promise<TimelinePage> {
  const cursor = readTimelineCursor(asked.cursor);
  const filter: TimelineFilter = { recordId: ref.id, kinds: asked.kinds ?? [], q: asked.q ?? "" };
  if (!isRecordId(ref.id)) throw notFound(ref.kind);
  return inTransaction(ctx, async (tx, ctx) => {
    const [exists, past, first] = await Promise.all([
      recordExists(tx, ctx.accountId, ref),
      listPast(tx, ctx.accountId, filter, { cursor, now: ctx.now() }, PAGE_SIZE + 1),
      cursor ? nothingAhead : loadAhead(ctx, filter, clamped(asked.upcoming)),
    ]);
    if (!exists) throw notFound(ref.kind);
    const page = past.slice(0, PAGE_SIZE);
    const shown = [...first.upcoming, ...first.doneAhead, ...page, ...(first.pinned ? [first.pinned] : [])];
    const view = { recordId: ref.id, today: await todayFor(ctx) };
    const entries = await loadEntries(tx, ctx.accountId, view, idsOf(shown));
    const toEntries = (places: readonly Place[]) => places.flatMap(({ id }) => entries.get(id) ?? []);
    return {
      pinned: first.pinned ? (entries.get(first.pinned.id) ?? null) : null,
      upcoming: toEntries(first.upcoming),
      moreUpcoming: first.moreUpcoming,
      entries: [...toEntries(first.doneAhead), ...toEntries(page)],
      nextCursor: past.length > PAGE_SIZE ? cursorAfter(page.at(-1)) : null,
    };
  });
}

type FirstPage = { pinned: Place | null; upcoming: Place[]; moreUpcoming: boolean; doneAhead: Place[] };
const nothingAhead: FirstPage = { pinned: null, upcoming: [], moreUpcoming: false, doneAhead: [] };

const clamped = (asked: number = upcomingSteps.first): number =>
  Math.min(Math.max(asked, upcomingSteps.first), upcomingSteps.most);

async function loadAhead(ctx: Ctx, filter: TimelineFilter, limit: number): Promise<FirstPage> {
  return inTransaction(ctx, async (tx) => {
    const [pinned, ahead, tasks] = await Promise.all([
      findPinned(tx, ctx.accountId, filter),
      listAhead(tx, ctx.accountId, filter, ctx.now(), limit + 1),
      listOpenTasks(tx, ctx.accountId, filter, limit + 1),
    ]);
    // What is done stands in the way of what is to come when the nearest entries are asked for: it counts as well.
    const nearest = [...ahead, ...tasks].sort(soonestFirst);
    const shown = nearest.slice(0, limit);
    const done = new Set(ahead.filter(({ kind }) => kind === "task"));
    return {
      pinned,
      upcoming: shown.filter((place) => !done.has(place)),
      moreUpcoming: nearest.length > limit,
      doneAhead: shown.filter((place) => done.has(place)).reverse(),
    };
  });
}

const idsOf = (places: readonly Place[]): string[] => places.map(({ id }) => id);

const cursorAfter = (place: TimelineCursor | undefined): string | null =>
  place ? writeTimelineCursor({ at: place.at, id: place.id }) : null;

function soonestFirst(a: Place, b: Place): number {
  const [left, right] = [`${a.at} ${a.id}`, `${b.at} ${b.id}`];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
