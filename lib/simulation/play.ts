import { asGuest, changeSlot, create, edit } from "./calendar-acts";
import { compareAccount, readRows } from "./compare";
import { changeContact, remove, schedule } from "./crm-acts";
import { deliver, poll, trouble, work } from "./machine";
import { connect } from "./mailboxes";
import { BOB, CARA, MIA } from "./people";
import { brokenPromises } from "./promises";
import { Random } from "./random";
import { count, newRun, type Run, type Tally } from "./run";
import { closeScene, openScene } from "./scene";
import { changeSetting } from "./settings";
import { changeConnection, pullAll, settle, switchApp } from "./settle";
import type { Stage } from "./stage";
import type { Step, StepOf } from "./steps";

/** Plays a history from its first step to quiet; answers with everything that is not as it must be. */
export async function play(
  stage: Stage,
  seed: number,
  steps: readonly Step[],
  tally: Tally,
): Promise<string[]> {
  const scene = await openScene(stage, new Random(seed));
  const run = newRun(scene, tally);
  try {
    await connect(scene, run.mailboxes, MIA, "google");
    await connect(scene, run.mailboxes, BOB, null);
    await connect(scene, run.mailboxes, CARA, "microsoft");
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
  for (const account of run.scene.accounts) faults.push(...(await compareAccount(run, account)));
  faults.push(...(await brokenPromises(run)));
  const before = await readRows(run);
  await pullAll(run);
  const after = await readRows(run);
  if (before !== after) faults.push(`one more pull changed something:\n${firstDifference(before, after)}`);
  return faults;
}

function firstDifference(one: string, other: string): string {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const from = Math.max(0, at - 300);
  return `  before …${one.slice(from, at + 120)}\n  after  …${other.slice(from, at + 120)}`;
}

function perform(run: Run, step: Step): Promise<void> | void {
  switch (step.do) {
    case "create":
      return create(run.scene, step);
    case "rename":
    case "hide":
    case "show":
    case "move":
    case "invite":
    case "cancel":
      return edit(run.scene, step);
    case "reply":
    case "leave":
      return asGuest(run.scene, step);
    case "slot-rename":
    case "slot-move":
    case "slot-cancel":
    case "slot-reply":
    case "split":
      return changeSlot(run.scene, step);
    default:
      return performHere(run, step);
  }
}

type Elsewhere =
  | "create"
  | "rename"
  | "hide"
  | "show"
  | "move"
  | "invite"
  | "cancel"
  | "reply"
  | "leave"
  | "slot-rename"
  | "slot-move"
  | "slot-cancel"
  | "slot-reply"
  | "split";

/** What happens in the CRM and to its machinery, not in a calendar. */
function performHere(run: Run, step: StepOf<Exclude<Step["do"], Elsewhere>>): Promise<void> | void {
  switch (step.do) {
    case "schedule":
      return schedule(run, step);
    case "delete":
      return remove(run, step);
    case "contact":
      return changeContact(run, step);
    case "setting":
      return changeSetting(run, step);
    case "connect":
    case "disconnect":
      return changeConnection(run, step);
    case "switch-app":
      return switchApp(run, step);
    case "deliver":
      return deliver(run, step);
    case "poll":
      return poll(run, step);
    case "work":
      return work(run, step);
    case "trouble":
      return trouble(run, step);
    case "wait":
      return run.scene.stage.clock.forward(step.seconds);
  }
}
