import { addressKey, findPerson, sameAddress } from "../google/people";
import { expireDeltaTokens } from "./delta-tokens";
import type { LifecycleEvent } from "./notification-post";
import { endRefreshTokens, expireAccessTokens, revokeGrants, withdrawMailboxScopes } from "./oauth-grants";
import { isWaitingKind, type TroubleInput, type WaitingKind } from "./trouble";
import type { World } from "./world";

const LIFECYCLE: Partial<Record<TroubleInput["kind"], LifecycleEvent>> = {
  "ask-reauthorization": "reauthorizationRequired",
  "remove-subscription": "subscriptionRemoved",
  "miss-notifications": "missed",
};

const EXPECTATIONS: Record<WaitingKind, string> = {
  "lose-notifications": "The next notification is lost.",
  "unreachable-endpoint": "Notifications and handshakes find nobody.",
  "rate-limit-429": "Calls are answered 429.",
  "mailbox-concurrency": "Calls are answered 429 MailboxConcurrency.",
  "server-error-500": "Calls are answered 500.",
  "service-unavailable-503": "Calls are answered 503.",
  timeout: "The next call is left without an answer.",
  refuse: "Calls are refused as asked.",
  "block-app": "An administrator blocks the app, until trouble is cleared.",
  "drop-connection-after-write": "The answer to the next write is lost.",
  "access-denied-403": "Calls are answered 403 ErrorAccessDenied.",
  "claims-challenge": "Calls are answered 401 with a claims challenge.",
  "no-mailbox": "Calls are answered 404 MailboxNotEnabledForRESTAPI.",
  "mailbox-moving": "Calls are answered 503 ErrorMailboxMoveInProgress.",
  "token-error": "The next token call is refused.",
  "teams-pending": "The next Teams link takes its time.",
  "teams-failure": "The next Teams link never comes.",
};

/** Makes trouble: some kinds happen at once, the others wait for the next fitting call. Says what it did. */
export function applyTrouble(world: World, input: TroubleInput): { done: string } {
  const whose = nameOf(world, input.email);
  if (isWaitingKind(input.kind)) {
    world.trouble.add(input);
    if (input.kind === "block-app") expireAccessTokens(world.store.state, input.email);
    world.store.markDirty();
    return { done: `${EXPECTATIONS[input.kind]} (${whose})` };
  }
  const event = LIFECYCLE[input.kind];
  if (event) return tellSubscriptions(world, input, event, whose);
  return applyAtOnce(world, input, whose);
}

function applyAtOnce(world: World, { kind, email, code }: TroubleInput, whose: string): { done: string } {
  const { state } = world.store;
  if (kind === "expire-access-tokens") {
    const ended = expireAccessTokens(state, email);
    world.store.markDirty();
    return {
      done: ended > 0 ? `Access token expired for ${whose}.` : `No access token is out for ${whose}.`,
    };
  }
  if (kind === "revoke-grant") {
    const ended = revokeGrants(state, email, code ?? 50173);
    tellSubscriptions(world, { kind, email }, "subscriptionRemoved", whose);
    world.store.markDirty();
    return { done: ended > 0 ? `Grant revoked for ${whose}.` : `There is no grant for ${whose}.` };
  }
  if (kind === "expire-sync-tokens") {
    const theirs = world.people.filter((each) => email === undefined || sameAddress(each.email, email));
    for (const person of theirs) expireDeltaTokens(world, person.email);
    return { done: `The next incremental sync of ${whose} answers 410.` };
  }
  world.store.markDirty();
  return { done: loosen(world, { kind, email, code }, whose) };
}

/** Kinds that leave the consent as it is, or part of it. */
function loosen(world: World, { kind, email, code }: TroubleInput, whose: string): string {
  const { state } = world.store;
  const said = (count: number, done: string) =>
    count > 0 ? `${done} for ${whose}.` : `There is nothing of ${whose} to end.`;
  if (kind === "end-refresh-tokens")
    return said(endRefreshTokens(state, email, code ?? 50173), "Sign-in ended");
  if (kind === "withdraw-scope")
    return said(withdrawMailboxScopes(state, email), "Calendar permission withdrawn");
  if (kind === "drop-subscription") {
    const kept = state.subscriptions.filter((each) => email !== undefined && !sameAddress(each.email, email));
    const dropped = state.subscriptions.length - kept.length;
    state.subscriptions = kept;
    return said(dropped, "Subscription dropped without a word");
  }
  const people = world.people.filter((each) => email === undefined || sameAddress(each.email, email));
  state.challenged = [...new Set([...state.challenged, ...people.map((each) => addressKey(each.email))])];
  return `Calls of ${whose} are answered with a claims challenge until a new consent names the claims.`;
}

function tellSubscriptions(
  world: World,
  { email }: TroubleInput,
  event: LifecycleEvent,
  whose: string,
): { done: string } {
  const theirs = world.notifications
    .live()
    .filter((each) => email === undefined || sameAddress(each.email, email));
  for (const subscription of theirs) world.notifications.lifecycle(subscription, event);
  return { done: theirs.length > 0 ? `${event} sent for ${whose}.` : `${whose} has no subscription.` };
}

function nameOf(world: World, email: string | undefined): string {
  return email === undefined ? "everyone" : (findPerson(world.people, email)?.name ?? email);
}
