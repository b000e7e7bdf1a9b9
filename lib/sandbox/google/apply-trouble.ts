import {
  endRefreshTokens,
  expireAccessTokens,
  type Holder,
  revokeGrants,
  withdrawCalendarScopes,
} from "./oauth-grants";
import { findPerson, sameAddress } from "./people";
import { expireSyncTokens } from "./sync-tokens";
import { isWaitingKind, type TroubleInput, type WaitingKind } from "./trouble";
import type { World } from "./world";

const EXPECTATIONS: Record<WaitingKind, string> = {
  "lose-notifications": "The next notification is lost.",
  "unreachable-endpoint": "Notifications find nobody.",
  "rate-limit-429": "Calls are answered 429.",
  "rate-limit-403": "Calls are answered 403 userRateLimitExceeded.",
  "server-error-500": "Calls are answered 500.",
  timeout: "The next call is left without an answer.",
  "quota-exceeded": "Calls are answered 403 quotaExceeded.",
  refuse: "Calls are refused as asked.",
  "block-app": "An administrator blocks the app, until trouble is cleared.",
  "drop-connection-after-write": "The answer to the next write is lost.",
  "meet-pending": "The next Meet link takes its time.",
  "meet-failure": "The next Meet link is refused.",
};

/** Makes trouble: some kinds happen at once, the others wait for the next fitting call. Says what it did. */
export function applyTrouble(world: World, input: TroubleInput): { done: string } {
  const { email, kind } = input;
  const whose = email === undefined ? "everyone" : (findPerson(world.people, email)?.name ?? email);
  const isTheirs = (holder: Holder) => email === undefined || sameAddress(holder.email, email);
  if (isWaitingKind(kind)) {
    world.trouble.add(input);
    if (kind === "block-app") expireAccessTokens(world.store.state, email);
    world.store.markDirty();
    return { done: `${EXPECTATIONS[kind]} (${whose})` };
  }
  if (kind !== "expire-sync-tokens") return { done: applyAtOnce(world, input, isTheirs, whose) };
  for (const person of world.people) {
    if (isTheirs({ email: person.email, clientId: "" })) expireSyncTokens(world, person.email);
  }
  return { done: `The next incremental sync of ${whose} answers 410.` };
}

function applyAtOnce(
  world: World,
  { kind, email, reason }: TroubleInput,
  isTheirs: (holder: Holder) => boolean,
  whose: string,
): string {
  const { state } = world.store;
  world.store.markDirty();
  const said = (count: number, done: string, idle: string) => (count > 0 ? `${done} for ${whose}.` : idle);
  if (kind === "expire-access-tokens") {
    const idle = `No access token is out for ${whose}.`;
    return said(expireAccessTokens(state, email), "Access token expired", idle);
  }
  const idle = `There is no grant for ${whose}.`;
  if (kind === "revoke-grant") return said(revokeGrants(state, isTheirs), "Grant revoked", idle);
  if (kind === "end-refresh-tokens") {
    expireAccessTokens(state, email);
    return said(endRefreshTokens(state, isTheirs, reason ?? "invalid_grant"), "Sign-in ended", idle);
  }
  if (kind === "withdraw-scope")
    return said(withdrawCalendarScopes(state, isTheirs), "Calendar permission withdrawn", idle);
  const dropped = state.channels.filter(isTheirs);
  state.channels = state.channels.filter((channel) => !dropped.includes(channel));
  return said(dropped.length, "Channel dropped without a word", `${whose} has no channel.`);
}
