import { z } from "zod";
import { addressKey } from "./people";

const KINDS = [
  "expire-access-tokens",
  "revoke-grant",
  "expire-sync-tokens",
  "lose-notifications",
  "rate-limit-429",
  "rate-limit-403",
  "server-error-500",
  "timeout",
  "quota-exceeded",
  "drop-connection-after-write",
  "meet-pending",
  "meet-failure",
] as const;

/** A fault to play. Without `count` and `seconds` it happens once; `seconds` alone means every time until then. */
export const troubleInput = z.object({
  kind: z.enum(KINDS),
  email: z.string().optional(),
  count: z.number().int().positive().optional(),
  seconds: z.number().positive().optional(),
  retryAfter: z.number().int().nonnegative().optional(),
  method: z.string().optional(),
  pathContains: z.string().optional(),
});

export type TroubleInput = z.infer<typeof troubleInput>;
export type TroubleKind = (typeof KINDS)[number];
export type Trouble = TroubleInput & { left: number; until: number };

/** What a fault is matched against. */
export type Occasion = { email?: string | undefined; method?: string; path?: string };

/** The faults still waiting to happen. They live in memory: a restart clears them. */
export class TroubleBox {
  private waiting: Trouble[] = [];

  constructor(private readonly now: () => number) {}

  add(input: TroubleInput): void {
    // For a slow conference or an unanswered call `seconds` is how long each one takes, not how long the fault lasts.
    const isDuration = input.kind === "meet-pending" || input.kind === "timeout";
    const window = isDuration ? undefined : input.seconds;
    const unlimited = input.count === undefined && window !== undefined;
    const left = unlimited ? Number.POSITIVE_INFINITY : (input.count ?? 1);
    const until = window === undefined ? Number.POSITIVE_INFINITY : this.now() + window * 1000;
    this.waiting.push({ ...input, left, until });
  }

  /** The first waiting fault of these kinds that fits, used up by one; undefined when all is well. */
  take(kinds: TroubleKind[], occasion: Occasion): Trouble | undefined {
    this.waiting = this.waiting.filter((trouble) => trouble.left > 0 && trouble.until > this.now());
    const found = this.waiting.find((trouble) => kinds.includes(trouble.kind) && fits(trouble, occasion));
    if (found) found.left -= 1;
    return found;
  }

  clear(): void {
    this.waiting = [];
  }
}

/** Without `pathContains` only the Calendar API is troubled; sign-in and tokens need to be named. */
function fits(trouble: Trouble, occasion: Occasion): boolean {
  if (trouble.email && (!occasion.email || addressKey(trouble.email) !== addressKey(occasion.email)))
    return false;
  if (trouble.method && trouble.method.toUpperCase() !== occasion.method) return false;
  if (occasion.path === undefined) return true;
  return occasion.path.includes(trouble.pathContains ?? "/calendar/v3/");
}
