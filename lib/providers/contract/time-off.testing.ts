import { expect, it } from "vitest";
import { newId } from "@/lib/crypto";
import type { CalendarEvent } from "@/lib/domain/calendar/event";
import { dayAfter, startOfDay } from "@/lib/domain/time/zoned";
import { fieldsOf } from "@/lib/domain/time-off/from-event";
import type { TimeOffDraft, TimeOffTimes } from "@/lib/domain/time-off/time-off";
import { access, changesSince, cursorNow, inDays, lookedUp, pathOf, world } from "./world.testing";

const zone = "Europe/Berlin";

/** What we write for time off, read back through the same port. */
export function describeTimeOff(): void {
  describePutting();
  describeChanging();
  describeRemoving();
}

function describePutting(): void {
  it("puts hours and whole days as out of office, and reads them back as they were", async () => {
    for (const times of [hours(3), wholeDays(5)]) {
      const { event, existed } = await world().provider.putTimeOff(access(), away("Offsite", times));
      expect(existed).toBe(false);
      const told = await lookedUp(event.id);
      if (told.kind !== "upsert") throw new Error("it is not there");
      expect(told.event).toMatchObject({ kind: "out-of-office", guests: [], series: { role: "single" } });
      expect(fieldsOf(told.event, zone, null)).toEqual({ ...times, note: "Offsite" });
      expect(told.event.etag).toBe(event.etag);
    }
    expect(await world().mailsAbout("Offsite")).toBe(0);
  });
  it("puts it once, however often it is asked, also when the answer was lost", async () => {
    const draft = away("Away but once", hours(4));
    await world().trouble("lost-answer");
    await expect(world().provider.putTimeOff(access(), draft)).rejects.toMatchObject({ kind: "temporary" });
    const again = await world().provider.putTimeOff(access(), { ...draft, askedAt: anHourAgo() });
    const third = await world().provider.putTimeOff(access(), { ...draft, askedAt: anHourAgo() });
    expect([again.existed, third.existed]).toEqual([true, true]);
    expect(third.event).toMatchObject({ id: again.event.id, crmMeetingId: draft.timeOffId });
    expect(await shown("Away but once")).toBe(1);
  });
  it("says that one which was deleted since is gone", async () => {
    const draft = away("Deleted since", hours(4));
    const { event } = await world().provider.putTimeOff(access(), draft);
    await world().act(world().me, "DELETE", pathOf(event.id));
    const again = world().provider.putTimeOff(access(), { ...draft, askedAt: anHourAgo() });
    await expect(again).rejects.toMatchObject({ kind: "gone" });
  });
}

function describeChanging(): void {
  it("changes hours into whole days and back, and the title", async () => {
    const { event } = await world().provider.putTimeOff(access(), away("Before", hours(6)));
    const longer = await change(event, wholeDays(6), "After");
    expect(fieldsOf(longer, zone, null)).toEqual({ ...wholeDays(6), note: "After" });
    const shorter = await change(longer, hours(7), null);
    expect(fieldsOf(shorter, zone, null)).toEqual({ ...hours(7), note: "After" });
    expect(shorter.etag).not.toBe(event.etag);
    expect(shorter.kind).toBe("out-of-office");
  });
  it("refuses a change that was made upon an older version, and one of what is not there", async () => {
    const { event } = await world().provider.putTimeOff(access(), away("Two sides", hours(6)));
    await world().act(world().me, "PATCH", pathOf(event.id), { summary: "Theirs" });
    await expect(change(event, hours(8), "Ours")).rejects.toMatchObject({ kind: "changed" });
    expect(await lookedUp(event.id)).toMatchObject({ event: { title: "Theirs" } });
    await expect(change({ ...event, id: "never0was0here" }, hours(8), null)).rejects.toMatchObject({
      kind: expect.stringMatching(/gone|refused/),
    });
  });
}

function describeRemoving(): void {
  it("removes it, and is done the second time", async () => {
    const { event } = await world().provider.putTimeOff(access(), away("Short", hours(6)));
    const cursor = await cursorNow();
    await world().provider.removeTimeOff(access(), { eventId: event.id, etag: event.etag });
    await world().provider.removeTimeOff(access(), { eventId: event.id, etag: event.etag });
    await world().provider.removeTimeOff(access(), { eventId: "never0was0here", etag: null });
    const changes = await changesSince(cursor, [event.id]);
    expect(changes.map((each) => each.kind === "gone" && each.id)).toEqual([event.id]);
    expect(await world().mailsAbout("Short")).toBe(0);
  });
  it("leaves a version alone that it did not know", async () => {
    const { event } = await world().provider.putTimeOff(access(), away("Kept", hours(6)));
    await world().act(world().me, "PATCH", pathOf(event.id), { summary: "Kept, and changed" });
    const removal = world().provider.removeTimeOff(access(), { eventId: event.id, etag: event.etag });
    await expect(removal).rejects.toMatchObject({ kind: "changed" });
    expect(await shown("Kept, and changed")).toBe(1);
  });
}

const change = ({ id, etag }: CalendarEvent, times: TimeOffTimes, title: string | null) =>
  world().provider.changeTimeOff(access(), { eventId: id, etag, times, title });

function away(title: string, times: TimeOffTimes): TimeOffDraft {
  const timeOffId = newId();
  return { id: timeOffId.replaceAll("-", ""), timeOffId, title, times, askedAt: null };
}

function hours(days: number): TimeOffTimes {
  const at = (clock: string) => inDays(days, clock).replace("Z", ".000Z");
  return { startAt: at("09:00"), endAt: at("15:30"), zone, allDay: null };
}

function wholeDays(days: number): TimeOffTimes {
  const from = inDays(days, "12:00").slice(0, 10);
  const until = dayAfter(dayAfter(from));
  return { startAt: startOfDay(from, zone), endAt: startOfDay(until, zone), zone, allDay: { from, until } };
}

const anHourAgo = (): string => new Date(Date.now() - 3_600_000).toISOString();

async function shown(title: string): Promise<number> {
  const { items } = (await world().act(world().me, "GET", "/events")) as { items: { summary?: string }[] };
  return items.filter((item) => item.summary === title).length;
}
