import { randomBytes, randomInt } from "node:crypto";
import { addressKey, sameAddress } from "../google/people";
import { reachesMailbox } from "./scopes";
import type { AccessToken, Grant, RefreshToken, State } from "./state";

export type Holder = { email: string; clientId: string };

const REFRESH_LIFE_MS = 90 * 24 * 60 * 60 * 1000;

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
  const fresh: Grant = { email: addressKey(holder.email), clientId: holder.clientId, scopes };
  state.grants.push(fresh);
  return fresh;
}

/** A new access token; its life is between 60 and 90 minutes, by chance (providers 1.2). */
export function issueAccessToken(state: State, holder: Holder, scopes: string[], now: number): AccessToken {
  state.accessTokens = state.accessTokens.filter((token) => token.expiresAt > now);
  const expiresAt = now + randomInt(3600, 5400) * 1000;
  const token = { ...tokenFor("EwB", holder, scopes), expiresAt };
  state.accessTokens.push(token);
  return token;
}

/** A new refresh token, good for 90 days. */
export function issueRefreshToken(state: State, holder: Holder, scopes: string[], now: number): RefreshToken {
  const token = { ...tokenFor("0.AX", holder, scopes), expiresAt: now + REFRESH_LIFE_MS };
  state.refreshTokens.push(token);
  return token;
}

/** The live access token with this text. */
export function findAccessToken(state: State, text: string, now: number): AccessToken | undefined {
  return state.accessTokens.find((token) => token.token === text && token.expiresAt > now);
}

/** Ends the access tokens of one person (or of all); returns how many were alive. */
export function expireAccessTokens(state: State, email: string | undefined): number {
  const kept = state.accessTokens.filter((token) => email !== undefined && !sameAddress(token.email, email));
  const ended = state.accessTokens.length - kept.length;
  state.accessTokens = kept;
  return ended;
}

/** Takes the consent of one person (or of all) back: refresh tokens are refused with `code` from now on. */
export function revokeGrants(state: State, email: string | undefined, code: number): number {
  const isRevoked = (holder: Holder) => email === undefined || sameAddress(holder.email, email);
  const before = state.grants.length;
  state.grants = state.grants.filter((grant) => !isRevoked(grant));
  state.accessTokens = state.accessTokens.filter((token) => !isRevoked(token));
  state.codes = state.codes.filter((issued) => !isRevoked(issued));
  for (const token of state.refreshTokens) {
    if (isRevoked(token)) token.deadCode ??= code;
  }
  return before - state.grants.length;
}

/** Refresh tokens are refused with `code` from now on, as after a new password; the consent itself stays. */
export function endRefreshTokens(state: State, email: string | undefined, code: number): number {
  const ended = state.refreshTokens.filter((token) => email === undefined || sameAddress(token.email, email));
  for (const token of ended) token.deadCode ??= code;
  expireAccessTokens(state, email);
  return ended.length;
}

/** Takes what reaches a mailbox out of the consents of one person (or of all): the next refresh answers 65001. */
export function withdrawMailboxScopes(state: State, email: string | undefined): number {
  const grants = state.grants.filter((grant) => email === undefined || sameAddress(grant.email, email));
  for (const grant of grants) grant.scopes = grant.scopes.filter((scope) => !reachesMailbox(scope));
  expireAccessTokens(state, email);
  return grants.length;
}

function tokenFor(prefix: string, holder: Holder, scopes: string[]) {
  const token = `${prefix}${randomBytes(120).toString("base64url")}`;
  return { token, email: addressKey(holder.email), clientId: holder.clientId, scopes };
}

function isOf(holder: Holder, candidate: Holder): boolean {
  return candidate.clientId === holder.clientId && sameAddress(candidate.email, holder.email);
}
