import { z } from "zod";
import { TroubleBox, type TroubleRules, troubleShape, type Waiting } from "../desk/trouble-box";

const AT_ONCE = [
  "expire-access-tokens",
  "revoke-grant",
  "end-refresh-tokens",
  "withdraw-scope",
  "require-claims",
  "expire-sync-tokens",
  "ask-reauthorization",
  "remove-subscription",
  "drop-subscription",
  "miss-notifications",
] as const;

const WAITING = [
  "lose-notifications",
  "unreachable-endpoint",
  "rate-limit-429",
  "mailbox-concurrency",
  "server-error-500",
  "service-unavailable-503",
  "timeout",
  "refuse",
  "block-app",
  "drop-connection-after-write",
  "access-denied-403",
  "claims-challenge",
  "no-mailbox",
  "mailbox-moving",
  "token-error",
  "teams-pending",
  "teams-failure",
] as const;

/** A fault to play. `code` is the AADSTS number of `revoke-grant`, `end-refresh-tokens`, `block-app`, `token-error`. */
export const troubleInput = z.object({
  kind: z.enum([...AT_ONCE, ...WAITING]),
  ...troubleShape,
  code: z.number().int().optional(),
});

export type TroubleInput = z.infer<typeof troubleInput>;
export type WaitingKind = (typeof WAITING)[number];
export type Trouble = Waiting<TroubleInput>;
export type Troubles = TroubleBox<TroubleInput>;

const RULES: TroubleRules = {
  apiPath: "/v1.0/",
  durations: ["teams-pending", "timeout"],
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
