import { z } from "zod";

const time = z.union([
  z.object({ date: z.string() }),
  z.object({ dateTime: z.iso.datetime({ offset: true }), timeZone: z.string() }),
]);

/**
 * One scheduling mail between two sandboxes, in the terms of iTIP (RFC 5546): REQUEST and CANCEL go from the organiser
 * to one guest, REPLY from a guest to the organiser. `uid` is the iCal UID both sides keep.
 */
export const invitationMessage = z.object({
  method: z.enum(["REQUEST", "CANCEL", "REPLY"]),
  uid: z.string().min(1),
  sequence: z.number().int().nonnegative(),
  from: z.string(),
  to: z.string(),
  organizer: z.object({ email: z.string(), name: z.string() }),
  attendees: z.array(
    z.object({
      email: z.string(),
      name: z.string(),
      role: z.enum(["required", "optional", "resource"]),
      answer: z.enum(["needs-action", "accepted", "tentative", "declined"]),
    }),
  ),
  title: z.string(),
  /** HTML. */
  description: z.string(),
  location: z.string(),
  isPrivate: z.boolean(),
  onlineLink: z.string().optional(),
  /** A date for whole days, otherwise an instant in UTC with the IANA zone it was written in. */
  start: time,
  end: time,
  /** RRULE and EXDATE lines of a series. */
  recurrence: z.array(z.string()).optional(),
  /** The original start of the one slot this mail is about. */
  recurrenceId: time.optional(),
});

export type InvitationMessage = z.infer<typeof invitationMessage>;
export type SendMessage = (message: InvitationMessage) => Promise<void> | void;

const RETRY_MS = [100, 500, 2000, 8000];

/** Mail to addresses without a mailbox here: sent in order, tried again while the other side cannot be reached. */
export class ForeignMail {
  private queue: Promise<void> = Promise.resolve();
  private readonly closing = new AbortController();

  constructor(private readonly deliver: SendMessage | undefined) {}

  send(message: InvitationMessage): void {
    const { deliver } = this;
    if (!deliver) return;
    this.queue = this.queue.then(() => this.attempt(() => deliver(message)));
  }

  close(): void {
    this.closing.abort();
  }

  private async attempt(deliver: () => Promise<void> | void): Promise<void> {
    for (const wait of [0, ...RETRY_MS]) {
      await pause(wait, this.closing.signal);
      if (this.closing.signal.aborted) return;
      try {
        await deliver();
        return;
      } catch (error) {
        if (wait === RETRY_MS.at(-1))
          console.error("A mail to the other sandbox could not be delivered", error);
      }
    }
  }
}

/** Posts each message to the door of the sandbox at `origin`; a refusal or silence is an error. */
export function postTo(origin: string): SendMessage {
  const url = `${origin}/sandbox/invitations`;
  return async (message) => {
    const headers = { "content-type": "application/json" };
    const signal = AbortSignal.timeout(5000);
    const answer = await fetch(url, { method: "POST", headers, signal, body: JSON.stringify(message) });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the other sandbox answered ${answer.status}`);
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ms === 0 || signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
