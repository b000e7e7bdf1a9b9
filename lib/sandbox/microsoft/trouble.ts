import { z } from "zod";
import { addressKey } from "../google/people";

const AT_ONCE = [
  "expire-access-tokens",
  "revoke-grant",
  "expire-sync-tokens",
  "ask-reauthorization",
  "remove-subscription",
  "miss-notifications",
] as const;

const WAITING = [
  "lose-notifications",
  "rate-limit-429",
  "mailbox-concurrency",
  "server-error-500",
  "service-unavailable-503",
  "timeout",
  "drop-connection-after-write",
  "access-denied-403",
  "claims-challenge",
  "no-mailbox",
  "mailbox-moving",
  "token-error",
  "teams-pending",
  "teams-failure",
] as const;

/** A fault to play. Without `count` and `seconds` it happens once; `seconds` alone means every time until then. */
export const troubleInput = z.object({
  kind: z.enum([...AT_ONCE, ...WAITING]),
  email: z.string().optional(),
  count: z.number().int().positive().optional(),
  seconds: z.number().positive().optional(),
  retryAfter: z.number().int().nonnegative().optional(),
  method: z.string().optional(),
  pathContains: z.string().optional(),
  /** The AADSTS number of `revoke-grant` and `token-error`. */
  code: z.number().int().optional(),
});

export type TroubleInput = z.infer<typeof troubleInput>;
export type WaitingKind = (typeof WAITING)[number];
export type Trouble = TroubleInput & { left: number; until: number };

/** What a fault is matched against. */
export type Occasion = { email?: string | undefined; method?: string; path?: string };

/** Whether a fault of this kind waits for the next fitting call. */
export function isWaitingKind(kind: TroubleInput["kind"]): kind is WaitingKind {
  return (WAITING as readonly string[]).includes(kind);
}

/** The faults still waiting to happen. They live in memory: a restart clears them. */
export class TroubleBox {
  private waiting: Trouble[] = [];

  constructor(private readonly now: () => number) {}

  add(input: TroubleInput): void {
    // For a slow link or an unanswered call `seconds` is how long each one takes, not how long the fault lasts.
    const isDuration = input.kind === "teams-pending" || input.kind === "timeout";
    const window = isDuration ? undefined : input.seconds;
    const unlimited = input.count === undefined && window !== undefined;
    const left = unlimited ? Number.POSITIVE_INFINITY : (input.count ?? 1);
    const until = window === undefined ? Number.POSITIVE_INFINITY : this.now() + window * 1000;
    this.waiting.push({ ...input, left, until });
  }

  /** The first waiting fault of these kinds that fits, used up by one; undefined when all is well. */
  take(kinds: WaitingKind[], occasion: Occasion): Trouble | undefined {
    this.waiting = this.waiting.filter((trouble) => trouble.left > 0 && trouble.until > this.now());
    const wanted = kinds as string[];
    const found = this.waiting.find((trouble) => wanted.includes(trouble.kind) && fits(trouble, occasion));
    if (found) found.left -= 1;
    return found;
  }

  clear(): void {
    this.waiting = [];
  }
}

/** Without `pathContains` only Graph is troubled; sign-in and tokens need to be named. */
function fits(trouble: Trouble, occasion: Occasion): boolean {
  if (trouble.email && (!occasion.email || addressKey(trouble.email) !== addressKey(occasion.email)))
    return false;
  if (trouble.method && trouble.method.toUpperCase() !== occasion.method) return false;
  if (occasion.path === undefined) return true;
  return occasion.path.includes(trouble.pathContains ?? "/v1.0/");
}
