import { AppError } from "@/lib/domain/errors";
import { createRecord } from "@/lib/services/records/create-record";
import { mergeContacts } from "@/lib/services/records/merge-contacts";
import { userCtx } from "@/lib/services/wiring";
import { fateOf } from "./blows";
import { subjectTo } from "./faults";
import { count, oracleOf, type Run } from "./run";
import type { AccountFacts } from "./scene";
import type { StepOf } from "./steps";

/**
 * Two contacts are made one. The secondary's address is nobody's then, unless the primary had none and takes it; whoever is
 * left without an answer presses the button again.
 */
export async function merge(run: Run, step: StepOf<"merge">): Promise<void> {
  const account = run.scene.accounts[step.account];
  const [user] = account?.users ?? [];
  const secondary = account?.contacts.get(step.secondary);
  const primary = account && (await primaryOf(account, step));
  if (!account || !user || !primary || !secondary) return;
  const fate = fateOf(run, step.blow);
  const pair = { primary: primary.ref, secondary };
  const first = await mergeContacts(subjectTo(fate, userCtx(user)), pair).catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    return null;
  });
  await fate.aftermath;
  if (first === null || fate.isDead) await mergeContacts(userCtx(user), pair);
  count(run.tally, primary.email === null ? "merged into one without an address" : "merged");
  account.contacts.delete(step.secondary);
  if (primary.email === null) account.contacts.set(step.secondary, primary.ref);
  else become(run, account, step.secondary, primary.email);
}

/** One of the contacts, or a new one without an address. */
async function primaryOf(account: AccountFacts, { primary, secondary }: StepOf<"merge">) {
  const [user] = account.users;
  if (!user || primary === secondary || !account.contacts.has(secondary)) return null;
  const known = account.contacts.get(primary);
  if (known) return { ref: known, email: primary };
  if (primary !== "") return null;
  const { ref } = await createRecord(userCtx(user), {
    kind: "contact",
    properties: { firstName: "Nameless" },
  });
  return { ref, email: null };
}

/** What was the secondary's address counts as the primary's on the primary's own meetings, and so do earlier ones of theirs. */
function become(run: Run, account: AccountFacts, secondary: string, primary: string): void {
  for (const [former, now] of account.merged) if (now === secondary) account.merged.set(former, primary);
  account.merged.set(secondary, primary);
  oracleOf(run, account.id).unite(secondary, primary);
}
