import { randomBytes } from "node:crypto";
import { addressKey, sameAddress } from "./people";
import { consentLabel } from "./scopes";
import type { Grant, IssuedToken, State } from "./state";

const LIVE_REFRESH_TOKENS = 100;
/** Seconds an access token lives, as Google states it. */
export const ACCESS_TOKEN_SECONDS = 3599;

export type Holder = { email: string; clientId: string };

/** The consent this person gave this client, if any. */
export function findGrant(state: State, holder: Holder): Grant | undefined {
  return state.grants.find((grant) => isOf(holder, grant));
}

/** Adds scopes to the consent, making it if there is none. */
export function recordConsent(state: State, holder: Holder, scopes: string[]): Grant {
  const known = findGrant(state, holder);
  if (known) {
    known.scopes = [...new Set([...known.scopes, ...scopes])];
    return known;
  }
  const fresh: Grant = {
    email: addressKey(holder.email),
    clientId: holder.clientId,
    scopes,
    refreshIssued: false,
  };
  state.grants.push(fresh);
  return fresh;
}

/** A new access token of `ACCESS_TOKEN_SECONDS`. */
export function issueAccessToken(state: State, holder: Holder, scopes: string[], now: number): IssuedToken {
  state.accessTokens = state.accessTokens.filter((token) => (token.expiresAt ?? 0) > now);
  const token = newToken("ya29.a0", holder, scopes, now + ACCESS_TOKEN_SECONDS * 1000);
  state.accessTokens.push(token);
  return token;
}

/** A new refresh token; the oldest beyond 100 for one account and client silently dies (providers 1.1). */
export function issueRefreshToken(state: State, holder: Holder, scopes: string[]): IssuedToken {
  const token = newToken("1//0g", holder, scopes, undefined);
  state.refreshTokens.push(token);
  const live = state.refreshTokens.filter((each) => isOf(holder, each));
  const dropped = new Set(live.slice(0, Math.max(0, live.length - LIVE_REFRESH_TOKENS)));
  state.refreshTokens = state.refreshTokens.filter((each) => !dropped.has(each));
  return token;
}

/** The live access token with this text. */
export function findAccessToken(state: State, text: string, now: number): IssuedToken | undefined {
  return state.accessTokens.find((token) => token.token === text && (token.expiresAt ?? 0) > now);
}

/** Ends the access tokens of one person (or of all); returns how many were alive. */
export function expireAccessTokens(state: State, email: string | undefined): number {
  const kept = state.accessTokens.filter((token) => email !== undefined && !sameAddress(token.email, email));
  const ended = state.accessTokens.length - kept.length;
  state.accessTokens = kept;
  return ended;
}

/** Takes the whole consent back: every token of these holders dies, and channels fall silent. */
export function revokeGrants(state: State, isRevoked: (holder: Holder) => boolean): number {
  const before = state.grants.length;
  state.grants = state.grants.filter((grant) => !isRevoked(grant));
  state.accessTokens = state.accessTokens.filter((token) => !isRevoked(token));
  state.refreshTokens = state.refreshTokens.filter((token) => !isRevoked(token));
  state.codes = state.codes.filter((code) => !isRevoked(code));
  return before - state.grants.length;
}

/** Refresh tokens are refused with `reason` from now on; the consent itself stays. Returns how many there were. */
export function endRefreshTokens(
  state: State,
  isTheirs: (holder: Holder) => boolean,
  reason: string,
): number {
  const ended = state.refreshTokens.filter(isTheirs);
  for (const token of ended) token.deadReason ??= reason;
  return ended.length;
}

/** Takes the calendar permissions out of consents and of the tokens already out, and leaves who the person is. */
export function withdrawCalendarScopes(state: State, isTheirs: (holder: Holder) => boolean): number {
  const grants = state.grants.filter(isTheirs);
  const tokens = [...state.accessTokens, ...state.refreshTokens].filter(isTheirs);
  for (const each of [...grants, ...tokens])
    each.scopes = each.scopes.filter((scope) => !consentLabel(scope));
  return grants.length;
}

function newToken(
  prefix: string,
  holder: Holder,
  scopes: string[],
  expiresAt: number | undefined,
): IssuedToken {
  const token = `${prefix}${randomBytes(48).toString("base64url")}`;
  return { token, email: addressKey(holder.email), clientId: holder.clientId, scopes, expiresAt };
}

function isOf(holder: Holder, candidate: Holder): boolean {
  return candidate.clientId === holder.clientId && sameAddress(candidate.email, holder.email);
}
