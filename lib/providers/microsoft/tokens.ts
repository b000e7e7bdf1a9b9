import { z } from "zod";
import { now } from "@/lib/clock";
import type { Credentials } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { shift } from "@/lib/domain/time/instant";
import { loginRoot, type MicrosoftSettings } from "./settings";
import { toTokenError, unreachable } from "./to-token-error";

/** What the product asks for: identity, a refresh token, the address, and the calendar. */
export const scopes = "openid profile email offline_access User.Read Calendars.ReadWrite";

const CALL_TIMEOUT_MS = 10_000;
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  id_token: z.string().nullish(),
  scope: z.string().nullish(),
  expires_in: z.coerce.number().positive().nullish().catch(null),
});
export type TokenAnswer = z.infer<typeof tokenAnswer>;

/** Trades the refresh token. Microsoft rotates it: the new one counts, and ours stays only if none came. */
export async function tradeTokens(settings: MicrosoftSettings, current: Credentials): Promise<Credentials> {
  if (!current.refreshToken)
    throw new ProviderError("reauthorise", "Microsoft granted no refresh token", { why: "expired" });
  const grant = { grant_type: "refresh_token", refresh_token: current.refreshToken, scope: scopes };
  return toCredentials(await askForTokens(settings, grant), current.refreshToken);
}

/** One call of the token endpoint (providers 1.2), with our client's secret in the body. */
export async function askForTokens(
  settings: MicrosoftSettings,
  grant: Record<string, string>,
): Promise<TokenAnswer> {
  const { clientId, clientSecret, tenant } = settings;
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...grant });
  const url = `${loginRoot(settings)}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
  const signal = AbortSignal.timeout(CALL_TIMEOUT_MS);
  const answer = await fetch(url, { method: "POST", body, redirect: "error", signal }).catch(unreachable);
  const json: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw toTokenError(answer.status, json, answer.headers);
  const parsed = tokenAnswer.safeParse(json);
  if (!parsed.success) throw new ProviderError("temporary", "Microsoft's token answer could not be read");
  return parsed.data;
}

/** The tokens of an answer; `kept` is the refresh token that stays when none came. */
export function toCredentials(answer: TokenAnswer, kept: string | null): Credentials {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? kept,
    expiresAt: answer.expires_in ? shift(now(), answer.expires_in * 1_000) : null,
  };
}
