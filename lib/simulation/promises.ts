import { z } from "zod";
import { count, type Run, secret } from "./run";

const outbox = z.object({
  mails: z.array(z.object({ to: z.string(), kind: z.string(), title: z.string(), cause: z.string() })),
});

/**
 * RULES O1, O2, O4, O6: one invitation for each guest of a scheduled meeting, one mail about each change that somebody had
 * sent, and no other mail of ours but cancellations.
 */
export async function wrongMail(run: Run): Promise<string[]> {
  const faults: string[] = [];
  const { promised, amended, timeOff } = run.scene;
  const invitations = new Map<string, number>();
  const wanted = new Set(
    promised.flatMap(({ title, guests }) => guests.map((guest) => `${title} to ${guest}`)),
  );
  for (const desk of Object.values(run.scene.stage.desks)) {
    const { mails } = outbox.parse((await desk.act("GET", "/outbox")).json);
    for (const mail of mails.filter(({ cause }) => cause === "api")) {
      // RULES T3: nobody hears of time off, not even that it is over.
      const isAway = timeOff.find(mail.title) !== null;
      if (!isAway && (mail.kind === "Cancelled" || mail.kind === "Canceled")) continue;
      const key = `${mail.title} to ${mail.to}`;
      if (amended.has(mail.title)) wanted.add(key);
      invitations.set(key, (invitations.get(key) ?? 0) + 1);
    }
  }
  for (const [key, times] of invitations) {
    count(run.tally, "invitation mailed", times);
    if (!wanted.has(key)) faults.push(`mail that nobody asked for: ${key}`);
    else if (times > 1) faults.push(`${times} invitations: ${key}`);
  }
  return faults;
}

/**
 * RULES I5: what is private has a title and a text that say so. None may be anywhere in the database, in a log line, in an
 * error's text or in what people read, unless somebody else's public copy told it (section 10, case 37).
 */
export async function leaks({ scene, told }: Run, read: string): Promise<string[]> {
  const { stage } = scene;
  const rows = await stage.owner.unsafe<{ place: string; text: string }[]>(stage.everyRow);
  const log = stage.log.splice(0).map((text) => ({ place: "the log", text }));
  const all = [...rows, ...log, { place: "what people read", text: read }];
  const faults = all.flatMap(({ place, text }) =>
    (text.match(secret) ?? [])
      .filter((title) => !told.has(title))
      .map((title) => `${title} stands in ${place}`),
  );
  return [...new Set(faults)];
}
