import { z } from "zod";
import { count, type Run, secret } from "./run";

const mail = z.object({ to: z.string(), title: z.string(), iCalUID: z.string() });
const posted = mail.extend({ kind: z.string(), cause: z.string() });
const outbox = z.object({ mails: z.array(posted) });
type Mail = z.infer<typeof mail>;

/** Who was invited to what by the CRM, and the titles its changes wanted, with the UID of the event each was meant for. */
export type MailDue = {
  promised: readonly { title: string; guests: readonly string[] }[];
  amended: ReadonlyMap<string, string | null>;
};

/** What was mailed because of us and should not have been, a sentence each. */
export async function wrongMail(run: Run): Promise<string[]> {
  const mails = await ourMails(run);
  count(run.tally, "invitation mailed", mails.length);
  return mailFaults(mails, run.scene);
}

/**
 * RULES O1, O2, O4, O6: one invitation for each guest of a scheduled meeting, one mail about each change that somebody had
 * sent, and no other mail of ours but cancellations, which are not among `mails`.
 */
export function mailFaults(mails: readonly Mail[], { promised, amended }: MailDue): string[] {
  const letters = new Map<string, Mail & { times: number }>();
  for (const mail of mails) {
    const key = `${mail.title} to ${mail.to}`;
    letters.set(key, { ...mail, times: (letters.get(key)?.times ?? 0) + 1 });
  }
  const invited = new Set(
    promised.flatMap(({ title, guests }) => guests.map((guest) => `${title} to ${guest}`)),
  );
  const faults: string[] = [];
  const untold = new Map<string, number>();
  for (const [key, { times, title, to, iCalUID }] of letters) {
    if (invited.has(key)) {
      if (times > 1) faults.push(`${times} invitations: ${key}`);
      continue;
    }
    // RULES O8: a change goes out under another title where the calendar has given the event one meanwhile.
    const event = `${iCalUID} to ${to}`;
    const spare = untold.get(event) ?? countUntold(amended, iCalUID, (its) => letters.has(`${its} to ${to}`));
    const left = spare - (amended.has(title) ? times - 1 : times);
    untold.set(event, left);
    if (left < 0) faults.push(`mail that nobody asked for: ${times} times ${key}`);
  }
  return faults;
}

/** How many changes of an event somebody was not told of under the title that was wanted. */
const countUntold = (
  amended: ReadonlyMap<string, string | null>,
  uid: string,
  isTold: (title: string) => boolean,
): number => [...amended].filter(([title, of]) => of === uid && !isTold(title)).length;

/** What our writes had the calendars mail, but for cancellations. */
async function ourMails({ scene: { stage, timeOff } }: Run): Promise<Mail[]> {
  const mails: z.infer<typeof posted>[] = [];
  for (const desk of Object.values(stage.desks))
    mails.push(...outbox.parse((await desk.act("GET", "/outbox")).json).mails);
  return mails.filter(({ cause, kind, title }) => {
    // RULES T3: nobody hears of time off, not even that it is over.
    const isOver = kind === "Cancelled" || kind === "Canceled";
    return cause === "api" && (!isOver || timeOff.find(title) !== null);
  });
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
