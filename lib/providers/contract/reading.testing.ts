import { expect, it } from "vitest";
import {
  access,
  type ContractTraits,
  changesSince,
  create,
  cursorNow,
  inDays,
  lookedUp,
  pagesOf,
  pathOf,
  resolve,
  titles,
  world,
} from "./world.testing";

/** Pages, cursors and look-ups. */
export function describeReading({ hearsOtherCalendars }: ContractTraits): void {
  describePages();
  describeLookUp();
  if (hearsOtherCalendars) describeOtherCalendars();
  describeKinds();
}

function describePages(): void {
  it("gives every page, the empty ones too, and the cursor on the last alone", async () => {
    const { paged, provider } = world();
    const start = await cursorNow();
    const made = ["P1", "P2", "P3", "P4", "P5"];
    for (const title of made) await create(title);
    const pages = await pagesOf(paged, start);
    expect(pages[0]?.changes).toEqual([]);
    expect(pages).toHaveLength(4);
    expect(pages.map((page) => page.nextCursor !== null)).toEqual([false, false, false, true]);
    const told = await resolve(
      paged,
      pages.flatMap((page) => page.changes),
    );
    expect([...new Set(titles(told))].sort()).toEqual(made);
    const quiet = await pagesOf(provider, pages.at(-1)?.nextCursor ?? "");
    expect(quiet.flatMap((page) => page.changes)).toEqual([]);
    expect(quiet.at(-1)?.nextCursor).toEqual(expect.any(String));
  });
  it("tells edits and deletions after the cursor, and nothing before it", async () => {
    const [kept, dropped] = [await create("Kept"), await create("Dropped")];
    const cursor = await cursorNow();
    await world().act(world().me, "PATCH", pathOf(kept), { summary: "Kept, renamed" });
    await world().act(world().me, "DELETE", pathOf(dropped));
    const changes = await changesSince(cursor, [kept, dropped]);
    expect(titles(changes).sort()).toEqual(["Kept, renamed", `gone ${dropped}`].sort());
  });
  it("says so of an expired, a foreign and a made-up cursor", async () => {
    const cursor = await cursorNow();
    await world().trouble("cursors-expire");
    for (const stale of [cursor, await world().foreignCursor(), "made-up", '{"link":"//evil.example/x"}']) {
      await expect(pagesOf(world().provider, stale)).rejects.toMatchObject({ kind: "cursor-expired" });
    }
  });
}

function describeLookUp(): void {
  it("looks up an event, a deleted one as gone, and one that never was as gone too", async () => {
    const [id, dropped] = [await create("Known"), await create("Soon gone")];
    await world().act(world().me, "DELETE", pathOf(dropped));
    expect(await lookedUp(id)).toMatchObject({ kind: "upsert", event: { id, title: "Known" } });
    expect(await lookedUp(dropped)).toMatchObject({ kind: "gone", id: dropped });
    expect(await lookedUp("never0was0here")).toEqual({
      kind: "gone",
      id: "never0was0here",
      how: "vanished",
      instance: null,
      updatedAt: null,
    });
    expect(await world().provider.lookUp(access(), [])).toEqual([]);
  });
  it("never has more than two calls in flight", async () => {
    const made = Array.from({ length: 45 }, (_, nth) => `F${nth}`).sort();
    const ids = await Promise.all(made.map((title) => create(title)));
    const hints = ids.map((id) => ({ id, onPrimary: true }));
    let told: (string | null)[] = [];
    const peak = await world().peakDuring(async () => {
      told = titles(await world().provider.lookUp(access(), hints));
    });
    expect(told.sort()).toEqual(made);
    expect([1, 2]).toContain(peak);
  });
}

function describeOtherCalendars(): void {
  it("takes an event on another calendar for gone", async () => {
    const id = await create("Moved away");
    const cursor = await cursorNow();
    await world().act(world().me, "POST", `${pathOf(id)}/move`, { calendar: "other" });
    expect(await changesSince(cursor, [id])).toMatchObject([{ kind: "gone", id, how: "moved-away" }]);
    expect(await changesSince(cursor, [])).toEqual([]);
  });
}

const [from, until] = [inDays(4, "00:00").slice(0, 10), inDays(6, "00:00").slice(0, 10)];
const inNewYork = (clock: string) => ({ dateTime: inDays(3, clock), timeZone: "America/New_York" });

function describeKinds(): void {
  it.each<[string, object, object]>([
    ["private", { visibility: "private" }, { visibility: "private", title: "An event" }],
    ["all day", { start: { date: from }, end: { date: until } }, { slot: { kind: "all-day", from, until } }],
    ["out of office", { eventType: "outOfOffice" }, { kind: "out-of-office", guests: [] }],
    [
      "timed, in its own zone",
      { start: inNewYork("10:00"), end: inNewYork("11:00") },
      {
        ...{ kind: "default", visibility: "public", status: "confirmed", crmMeetingId: null },
        slot: {
          kind: "timed",
          start: inDays(3, "10:00").replace("Z", ".000Z"),
          end: inDays(3, "11:00").replace("Z", ".000Z"),
          zone: "America/New_York",
        },
        series: { role: "single" },
      },
    ],
    [
      "with texts",
      { description: "Agenda", location: "Room 4" },
      { descriptionHtml: expect.stringContaining("Agenda"), locationText: "Room 4" },
    ],
  ])("reads one that is %s", async (_name, more, expected) => {
    const id = await create("An event", more);
    expect(await lookedUp(id)).toMatchObject({ kind: "upsert", event: { id, ...expected } });
  });
}
