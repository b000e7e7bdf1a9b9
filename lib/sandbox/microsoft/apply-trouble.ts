import { findPerson, sameAddress } from "../google/people";
import { expireDeltaTokens } from "./delta-tokens";
import type { LifecycleEvent } from "./notification-post";
import { expireAccessTokens, revokeGrants } from "./oauth-grants";
import { isWaitingKind, type TroubleInput, type WaitingKind } from "./trouble";
import type { World } from "./world";

const LIFECYCLE: Partial<Record<TroubleInput["kind"], LifecycleEvent>> = {
  "ask-reauthorization": "reauthorizationRequired",
  "remove-subscription": "subscriptionRemoved",
  "miss-notifications": "missed",
};

const EXPECTATIONS: Record<WaitingKind, string> = {
  "lose-notifications": "The next notification is lost.",
  "rate-limit-429": "Calls are answered 429.",
  "mailbox-concurrency": "Calls are answered 429 MailboxConcurrency.",
  "server-error-500": "Calls are answered 500.",
  "service-unavailable-503": "Calls are answered 503.",
  timeout: "The next call is left without an answer.",
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
  for (const person of world.people) {
    if (email === undefined || sameAddress(person.email, email)) expireDeltaTokens(world, person.email);
  }
  return { done: `The next incremental sync of ${whose} answers 410.` };
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
