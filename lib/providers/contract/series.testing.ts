import { expect, it } from "vitest";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { access, changesSince, create, cursorNow, inDays, pathOf, world } from "./world.testing";

const at = (days: number, clock: string) => inDays(days, clock).replace("Z", ".000Z");
const weekly = {
  recurrence: ["RRULE:FREQ=WEEKLY;COUNT=6"],
  start: { dateTime: inDays(2, "10:00"), timeZone: "UTC" },
  end: { dateTime: inDays(2, "10:30"), timeZone: "UTC" },
};

/** Series: one master, and only those slots that differ from it. */
export function describeSeries(): void {
  it("tells a new series once, with its rule and its first slot", async () => {
    const cursor = await cursorNow();
    const id = await create("Weekly", weekly);
    const changes = await changesSince(cursor);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      kind: "upsert",
      event: {
        id,
        slot: { start: at(2, "10:00") },
        series: { role: "master", rule: [expect.stringMatching(/^RRULE:.*FREQ=WEEKLY.*COUNT=6/)] },
      },
    });
  });
  it("tells the slot that was moved and the one that was called off, and none of the others", async () => {
    const id = await create("Weekly, with changes", weekly);
    const cursor = await cursorNow();
    const [second, third] = [world().slotId(id, at(9, "10:00")), world().slotId(id, at(16, "10:00"))];
    await world().act(world().me, "PATCH", `${pathOf(second)}?scope=this`, {
      start: { dateTime: inDays(9, "15:00") },
      end: { dateTime: inDays(9, "15:30") },
    });
    await world().act(world().me, "DELETE", `${pathOf(third)}?scope=this`);
    const changes = await changesSince(cursor);
    expect(slots(changes, id)).toEqual([
      { kind: "upsert", originalStart: at(9, "10:00"), start: at(9, "15:00") },
      { kind: "gone", originalStart: at(16, "10:00"), how: "called-off" },
    ]);
    const again = await world().provider.lookUp(access(), [{ id, onPrimary: true }]);
    expect(slots(again, id)).toEqual([{ kind: "gone", originalStart: at(16, "10:00"), how: "called-off" }]);
    const masters = again.filter((change) => change.kind === "upsert");
    expect(masters).toMatchObject([{ event: { id, series: { role: "master" } } }]);
  });
  it("tells that a series is no more", async () => {
    const id = await create("Weekly, ended", weekly);
    const cursor = await cursorNow();
    await world().act(world().me, "DELETE", pathOf(id));
    expect(await changesSince(cursor, [id])).toContainEqual(expect.objectContaining({ kind: "gone", id }));
  });
}

type Told = { kind: string; originalStart: string; how?: string; start?: string };

/** The slots of one series, in order. */
function slots(changes: readonly CalendarChange[], master: string): Told[] {
  const found = changes.flatMap((change): Told[] => {
    if (change.kind === "gone") {
      const { instance, kind, how } = change;
      return instance?.masterId === master ? [{ kind, originalStart: instance.originalStart, how }] : [];
    }
    const { series, slot } = change.event;
    if (series.role !== "instance" || series.masterId !== master || slot.kind !== "timed") return [];
    return [{ kind: change.kind, originalStart: series.originalStart, start: slot.start }];
  });
  return found.sort((one, other) => (one.originalStart < other.originalStart ? -1 : 1));
}
