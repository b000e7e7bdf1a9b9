import { z } from "zod";
import { count, type Run } from "./run";

const outbox = z.object({
  mails: z.array(z.object({ to: z.string(), kind: z.string(), title: z.string(), cause: z.string() })),
});

/** What the product may never do, whatever happens: mail by surprise or twice, or tell what is private. */
export async function brokenPromises(run: Run): Promise<string[]> {
  return [...(await wrongMail(run)), ...(await leaks(run))];
}

/** RULES O1, O2, O6: one invitation for each guest of a scheduled meeting, and no other mail of ours but its cancellation. */
async function wrongMail(run: Run): Promise<string[]> {
  const faults: string[] = [];
  const invitations = new Map<string, number>();
  for (const desk of Object.values(run.scene.stage.desks)) {
    const { mails } = outbox.parse((await desk.act("GET", "/outbox")).json);
    for (const mail of mails.filter(({ cause }) => cause === "api")) {
      if (mail.kind === "Cancelled" || mail.kind === "Canceled") continue;
      const key = `${mail.title} to ${mail.to}`;
      invitations.set(key, (invitations.get(key) ?? 0) + 1);
    }
  }
  const wanted = new Set(
    run.scene.promised.flatMap(({ title, guests }) => guests.map((guest) => `${title} to ${guest}`)),
  );
  for (const [key, times] of invitations) {
    count(run.tally, "invitation mailed", times);
    if (!wanted.has(key)) faults.push(`mail that nobody asked for: ${key}`);
    else if (times > 1) faults.push(`${times} invitations: ${key}`);
  }
  return faults;
}

/**
 * RULES I5: what is private has a title that says so. None may be in the database, unless somebody else's public copy told it
 * (section 10, case 37).
 */
async function leaks({ scene, told }: Run): Promise<string[]> {
  const ids = scene.stage.owner(scene.accounts.map((account) => account.id));
  const rows = await scene.stage.owner<{ place: string; text: string }[]>`
    select 'activities' as place, title as text from activities where account_id in ${ids} and title like '%Secret%'
    union all
    select 'sync_decisions', title from sync_decisions where account_id in ${ids} and title like '%Secret%'
    union all
    select 'jobs', payload::text || coalesce(last_error, '') from graphile_worker._private_jobs
    where payload::text like '%Secret%' or last_error like '%Secret%'`;
  return rows.filter(({ text }) => !told.has(text)).map(({ place, text }) => `${text} stands in ${place}`);
}
