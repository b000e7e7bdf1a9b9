import { z } from "zod";
import { type DeadGrant, ProviderError, type ProviderErrorKind } from "@/lib/domain/errors";
import { retryAfterMs } from "../headers";
import { boundedClaims } from "./claims";

const refusal = z.object({
  error: z.string().max(60).catch(""),
  suberror: z.string().max(60).nullish().catch(null),
  error_codes: z.array(z.number()).nullish().catch(null),
  error_description: z.string().nullish().catch(null),
  claims: z.string().nullish().catch(null),
});
type Refusal = z.infer<typeof refusal>;

/** Ours to mend, not the person's: wrong redirect address, unknown or single-tenant app, bad or expired secret. */
export const operatorNumbers: ReadonlySet<number> = new Set([
  50011, 50194, 90002, 500011, 700016, 7000215, 7000222,
]);
const operatorErrors = new Set([
  "invalid_client",
  "unauthorized_client",
  "unsupported_grant_type",
  "invalid_resource",
  "invalid_scope",
  "invalid_request",
]);
/** The request is malformed because the token in it is: another token is the cure. */
const malformedToken = 9002313;
const passing = new Set(["temporarily_unavailable", "server_error"]);
const passingNumbers = new Set([90033, 90090]);

const whyByNumber: Record<number, DeadGrant> = {
  50173: "revoked",
  70000: "revoked",
  700082: "expired",
  70008: "expired",
  700084: "expired",
  70043: "sign-in",
  50076: "sign-in",
  50079: "sign-in",
  50158: "sign-in",
  53000: "blocked",
  53003: "blocked",
  65001: "scope",
  50057: "person-gone",
  50034: "person-gone",
  50020: "person-gone",
  90072: "person-gone",
};
const whyByWord = new Map<string, DeadGrant>([
  ["consent_required", "scope"],
  ["bad_token", "revoked"],
  ["token_expired", "expired"],
  ["basic_action", "sign-in"],
  ["additional_action", "sign-in"],
  ["message_only", "blocked"],
  ["protection_policy_required", "blocked"],
  ["interaction_required", "sign-in"],
  ["login_required", "sign-in"],
  ["invalid_grant", "revoked"],
  ["invalid_request", "revoked"],
]);

/**
 * What the token endpoint refused, as what we will do about it (providers 1.2). `error` and `suberror` decide what is
 * done; the AADSTS numbers, which may change, only say why.
 */
export function toTokenError(status: number, body: unknown, headers: unknown): ProviderError {
  const said = refusal.safeParse(body).data ?? { error: "" };
  const numbers = numbersIn(said);
  const kind = kindOf(status, said.error, numbers);
  const detail = [word(said.error) || "no reason", ...numbers.map((number) => `AADSTS${number}`)].join(", ");
  return new ProviderError(kind, `Microsoft tokens ${status} (${detail})`, {
    retryAfterMs: retryAfterMs(headers),
    why: kind === "reauthorise" ? whyOf(said, numbers) : null,
    claims: kind === "reauthorise" && said.claims ? boundedClaims(said.claims) : null,
  });
}

/** A sign-in call without an answer. */
export function unreachable(error: unknown): never {
  const name = error instanceof Error ? word(error.name) : "";
  throw new ProviderError("temporary", `Microsoft sign-in unreachable (${name || "no reason"})`);
}

/** The AADSTS numbers of a refusal, from its list or from its sentence. */
export function numbersIn({ error_codes, error_description }: Partial<Refusal>): number[] {
  if (error_codes?.length) return error_codes.slice(0, 5).filter((number) => Number.isSafeInteger(number));
  const found = /AADSTS(\d{4,9})/.exec(error_description ?? "")?.[1];
  return found ? [Number(found)] : [];
}

function kindOf(status: number, error: string, numbers: number[]): ProviderErrorKind {
  if (status === 429) return "slow-down";
  if (status >= 500 || passing.has(error) || status === 408) return "temporary";
  if (numbers.some((each) => passingNumbers.has(each))) return "temporary";
  if (numbers.includes(malformedToken)) return "reauthorise";
  if (operatorErrors.has(error)) return "misconfigured";
  if (numbers.some((each) => operatorNumbers.has(each))) return "misconfigured";
  return error ? "reauthorise" : "temporary";
}

function whyOf({ error, suberror }: Partial<Refusal>, numbers: number[]): DeadGrant | null {
  const [known] = numbers.flatMap((number) => whyByNumber[number] ?? []);
  return known ?? whyByWord.get(suberror ?? "") ?? whyByWord.get(error ?? "") ?? null;
}

/** A word of the protocol, or nothing: provider text never gets into a message. */
const word = (text: string): string => (/^[A-Za-z_]{1,40}$/.test(text) ? text : "");
