import { expireAccessTokens, revokeGrants } from "./oauth-grants";
import { findPerson, sameAddress } from "./people";
import { expireSyncTokens } from "./sync-tokens";
import type { TroubleInput } from "./trouble";
import type { World } from "./world";

/** Makes trouble: some kinds happen at once, the others wait for the next fitting call. Says what it did. */
export function applyTrouble(world: World, input: TroubleInput): { done: string } {
  const { state } = world.store;
  const { email } = input;
  const whose = nameOf(world, email);
  if (input.kind === "expire-access-tokens") {
    const ended = expireAccessTokens(state, email);
    world.store.markDirty();
    return {
      done: ended > 0 ? `Access token expired for ${whose}.` : `No access token is out for ${whose}.`,
    };
  }
  if (input.kind === "revoke-grant") {
    const ended = revokeGrants(state, (holder) => email === undefined || sameAddress(holder.email, email));
    world.store.markDirty();
    return { done: ended > 0 ? `Grant revoked for ${whose}.` : `There is no grant for ${whose}.` };
  }
  if (input.kind === "expire-sync-tokens") {
    for (const person of world.people) {
      if (email === undefined || sameAddress(person.email, email)) expireSyncTokens(world, person.email);
    }
    return { done: `The next incremental sync of ${whose} answers 410.` };
  }
  world.trouble.add(input);
  return { done: `${EXPECTATIONS[input.kind]} (${whose})` };
}

const EXPECTATIONS: Record<
  Exclude<TroubleInput["kind"], "expire-access-tokens" | "revoke-grant" | "expire-sync-tokens">,
  string
> = {
  "lose-notifications": "The next notification is lost.",
  "rate-limit-429": "Calls are answered 429.",
  "rate-limit-403": "Calls are answered 403 userRateLimitExceeded.",
  "server-error-500": "Calls are answered 500.",
  timeout: "The next call is left without an answer.",
  "quota-exceeded": "Calls are answered 403 quotaExceeded.",
  "drop-connection-after-write": "The answer to the next write is lost.",
  "meet-pending": "The next Meet link takes its time.",
  "meet-failure": "The next Meet link is refused.",
};

function nameOf(world: World, email: string | undefined): string {
  return email === undefined ? "everyone" : (findPerson(world.people, email)?.name ?? email);
}
