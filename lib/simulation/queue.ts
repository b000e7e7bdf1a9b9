import type { TaskName } from "@/lib/domain/tasks";
import { runTask } from "@/lib/jobs/handlers";
import type { Ctx } from "@/lib/services/context";
import { systemCtx } from "@/lib/services/wiring";
import { type Fate, Killed, subjectTo } from "./faults";
import type { Stage } from "./stage";

/** A job as the queue holds it. */
export type Job = {
  id: string;
  task: TaskName;
  payload: Record<string, string>;
  queue: string;
  attempts: number;
};

export type JobEnd = "done" | "failed" | "killed";

/** Jobs whose time has come, oldest first. */
export async function dueJobs({ owner, clock }: Stage): Promise<Job[]> {
  const rows = await owner<Job[]>`
    select j.id::text as id, t.identifier as task, j.payload, coalesce(q.queue_name, '') as queue, j.attempts
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where j.locked_at is null and j.run_at <= ${clock.instant}::timestamptz
    order by j.run_at, j.id`;
  return [...rows];
}

/** How long until the next job that waits is due, in seconds; null when none waits but for the next occurrence to begin. */
export async function secondsToNext({ owner, clock }: Stage): Promise<number | null> {
  const [row] = await owner<{ seconds: number | null }[]>`
    select extract(epoch from min(run_at) - ${clock.instant}::timestamptz)::float8 as seconds
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.locked_at is null and t.identifier <> 'calendar.occurrences'`;
  return row?.seconds ?? null;
}

/**
 * Runs one job the way the queue does: locked while it runs (another one of its key may be left meanwhile), forgotten once
 * done, tried again after a wait once it failed, given back once its worker is found dead.
 */
export async function runJob(stage: Stage, job: Job, fate: Fate): Promise<JobEnd> {
  const { owner, clock } = stage;
  await owner`
    update graphile_worker._private_jobs
    set locked_at = now(), locked_by = 'simulation', attempts = attempts + 1 where id = ${job.id}`;
  const ctxOf = (accountId: string, part: string): Ctx => subjectTo(fate, systemCtx(accountId, part));
  try {
    await runTask(job.task, job.payload, ctxOf);
    // The answer of a handler that died is never heard.
    if (fate.isDead) throw new Killed("killed");
    await owner`delete from graphile_worker._private_jobs where id = ${job.id}`;
    return "done";
  } catch (error) {
    const isKilled = fate.isDead || error instanceof Killed;
    const wait = isKilled ? 0 : Math.exp(Math.min(10, job.attempts + 1));
    const at = new Date(clock.now() + wait * 1000).toISOString();
    // One that has lost its key to a newer job is not wanted again by name, but it is still tried.
    await owner`
      update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = ${at}::timestamptz
      where id = ${job.id}`;
    return isKilled ? "killed" : "failed";
  }
}
