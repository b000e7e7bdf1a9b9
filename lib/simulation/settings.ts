import { and, eq } from "drizzle-orm";
import { inAccount } from "@/db/client";
import { calendarPreferences, deniedDomains, groupAddresses } from "@/db/schema/sync-rules";
import { database } from "@/lib/services/wiring";
import { TEAM } from "./people";
import type { Run } from "./run";
import { type AccountFacts, userOf } from "./scene";
import type { StepOf } from "./steps";

const DENIED = "nowhere.test";

/** A setting of the user or of the account is turned; it acts on what comes next. */
export async function changeSetting(run: Run, step: StepOf<"setting">): Promise<void> {
  const { account, user } = userOf(run.scene, step.user);
  const at = run.scene.stage.clock.instant;
  if (step.what === "all-day") {
    toggle(account.allDay, user.email, step.isOn);
    const row = { accountId: account.id, userId: user.id, allDayEvents: step.isOn, changedAt: at };
    await inAccount(database(), account.id, (tx) =>
      tx
        .insert(calendarPreferences)
        .values(row)
        .onConflictDoUpdate({
          target: [calendarPreferences.accountId, calendarPreferences.userId],
          set: { allDayEvents: step.isOn },
        }),
    );
  } else if (step.what === "group") await changeGroup(account, at, step.isOn);
  else await changeDenied(account, at, step.isOn);
}

async function changeGroup(account: AccountFacts, addedAt: string, isOn: boolean): Promise<void> {
  toggle(account.groups, TEAM, isOn);
  await inAccount(database(), account.id, async (tx) => {
    const row = { accountId: account.id, email: TEAM, addedAt };
    if (isOn) await tx.insert(groupAddresses).values(row).onConflictDoNothing();
    else
      await tx
        .delete(groupAddresses)
        .where(and(eq(groupAddresses.accountId, account.id), eq(groupAddresses.email, TEAM)));
  });
}

async function changeDenied(account: AccountFacts, addedAt: string, isOn: boolean): Promise<void> {
  toggle(account.denied, DENIED, isOn);
  await inAccount(database(), account.id, async (tx) => {
    const row = { accountId: account.id, domain: DENIED, addedAt };
    if (isOn) await tx.insert(deniedDomains).values(row).onConflictDoNothing();
    else
      await tx
        .delete(deniedDomains)
        .where(and(eq(deniedDomains.accountId, account.id), eq(deniedDomains.domain, DENIED)));
  });
}

function toggle(set: Set<string>, value: string, isOn: boolean): void {
  if (isOn) set.add(value);
  else set.delete(value);
}
