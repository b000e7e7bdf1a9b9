import type { ProviderName } from "@/lib/domain/calendar/connection";
import { decideSweep } from "@/lib/services/calendar/decide-sweep";
import { disconnectCalendar, uninstallIntegration } from "@/lib/services/calendar/disconnect";
import { getSweep } from "@/lib/services/calendar/get-sweep";
import { userCtx } from "@/lib/services/wiring";
import { askForPull, takeJob } from "./machine";
import { connect } from "./mailboxes";
import { dueJobs, secondsToNext } from "./queue";
import { count, type Run } from "./run";
import { userOf } from "./scene";
import type { StepOf } from "./steps";

const MOST_JOBS = 400;

/** A user connects or disconnects their calendar. */
export async function changeConnection(run: Run, step: StepOf<"connect" | "disconnect">): Promise<void> {
  const { user } = userOf(run.scene, step.user);
  if (step.do === "connect") return void (await connect(run.scene, run.mailboxes, step.user, null));
  await disconnectCalendar(userCtx(user));
  for (const mailbox of run.mailboxes) if (mailbox.userId === user.id) mailbox.isLive = false;
}

/** The administrator takes the app off and installs the other provider's; the others have to connect anew. */
export async function switchApp(run: Run, step: StepOf<"switch-app">): Promise<void> {
  const account = run.scene.accounts[step.account];
  const [admin] = account?.users ?? [];
  if (!account || !admin) return;
  const other: ProviderName = account.provider === "google" ? "microsoft" : "google";
  await uninstallIntegration(userCtx(admin));
  account.provider = null;
  for (const mailbox of run.mailboxes) if (mailbox.account === account) mailbox.isLive = false;
  const result = await connect(run.scene, run.mailboxes, admin.email, other);
  count(run.tally, `installed the other app: ${result}`);
}

/** Quiet: trouble is over, every job is done, every connected calendar is pulled once more, and no grant is dead. */
export async function settle(run: Run): Promise<void> {
  const { stage } = run.scene;
  for (const desk of Object.values(stage.desks)) await desk.act("POST", "/trouble/clear");
  stage.postBox.messages.length = 0;
  await drain(run);
  await pullAll(run);
  // Only asking finds out that a grant is dead: a withdrawal is told to nobody. What waited for it goes out then, and comes back.
  if (await reconnectDead(run)) {
    await pullAll(run);
    await pullAll(run);
  }
  await decideLosses(run);
}

/** Whose grant is dead presses "Reconnect" (RULES C8); true when anybody had to. */
async function reconnectDead(run: Run): Promise<boolean> {
  let hasAny = false;
  for (const mailbox of run.mailboxes) {
    const dead = await run.scene.stage.owner`
      select from calendar_connections where id = ${mailbox.connectionId} and state = 'reconnect'`;
    if (dead.length === 0) continue;
    count(run.tally, "reconnected after a dead grant");
    await connect(run.scene, run.mailboxes, mailbox.email, null);
    hasAny = true;
  }
  return hasAny;
}

/** Whoever is asked whether what is missing was really called off says that it was (RULES N4). */
async function decideLosses(run: Run): Promise<void> {
  for (const user of run.scene.accounts.flatMap((account) => account.users)) {
    const sweep = await getSweep(userCtx(user));
    if (!sweep) continue;
    count(run.tally, "mass loss decided");
    await decideSweep(userCtx(user), { decision: "cancel", asOf: sweep.asOf, of: "all-but", events: [] });
  }
}

/** Pulls every connected calendar until nothing is left to do. */
export async function pullAll(run: Run): Promise<void> {
  for (const mailbox of run.mailboxes) if (mailbox.isLive) await askForPull(mailbox);
  await drain(run);
}

/** Has every job done, the clock moving to whichever is next. */
export async function drain(run: Run): Promise<void> {
  const { stage } = run.scene;
  for (let taken = 0; taken < MOST_JOBS; taken += 1) {
    const [job] = await dueJobs(stage);
    if (job) {
      await takeJob(run, job, null);
      continue;
    }
    const seconds = await secondsToNext(stage);
    if (seconds === null) return;
    stage.clock.forward(Math.max(1, Math.ceil(seconds) + 1));
  }
  throw new Error("the queue does not come to rest");
}
