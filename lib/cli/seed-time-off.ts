import { dayAfter, startOfDay } from "@/lib/domain/time/zoned";
import type { TimeOff } from "@/lib/domain/time-off/time-off";
import { idFor } from "./seed-random";
import type { SeedUser, World } from "./seed-world";

/** Time off of the demo account's people, far enough ahead to be in nobody's way. */
export function seedTimeOff(world: World): TimeOff[] {
  const [mei, tom, sofia] = world.users;
  return [
    wholeDays(world, mei, { from: 34, until: 41, note: "Winter holiday" }),
    wholeDays(world, mei, { from: -24, until: -23, note: "Moving house" }),
    wholeDays(world, tom, { from: 44, until: 46, note: "Family visit" }),
    wholeDays(world, sofia, { from: 30, until: 34, note: null }),
  ];
}

type Days = { from: number; until: number; note: string | null };

function wholeDays(world: World, user: SeedUser, { from, until, note }: Days): TimeOff {
  const allDay = { from: world.day(from), until: dayAfter(world.day(until)) };
  const made = world.at(-40, "09:30");
  return {
    id: idFor(`time-off/${user.email}/${from}`),
    userId: user.id,
    startAt: startOfDay(allDay.from, user.zone),
    endAt: startOfDay(allDay.until, user.zone),
    zone: user.zone,
    allDay,
    note,
    source: "crm",
    connectionId: null,
    eventId: null,
    etag: null,
    push: "none",
    pushNote: null,
    createdAt: made,
    updatedAt: made,
    removedAt: null,
  };
}
