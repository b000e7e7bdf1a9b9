import postgres from "postgres";
import { type CalendarWorld, connectionOf, waitingJobs } from "../../testing/calendar-world";
import type { Rep } from "./cast.testing";

/** Whether a text stands anywhere in the database, whatever the table and whoever may see it. */
export function databaseHolds(world: CalendarWorld, text: string): Promise<boolean> {
  return asOwner(world, async (owner) => {
    const tables = await owner<{ name: string }[]>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('information_schema', 'pg_catalog')`;
    const query = tables
      .map(({ name }) => `select 1 from ${name} t where t::text like $1`)
      .join(" union all ");
    return (await owner.unsafe(query, [`%${text}%`])).length > 0;
  });
}

/** The pulls that wait for a calendar: none, or one. */
export async function waitingPulls(world: CalendarWorld, { user }: Rep): Promise<number> {
  const connection = await connectionOf(world.ctxOf(user), user);
  return (await waitingJobs(world.url)).filter(({ key }) => key === `sync:${connection?.id}`).length;
}

/** Takes the waiting jobs away, as a worker that does them would. */
export async function takeJobs(world: CalendarWorld): Promise<void> {
  await world.intake.idle();
  await asOwner(world, (owner) => owner`delete from graphile_worker._private_jobs`);
}

async function asOwner<Found>(
  world: CalendarWorld,
  ask: (owner: postgres.Sql) => Promise<Found>,
): Promise<Found> {
  const owner = postgres(world.url, { max: 1, onnotice: () => undefined });
  try {
    return await ask(owner);
  } finally {
    await owner.end();
  }
}
