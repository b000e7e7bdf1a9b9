import { inAccount, openDatabase, type Tx } from "@/db/client";
import { findAccountDefaults } from "@/db/queries/accounts";
import { insertPipelines } from "@/db/queries/pipelines";
import { refreshSearch } from "@/db/queries/record-search";
import { saveTimeOff } from "@/db/queries/time-off";
import { accountDomains, accounts, users } from "@/db/schema/accounts";
import { associations } from "@/db/schema/records";
import { shift } from "@/lib/domain/time/instant";
import { hashPassword } from "@/lib/services/accounts/passwords";
import { demoPassword } from "./demo-people";
import { insertActivities } from "./seed-activity";
import { amaraActivities } from "./seed-amara";
import { associationRows } from "./seed-associations";
import { historyActivities } from "./seed-history";
import { insertRecords } from "./seed-records";
import { seedTimeOff } from "./seed-time-off";
import { demoAccountId, demoZone, type World, worldAt } from "./seed-world";

/**
 * Loads the demo account once, with a year of work behind it and some weeks ahead, relative to `now`. The same `now` gives
 * the same rows, password hashes excepted. Answers with `created: false`, and changes nothing, when it is there.
 */
export async function seedDemo({ url, now }: { url: string; now: Date }): Promise<{ created: boolean }> {
  const db = openDatabase(url, { max: 1 });
  try {
    return await inAccount(db, demoAccountId, async (tx) => {
      if (await findAccountDefaults(tx, demoAccountId)) return { created: false };
      const world = worldAt(now.toISOString());
      // Of two launchers at once, the one that comes second waits here and finds the account made.
      if (!(await insertAccount(tx, world))) return { created: false };
      await insertUsers(tx, world);
      await insertPipelines(tx, demoAccountId, world.pipelines);
      const ids = await insertRecords(tx, world);
      await tx.insert(associations).values(associationRows(world));
      await insertActivities(tx, world, [...amaraActivities(world), ...historyActivities(world)]);
      await saveTimeOff(tx, demoAccountId, seedTimeOff(world));
      await refreshSearch(tx, demoAccountId, ids);
      return { created: true };
    });
  } finally {
    await db.$client.end({ timeout: 2 });
  }
}

async function insertAccount(tx: Tx, world: World): Promise<boolean> {
  const row = { accountId: demoAccountId, name: "Almanac Demo", timeZone: demoZone, currency: "EUR" };
  const made = await tx
    .insert(accounts)
    .values({ ...row, createdAt: shift(world.now, -420 * 86_400_000) })
    .onConflictDoNothing()
    .returning({ accountId: accounts.accountId });
  if (made.length === 0) return false;
  await tx
    .insert(accountDomains)
    .values({ accountId: demoAccountId, domain: "almanac.example", kind: "main" });
  return true;
}

async function insertUsers(tx: Tx, world: World): Promise<void> {
  const hashes = await Promise.all(world.users.map(() => hashPassword(demoPassword)));
  const rows = world.users.map(({ zone, ...user }, place) => ({
    ...user,
    accountId: demoAccountId,
    timeZone: zone,
    passwordHash: hashes[place] ?? null,
    createdAt: shift(world.now, -420 * 86_400_000),
  }));
  await tx.insert(users).values(rows);
}
