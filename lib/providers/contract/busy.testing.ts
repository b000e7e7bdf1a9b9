import { expect, it } from "vitest";
import type { BusyBlock } from "@/lib/domain/availability/busy";
import { dayAfter, startOfDay } from "@/lib/domain/time/zoned";
import { access, copyOf, create, inDays, pathOf, world } from "./world.testing";

const zone = "Europe/Berlin";
const at = (days: number, clock: string) => inDays(days, clock).replace("Z", ".000Z");
const dateOf = (days: number) => inDays(days, "12:00").slice(0, 10);
const timed = (days: number, from: string, until: string) => ({
  start: { dateTime: inDays(days, from), timeZone: "UTC" },
  end: { dateTime: inDays(days, until), timeZone: "UTC" },
});
const spanOf = (days: number) => ({ from: at(days, "00:00"), until: at(days + 1, "00:00") });

/** The busy blocks of a UTC day in the order of time; every test has days of its own. */
async function busyOn(
  days: number,
  detail: "titles" | "times" = "titles",
  provider = world().provider,
): Promise<BusyBlock[]> {
  const blocks = await provider.busy(access(), spanOf(days), { zone, detail });
  return blocks.sort((one, other) => (one.startAt < other.startAt ? -1 : 1));
}

const block = (days: number, from: string, until: string, more: Partial<BusyBlock> = {}): BusyBlock => ({
  ...{ startAt: at(days, from), endAt: at(days, until), kind: "busy", title: null },
  ...more,
});

/** When the calendar's person is not free. */
export function describeBusy(): void {
  describeWhat();
  describePrivacy();
  describeWhen();
}

function describeWhat(): void {
  it("tells occurrences where they are now, and none that was called off", async () => {
    const daily = { recurrence: ["RRULE:FREQ=DAILY;COUNT=3"], ...timed(60, "10:00", "11:00") };
    const id = await create("Daily", daily);
    const [second, third] = [world().slotId(id, at(61, "10:00")), world().slotId(id, at(62, "10:00"))];
    await world().act(world().me, "PATCH", `${pathOf(second)}?scope=this`, timed(61, "15:00", "16:00"));
    await world().act(world().me, "DELETE", `${pathOf(third)}?scope=this`);
    expect(await busyOn(60)).toEqual([block(60, "10:00", "11:00", { title: "Daily" })]);
    expect(await busyOn(61)).toEqual([block(61, "15:00", "16:00", { title: "Daily" })]);
    expect(await busyOn(62)).toEqual([]);
  });

  it("leaves out what is shown as free, and what was declined; a maybe is busy", async () => {
    await create("Free", { transparency: "transparent", showAs: "free", ...timed(64, "09:00", "10:00") });
    const invited = { attendees: [{ email: world().me }] };
    for (const [title, clock, response] of [
      ["Busy: no", "11", "declined"],
      ["Busy: maybe", "12", "tentative"],
    ] as const) {
      await create(title, { ...invited, ...timed(64, `${clock}:00`, `${clock}:30`) }, world().colleague);
      const copy = await copyOf(world().me, title);
      await world().act(world().me, "POST", `${pathOf(copy)}/respond`, { response });
    }
    const gone = await create("Called off", timed(64, "14:00", "15:00"));
    await world().act(world().me, "DELETE", pathOf(gone));
    expect(await busyOn(64)).toEqual([block(64, "12:00", "12:30", { title: "Busy: maybe" })]);
  });

  it("tells out of office apart, hours and whole days alike", async () => {
    const days = {
      start: { dateTime: startOfDay(dateOf(67), zone) },
      end: { dateTime: startOfDay(dateOf(68), zone) },
    };
    await create("Hours", { eventType: "outOfOffice", ...timed(66, "09:00", "12:00") });
    await create("Days", { eventType: "outOfOffice", ...days });
    const [hours] = await busyOn(66, "times");
    expect(hours).toEqual(block(66, "09:00", "12:00", { kind: "away" }));
    expect(await busyOn(67, "times")).toContainEqual({
      ...{ startAt: days.start.dateTime, endAt: days.end.dateTime },
      ...{ kind: "away", title: null },
    });
  });
}

function describePrivacy(): void {
  it("tells no title where times alone are asked for, and never that of a private event", async () => {
    await create("Public secret", timed(70, "09:00", "10:00"));
    await create("Private secret", { visibility: "private", ...timed(70, "11:00", "12:00") });
    const [open, hidden] = [block(70, "09:00", "10:00"), block(70, "11:00", "12:00")];
    expect(await busyOn(70, "times")).toEqual([open, hidden]);
    expect(await busyOn(70)).toEqual([{ ...open, title: "Public secret" }, hidden]);
  });

  it("takes a title for what it may be: long, and of several lines", async () => {
    await create(`First\nsecond ${"x".repeat(240)}`, timed(72, "09:00", "10:00"));
    await create("", timed(72, "11:00", "12:00"));
    const [long, none] = await busyOn(72);
    expect(long?.title).toHaveLength(200);
    expect(long?.title).toMatch(/^First second x+$/);
    expect(none?.title).toBeNull();
  });
}

function describeWhen(): void {
  it("includes what reaches into the span, and not what only touches it", async () => {
    await create("Over midnight", {
      start: { dateTime: inDays(74, "23:00") },
      end: { dateTime: inDays(75, "01:00") },
    });
    await create("Until midnight", {
      start: { dateTime: inDays(75, "22:00") },
      end: { dateTime: inDays(76, "00:00") },
    });
    expect(await busyOn(75)).toEqual([
      { ...block(74, "23:00", "00:00", { title: "Over midnight" }), endAt: at(75, "01:00") },
      { ...block(75, "22:00", "23:00", { title: "Until midnight" }), endAt: at(76, "00:00") },
    ]);
    expect(await busyOn(76)).toEqual([]);
  });

  it("has days begin where the calendar's person is", async () => {
    const [from, until] = [dateOf(78), dayAfter(dateOf(78))];
    await create("All day", { start: { date: from }, end: { date: until }, showAs: "busy" });
    const day = { startAt: startOfDay(from, zone), endAt: startOfDay(until, zone) };
    expect(await busyOn(78)).toEqual([{ ...day, kind: "busy", title: "All day" }]);
    // In Berlin the day begins an hour or two before midnight UTC, and ends as much before the next one.
    expect(await busyOn(77)).toHaveLength(1);
    expect(await busyOn(79)).toHaveLength(0);
  });

  it("gives every page", async () => {
    for (const hour of [10, 11, 12, 13, 14]) {
      await create(`At ${hour}`, timed(81, `${hour}:00`, `${hour}:45`));
    }
    const paged = await busyOn(81, "titles", world().paged);
    expect(paged.map(({ title }) => title)).toEqual(["At 10", "At 11", "At 12", "At 13", "At 14"]);
    expect(await world().peakDuring(() => busyOn(81, "times", world().paged))).toBe(1);
  });

  it("says when the calendar may not be read any more", async () => {
    await world().trouble("grant-dies");
    await expect(busyOn(83)).rejects.toMatchObject({ kind: "reauthorise" });
  });
}
