import { z } from "zod";
import { addressKey } from "../google/people";

/** What every fault may say. Without `count` and `seconds` it happens once; `seconds` alone means every time until then. */
export const troubleShape = {
  email: z.string().optional(),
  count: z.number().int().positive().optional(),
  /** How many fitting calls go through first. */
  after: z.number().int().nonnegative().optional(),
  seconds: z.number().positive().optional(),
  retryAfter: z.number().int().nonnegative().optional(),
  method: z.string().optional(),
  pathContains: z.string().optional(),
  /** Of `refuse`: the HTTP status and the provider's own word for the reason. */
  status: z.number().int().min(400).max(599).optional(),
  reason: z.string().max(80).optional(),
};

type Input = z.infer<z.ZodObject<typeof troubleShape>> & { kind: string };
export type Waiting<Given extends Input> = Given & { left: number; until: number; spared: number };

/** What a fault is matched against. */
export type Occasion = { email?: string | undefined; method?: string; path?: string };

export type TroubleRules = {
  /** Calls of this part of the address space are troubled unless a fault names another. */
  apiPath: string;
  /** Kinds whose `seconds` are how long each one takes, not how long the fault lasts. */
  durations: readonly string[];
  /** Kinds that last until all trouble is cleared. */
  lasting: readonly string[];
};

/** The faults still waiting to happen. They live in memory: a restart clears them. */
export class TroubleBox<Given extends Input> {
  private waiting: Waiting<Given>[] = [];

  constructor(
    private readonly now: () => number,
    private readonly rules: TroubleRules,
  ) {}

  add(input: Given): void {
    const window = this.rules.durations.includes(input.kind) ? undefined : input.seconds;
    const isLasting = window !== undefined || this.rules.lasting.includes(input.kind);
    const left = input.count ?? (isLasting ? Number.POSITIVE_INFINITY : 1);
    const until = window === undefined ? Number.POSITIVE_INFINITY : this.now() + window * 1000;
    this.waiting.push({ ...input, left, until, spared: input.after ?? 0 });
  }

  /** The first waiting fault of these kinds that fits, used up by one; undefined when all is well. */
  take(kinds: readonly Given["kind"][], occasion: Occasion): Waiting<Given> | undefined {
    this.waiting = this.waiting.filter((trouble) => trouble.left > 0 && trouble.until > this.now());
    const fitting = this.waiting.filter(
      (trouble) => kinds.includes(trouble.kind) && this.fits(trouble, occasion),
    );
    const found = fitting.find((trouble) => trouble.spared === 0);
    for (const trouble of fitting) if (trouble !== found && trouble.spared > 0) trouble.spared -= 1;
    if (found) found.left -= 1;
    return found;
  }

  clear(): void {
    this.waiting = [];
  }

  private fits(trouble: Input, occasion: Occasion): boolean {
    const { email, method } = trouble;
    if (email && (!occasion.email || addressKey(email) !== addressKey(occasion.email))) return false;
    if (method && method.toUpperCase() !== occasion.method) return false;
    if (occasion.path === undefined) return true;
    return occasion.path.includes(trouble.pathContains ?? this.rules.apiPath);
  }
}
