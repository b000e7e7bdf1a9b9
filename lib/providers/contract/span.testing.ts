import { expect, it } from "vitest";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { CalendarProvider, SpanPage, TimeSpan } from "@/lib/domain/calendar/provider";
import { access, create, inDays, pathOf, titles, world } from "./world.testing";

const at = (days: number, clock: string) => inDays(days, clock).replace("Z", ".000Z");
const on = (days: number) => ({
  start: { dateTime: inDays(days, "10:00"), timeZone: "UTC" },
  end: { dateTime: inDays(days, "10:30"), timeZone: "UTC" },
});
// Nothing else of this suite stands so far back.
const span: TimeSpan = { from: at(-400, "00:00"), until: at(-300, "00:00") };

/** Walks over what is on the calendar in a span. */
export function describeSpans(): void {
  describeSingles();
  describeOccurrences();
  describeWalk();
}

function describeSingles(): void {
  it("tells what begins in a span in full, whenever it was made, and nothing of other times", async () => {
    await create("Too early", on(-401));
    await create("Too late", on(-299));
    const id = await create("Within", {
      ...on(-350),
      description: "Agenda",
      attendees: [{ email: world().guest }],
    });
    const changes = theWhole(await pages(world().provider, span));
    expect(titles(changes)).toEqual(["Within"]);
    expect(changes[0]).toMatchObject({
      event: {
        id,
        slot: { start: at(-350, "10:00") },
        series: { role: "single" },
        descriptionHtml: expect.stringContaining("Agenda"),
        createdAt: expect.any(String),
        guests: expect.arrayContaining([expect.objectContaining({ email: world().guest })]),
      },
    });
  });
}

function describeOccurrences(): void {
  it("tells a series by its first slot, and of its occurrences those that are not as it has them", async () => {
    const id = await create("Weekly", { ...on(-350), recurrence: ["RRULE:FREQ=WEEKLY;COUNT=5"] });
    const [second, third] = [-343, -336].map((day) => world().slotId(id, at(day, "10:00")));
    const moved = { start: { dateTime: inDays(-342, "15:00") }, end: { dateTime: inDays(-342, "15:30") } };
    await world().act(world().me, "PATCH", `${pathOf(second ?? "")}?scope=this`, moved);
    await world().act(world().me, "DELETE", `${pathOf(third ?? "")}?scope=this`);
    const told = theWhole(await pages(world().provider, span)).filter((change) => isOf(change, id));
    const series = told.filter((change) => change.kind === "upsert" && change.event.id === id);
    expect(series).toMatchObject([
      { event: { series: { role: "master" }, slot: { start: at(-350, "10:00") } } },
    ]);
    const slots = told.filter((change) => !series.includes(change));
    expect(slots).toHaveLength(2);
    expect(slots).toContainEqual(
      expect.objectContaining({
        kind: "gone",
        how: "called-off",
        instance: { masterId: id, originalStart: at(-336, "10:00") },
      }),
    );
    expect(slots).toContainEqual(
      expect.objectContaining({ event: expect.objectContaining({ slot: slotAt(-342, "15:00", "15:30") }) }),
    );
  });
  it("brings the series along whose occurrences are in the span, wherever it begins", async () => {
    const id = await create("Older", { ...on(-420), recurrence: ["RRULE:FREQ=WEEKLY;COUNT=10"] });
    const slot = world().slotId(id, at(-392, "10:00"));
    await world().act(world().me, "PATCH", `${pathOf(slot)}?scope=this`, { summary: "Older, renamed" });
    const walked = await pages(world().provider, span);
    const page = walked.find(({ changes }) => titles(changes).includes("Older, renamed"));
    const there = upserts([...(page?.series ?? []), ...(page?.changes ?? [])]);
    expect(there.find((event) => event.id === id)).toMatchObject({
      series: { role: "master" },
      slot: { start: at(-420, "10:00") },
    });
  });
}

function describeWalk(): void {
  it("goes on from any page, in another process too, and never tells an event on two", async () => {
    const made = ["S1", "S2", "S3", "S4", "S5"];
    for (const [nth, title] of made.entries()) await create(title, on(-330 + nth));
    const cursors: (string | null)[] = [null];
    const told: CalendarChange[] = [];
    for (const cursor of cursors) {
      const page = await world().paged.listSpan(access(), span, cursor);
      told.push(...page.changes);
      if (page.nextCursor !== null) cursors.push(page.nextCursor);
    }
    expect(cursors.length).toBeGreaterThan(3);
    const names = titles(told).filter((title) => made.includes(title ?? ""));
    expect(names.sort()).toEqual(made);
    const again = await world().paged.listSpan(access(), span, cursors.at(-1) ?? null);
    expect(again.nextCursor).toBeNull();
  });
  it("says so of a cursor that is not its own", async () => {
    for (const cursor of ["made-up", '{"part":"events","link":"//evil.example/x"}'])
      await expect(world().provider.listSpan(access(), span, cursor)).rejects.toMatchObject({
        kind: "cursor-expired",
      });
  });
  it("says what went wrong in the words of the port", async () => {
    await world().trouble("slow-down");
    await expect(world().provider.listSpan(access(), span, null)).rejects.toMatchObject({
      kind: "slow-down",
      retryAfterMs: 2_000,
    });
  });
}

async function pages(provider: CalendarProvider, wanted: TimeSpan): Promise<SpanPage[]> {
  const found: SpanPage[] = [];
  let cursor: string | null = null;
  do {
    const page: SpanPage = await provider.listSpan(access(), wanted, cursor);
    found.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

const theWhole = (walked: readonly SpanPage[]): CalendarChange[] => walked.flatMap((page) => page.changes);

const upserts = (changes: readonly CalendarChange[]) =>
  changes.flatMap((change) => (change.kind === "upsert" ? [change.event] : []));

const slotAt = (day: number, from: string, until: string) =>
  expect.objectContaining({ start: at(day, from), end: at(day, until) });

function isOf(change: CalendarChange, id: string): boolean {
  if (change.kind === "gone") return change.instance?.masterId === id;
  const { series } = change.event;
  return change.event.id === id || (series.role === "instance" && series.masterId === id);
}
