import { z } from "zod";
import { type Instant, minutes, shift } from "../time/instant";
import { type ConnectResult, providerNames } from "./connection";
import type { ConsentRefusal } from "./provider";

const FLOW_LIFE_MS = minutes(10);

/** What must be remembered between leaving for the provider and coming back; sealed into a cookie of this browser. */
export const connectFlow = z.object({
  provider: z.enum(providerNames),
  intent: z.enum(["install", "connect"]),
  state: z.string(),
  codeVerifier: z.string(),
  userId: z.uuid(),
  returnTo: z.string(),
  expiresAt: z.string(),
});
export type ConnectFlow = z.infer<typeof connectFlow>;

const returnPages = new Set([
  "/marketplace/google-calendar",
  "/marketplace/outlook-calendar",
  "/settings/general/calendar",
]);

/** Only our own two pages are ever returned to, whatever the form said. */
export const safeReturn = (path: string): string =>
  returnPages.has(path) ? path : "/settings/general/calendar";

export const flowExpiry = (now: Instant): Instant => shift(now, FLOW_LIFE_MS);

export type CallbackAnswer = {
  state: string | null;
  code: string | null;
  /** Why there is no code, as the provider's adapter read it; null when it brought one. */
  refusal: ConsentRefusal | null;
};

/** What the provider's way back means before any code is traded (RULES C7); null lets it go on. */
export function refuseCallback(
  flow: ConnectFlow | null,
  answer: CallbackAnswer,
  who: { userId: string; now: Instant; sameState: boolean },
): ConnectResult | null {
  if (!flow) return "state-mismatch";
  if (flow.userId !== who.userId || flow.expiresAt < who.now) return "session-expired";
  if (!who.sameState) return "state-mismatch";
  if (answer.refusal) return answer.refusal;
  return answer.code ? null : "failed";
}

/** Microsoft's way back from an administrator's consent for the whole tenant; refused ones carry an error besides. */
export const isApproval = (query: URLSearchParams): boolean =>
  query.get("admin_consent")?.toLowerCase() === "true" && !query.has("error");
