import { z } from "zod";
import { TroubleBox, type TroubleRules, troubleShape, type Waiting } from "../desk/trouble-box";

const AT_ONCE = [
  "expire-access-tokens",
  "revoke-grant",
  "end-refresh-tokens",
  "withdraw-scope",
  "expire-sync-tokens",
  "drop-channel",
] as const;

const WAITING = [
  "lose-notifications",
  "unreachable-endpoint",
  "rate-limit-429",
  "rate-limit-403",
  "server-error-500",
  "timeout",
  "quota-exceeded",
  "refuse",
  "block-app",
  "drop-connection-after-write",
  "meet-pending",
  "meet-failure",
] as const;

/** A fault to play. `reason` of `end-refresh-tokens` is what a refresh is refused with from then on. */
export const troubleInput = z.object({ kind: z.enum([...AT_ONCE, ...WAITING]), ...troubleShape });

export type TroubleInput = z.infer<typeof troubleInput>;
export type WaitingKind = (typeof WAITING)[number];
export type Trouble = Waiting<TroubleInput>;
export type Troubles = TroubleBox<TroubleInput>;

const RULES: TroubleRules = {
  apiPath: "/calendar/v3/",
  durations: ["meet-pending", "timeout"],
  lasting: ["block-app"],
};

/** An empty box of waiting faults. */
export function noTroubles(now: () => number): Troubles {
  return new TroubleBox<TroubleInput>(now, RULES);
}

/** Whether a fault of this kind waits for the next fitting call. */
export function isWaitingKind(kind: TroubleInput["kind"]): kind is WaitingKind {
  return (WAITING as readonly string[]).includes(kind);
}
