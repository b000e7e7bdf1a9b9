import { Temporal } from "temporal-polyfill";
import { defaultPipelines } from "@/lib/domain/records/default-pipelines";
import type { Pipeline } from "@/lib/domain/records/record";
import { type Instant, type PlainDate, shift } from "@/lib/domain/time/instant";
import { demoUsers } from "./demo-people";
import { idFor } from "./seed-random";

export const demoAccountId = idFor("account");
export const demoZone = "Europe/Warsaw";

/** A user of the demo account with the id of their row. */
export type SeedUser = { id: string; email: string; name: string; zone: string; role: "admin" | "member" };

/** What every part of the seed shares: the moment it is for, the people and the pipelines. */
export type World = {
  now: Instant;
  users: readonly [SeedUser, SeedUser, SeedUser];
  pipelines: readonly Pipeline[];
  /** Midnight-safe moments: `HH:MM` on the demo account's wall clock, so many days from today. */
  at(daysFromNow: number, time: string): Instant;
  day(daysFromNow: number): PlainDate;
};

/** The world as it is at `now`. */
export function worldAt(now: Instant): World {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(demoZone).toPlainDate();
  const day = (days: number) => today.add({ days });
  const user = ({ email, name, timeZone: zone, role }: (typeof demoUsers)[number]): SeedUser => ({
    id: idFor(`user/${email}`),
    email,
    name,
    zone,
    role,
  });
  const [mei, tom, sofia] = demoUsers;
  return {
    now,
    users: [user(mei), user(tom), user(sofia)],
    pipelines: defaultPipelines((name) => idFor(`pipeline/${name}`)),
    day: (days) => day(days).toString(),
    at: (days, time) => {
      const local = day(days).toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(demoZone);
      return new Date(local.epochMilliseconds).toISOString();
    },
  };
}

/** When a record came into the demo account: between a year and a month ago, spread by its place in the list. */
export const createdAt = (world: World, place: number, of: number): Instant =>
  shift(world.now, -(400 - Math.round((place / of) * 360)) * 86_400_000 + place * 61_000);
