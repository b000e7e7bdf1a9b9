import { readCredentials, type SealedCredentials, swapCredentials } from "@/db/queries/credentials";
import { seal, unseal } from "@/lib/crypto";
import type { Access, Credentials } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { settings } from "@/lib/env";
import { type Ctx, inTransaction } from "../context";

const purpose = "calendar-tokens";

/** Tokens as they are stored: sealed under the current key, its id in front. */
export const sealCredentials = (credentials: Credentials): string =>
  seal(settings().appSecrets, purpose, JSON.stringify(credentials));

/**
 * The access a provider call works with. Refreshed tokens are stored by compare-and-set: where another process refreshed
 * first, its tokens stay. Throws `reauthorise` when there are no tokens or their key is gone.
 */
export async function openAccess(ctx: Ctx, connectionId: string): Promise<Access> {
  const stored = await inTransaction(ctx, (tx) => readCredentials(tx, ctx.accountId, connectionId));
  return accessFrom(ctx, connectionId, stored);
}

/** The same from tokens that were read already, e.g. just before they were forgotten. */
export function accessFrom(ctx: Ctx, connectionId: string, stored: SealedCredentials | null): Access {
  const text = stored ? unseal(settings().appSecrets, purpose, stored.sealed) : null;
  if (!stored || text === null) throw new ProviderError("reauthorise", "No usable tokens are stored");
  let version = stored.version;
  return {
    // Sealed by us a moment or a year ago: the shape is ours.
    credentials: JSON.parse(text) as Credentials,
    async refreshed(credentials) {
      const sealed = sealCredentials(credentials);
      const swapped = await inTransaction(ctx, (tx) =>
        swapCredentials(tx, ctx.accountId, connectionId, version, sealed),
      );
      if (swapped) version += 1;
      else ctx.log.info({ connectionId }, "tokens were refreshed elsewhere first");
    },
  };
}
