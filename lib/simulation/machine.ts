import { inAccount } from "@/db/client";
import type { TaskName } from "@/lib/domain/tasks";
import { enqueueDueOccurrences } from "@/lib/services/calendar/enqueue-occurrences";
import { enqueueSync, receiveNotifications } from "@/lib/services/calendar/receive-notification";
import { database, systemCtx } from "@/lib/services/wiring";
import { howListed, readBackFill } from "./back-fill-look";
import { fateOf } from "./blows";
import { dueJobs, type Job, runJob } from "./queue";
import { Random } from "./random";
import { count, linkPromised, type Run, showOracle } from "./run";
import type { Blow, StepOf } from "./steps";

/** Takes in what the providers have posted so far: some of it never, some of it twice, some of it later, in any order. */
export async function deliver(run: Run, step: StepOf<"deliver">): Promise<void> {
  const random = new Random(step.seed);
  const box = run.scene.stage.postBox.messages;
  const came = random.shuffled(box.splice(0));
  for (const message of came) {
    if (random.chance(step.lost)) count(run.tally, "notification lost");
    else if (random.chance(step.late)) {
      count(run.tally, "notification late");
      box.push(message);
    } else {
      count(run.tally, "notification delivered");
      await receiveNotifications(message.provider, message.raw);
      if (!random.chance(step.doubled)) continue;
      count(run.tally, "notification doubled");
      await receiveNotifications(message.provider, message.raw);
    }
  }
}

/** Someone presses "Sync now", or the timetable finds a calendar quiet for too long. */
export async function poll(run: Run, step: StepOf<"poll">): Promise<void> {
  for (const mailbox of run.mailboxes)
    if (mailbox.email === step.user && mailbox.isLive) await askForPull(mailbox);
}

export const askForPull = ({ account, connectionId }: { account: { id: string }; connectionId: string }) =>
  inAccount(database(), account.id, (tx) => enqueueSync(tx, account.id, connectionId));

/** Workers take some of the jobs that are due, two at once where they are of different calendars. */
export async function work(run: Run, step: StepOf<"work">): Promise<void> {
  const random = new Random(step.seed);
  for (let left = step.jobs; left > 0; left -= 1) {
    const due = await dueJobs(run.scene.stage);
    if (due.length === 0) {
      const live = run.mailboxes.filter((mailbox) => mailbox.isLive);
      if (live.length === 0) return;
      // Nothing to do: the timetable finds a calendar that was quiet for long, and occurrences that took place.
      await askForPull(random.pick(live));
      await lookForOccurrences(run);
      continue;
    }
    const first = random.pick(due);
    const second = due.find((job) => job.queue !== first.queue);
    const blow = left === step.jobs ? step.blow : null;
    if (step.isPaired && second) {
      count(run.tally, "two workers at once");
      await Promise.all([
        takeJob(run, first, blow, writers.has(second.task) ? "beside" : "alone"),
        takeJob(run, second, null, writers.has(first.task) ? "beside" : "alone"),
      ]);
    } else await takeJob(run, first, blow);
  }
}

/** The timetable's look for occurrences that have begun (RULES N5). */
export async function lookForOccurrences({ scene }: Run): Promise<void> {
  if (scene.accounts.every((account) => account.everyOccurrence.size === 0)) return;
  await enqueueDueOccurrences(database(), scene.stage.clock.instant, (id) => systemCtx(id, "timetable"));
}

/** The job of this name that is due for a person's calendar; there has to be one. */
export async function takeNamed(run: Run, { user, task, blow }: StepOf<"job">): Promise<void> {
  const own = run.mailboxes.filter((mailbox) => mailbox.email === user);
  const job = (await dueJobs(run.scene.stage)).find(
    (each) => each.task === task && own.some(({ connectionId }) => each.queue.endsWith(connectionId)),
  );
  if (!job) throw new Error(`no ${task} is due for ${user}`);
  await takeJob(run, job, blow);
}

/**
 * Whichever job is due first, if there is one, while something is written from here: it may have read the calendar before that
 * or after, so that each of the two is a look that may have been.
 */
export async function takeBeside(run: Run): Promise<void> {
  const [job] = await dueJobs(run.scene.stage);
  if (!job) return;
  const mailbox = mailboxOf(run, job);
  if (mailbox?.isSyncing && readers.has(job.task))
    await showOracle(run, mailbox, { how: "perhaps", isListing: false });
  await takeJob(run, job, null, "beside");
}

const mailboxOf = ({ mailboxes }: Run, { queue }: Job) =>
  mailboxes.find(({ connectionId }) => queue.endsWith(connectionId));

/** One job, and what the oracle learns from it: a look that is certain, unless a calendar is written to beside it. */
export async function takeJob(
  run: Run,
  job: Job,
  blow: Blow | null,
  when: "alone" | "beside" = "alone",
): Promise<void> {
  const { stage } = run.scene;
  const walk = await readBackFill(run, job.payload.backFillId);
  const mailbox = mailboxOf(run, job);
  stage.clock.forward(1);
  const begun = stage.clock.instant;
  const fate = fateOf(run, blow);
  const end = await runJob(stage, job, fate);
  await fate.aftermath;
  if (fate.hasStruck) count(run.tally, blow?.kind === "cut" ? "connections cut" : "worker killed");
  count(run.tally, `job ${job.task} ${end}`);
  if (job.task === "meetings.push") await linkPromised(run);
  // A calendar that is switched off is not read (RULES C11).
  if (!mailbox?.isSyncing) return;
  if (readers.has(job.task)) {
    const isWhole = when === "alone" && (await hasPulled(run, mailbox.connectionId, begun));
    const how = isWhole ? "whole" : "perhaps";
    await showOracle(run, mailbox, { how, isListing: false });
  }
  const listed = howListed(walk, await readBackFill(run, job.payload.backFillId));
  if (listed) await showOracle(run, mailbox, { how: listed, isListing: true });
}

const readers = new Set<TaskName>(["calendar.sync", "calendar.occurrences", "meetings.update-event"]);
const writers = new Set<TaskName>(["meetings.push", "meetings.update-event", "meetings.cancel-event"]);

/** Whether a round went all the way to its end, cursor and all, since then. */
async function hasPulled({ scene }: Run, connectionId: string, since: string): Promise<boolean> {
  const rows = await scene.stage.owner`
    select from calendar_connections where id = ${connectionId} and last_pull_at >= ${since}::timestamptz`;
  return rows.length > 0;
}

const kinds = {
  "410": { google: "expire-sync-tokens", microsoft: "expire-sync-tokens" },
  "429": { google: "rate-limit-429", microsoft: "rate-limit-429" },
  "5xx": { google: "server-error-500", microsoft: "service-unavailable-503" },
  "lost-answer": { google: "drop-connection-after-write", microsoft: "drop-connection-after-write" },
  "spent-token": { google: "expire-access-tokens", microsoft: "expire-access-tokens" },
  revoked: { google: "revoke-grant", microsoft: "revoke-grant" },
} as const;

/** The provider is in trouble. */
export async function trouble(run: Run, step: StepOf<"trouble">): Promise<void> {
  const provider = step.isOutlook ? "microsoft" : "google";
  const kind = kinds[step.kind][provider];
  const isOnce = step.kind === "410" || step.kind === "spent-token";
  const times = isOnce ? {} : { count: step.count, ...(step.kind === "429" ? { retryAfter: 1 } : {}) };
  const more = step.kind === "revoked" ? { email: step.user } : times;
  const { status } = await run.scene.stage.desks[provider].act("POST", "/trouble", { kind, ...more });
  if (status !== 200) throw new Error(`there is no trouble ${kind}`);
  count(run.tally, `trouble ${step.kind}`);
}
