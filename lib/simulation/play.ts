import type { ProviderName } from "@/lib/domain/calendar/connection";
import { unfinishedChanges } from "./amend";
import { unfinishedBackFills } from "./back-fill-look";
import { type AccountCards, compareAccount, readRows } from "./compare";
import { connect } from "./mailboxes";
import { letOccurrencesPass } from "./occurrences";
import { CARA, MIA, users } from "./people";
import { perform } from "./perform";
import { leaks, wrongMail } from "./promises";
import { Random } from "./random";
import { readAsPeople } from "./readers";
import { count, newRun, type Run, type Tally } from "./run";
import { closeScene, openScene } from "./scene";
import { pullAll, settle } from "./settle";
import type { Stage } from "./stage";
import type { Step } from "./steps";
import { timeOffFaults } from "./time-off-check";

/** Plays a history from its first step to quiet; answers with everything that is not as it must be. */
export async function play(
  stage: Stage,
  seed: number,
  steps: readonly Step[],
  tally: Tally,
  connected: readonly string[] = users,
): Promise<string[]> {
  const scene = await openScene(stage, new Random(seed));
  const run = newRun(scene, tally);
  try {
    for (const email of connected) await connect(scene, run.mailboxes, email, firstApps[email] ?? null);
    stage.clock.forward(2);
    for (const step of steps) {
      stage.clock.forward(2);
      count(tally, `step ${step.do}`);
      await inTime(step.do, perform(run, step));
    }
    return await inTime("quiet", judge(run));
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  } finally {
    await closeScene(scene);
  }
}

/** Whom the administrators are, and what they install. */
const firstApps: Record<string, ProviderName> = { [MIA]: "google", [CARA]: "microsoft" };

const PATIENCE_MS = 60_000;

/** Whatever waits for ever is found out, and said by its name. */
async function inTime<T>(what: string, work: Promise<T> | T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`"${what}" never came to an end`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function judge(run: Run): Promise<string[]> {
  await settle(run);
  const faults: string[] = [];
  const compared = await compareAll(run);
  faults.push(...compared.flatMap((account) => account.faults), ...(await shownFaults(run, compared)));
  faults.push(...(await unfinishedBackFills(run)), ...(await unfinishedChanges(run)));
  faults.push(...(await timeOffFaults(run)));
  faults.push(...(await wrongMail(run)));
  const before = await readRows(run);
  await pullAll(run);
  const after = await readRows(run);
  if (before !== after) faults.push(`one more pull changed something:\n${firstDifference(before, after)}`);
  if (faults.length > 0 || run.scene.accounts.every((account) => account.everyOccurrence.size === 0))
    return faults;
  const missed = await letOccurrencesPass(run);
  const again = (await compareAll(run)).flatMap((account) => account.faults);
  return [...missed, ...again, ...(await wrongMail(run))];
}

async function compareAll(run: Run) {
  const compared = [];
  for (const account of run.scene.accounts) compared.push(await compareAccount(run, account));
  return compared;
}

/** What people read, and what nobody may find anywhere. */
async function shownFaults(run: Run, compared: readonly AccountCards[]): Promise<string[]> {
  const read = await readAsPeople(run, compared);
  return [...read.faults, ...(await leaks(run, read.text))];
}

function firstDifference(one: string, other: string): string {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const from = Math.max(0, at - 300);
  return `  before …${one.slice(from, at + 120)}\n  after  …${other.slice(from, at + 120)}`;
}
