import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { readCredentials, type SealedCredentials, swapCredentials } from "@/db/queries/credentials";
import { seal, unseal } from "@/lib/crypto";
import type { Access, Credentials } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { settings } from "@/lib/env";
import { type Ctx, inTransaction } from "../context";
import { throughGate } from "./renewal-gate";

const purpose = "calendar-tokens";

/** An access that knows which stored tokens it worked with, so that an old failure never speaks for newer tokens. */
export type StoredAccess = Access & { version(): number };
type Mailbox = { id: string; email: string };
type Held = { credentials: Credentials; version: number };

/** Tokens as they are stored: sealed under the current key, its id in front. */
export const sealCredentials = (credentials: Credentials): string =>
  seal(settings().appSecrets, purpose, JSON.stringify(credentials));

/** The access a provider call works with. Throws `reauthorise` when there are no tokens or their key is gone. */
export async function openAccess(ctx: Ctx, mailbox: Mailbox): Promise<StoredAccess> {
  let held = opened(await inTransaction(ctx, (tx) => readCredentials(tx, ctx.accountId, mailbox.id)));
  let renewing: Promise<Held> | null = null;
  return {
    email: mailbox.email,
    credentials: () => held.credentials,
    version: () => held.version,
    async renew(spent, trade) {
      if (held.credentials.accessToken !== spent.accessToken) return held.credentials;
      // Calls of one job that run side by side wait for one renewal, and hold one database connection.
      renewing ??= throughGate(() =>
        // Never inside a caller's transaction: what the provider rotated must be stored whatever becomes of that one.
        inTransaction(withoutTx(ctx), (tx) => renewStored(tx, ctx, mailbox.id, spent, trade)),
      ).finally(() => {
        renewing = null;
      });
      held = await renewing;
      return held.credentials;
    },
  };
}

/** The same from tokens that are not, or no longer, stored: before a connection is kept, or after it has ended. */
export function looseAccess(email: string, credentials: Credentials): Access {
  let held = credentials;
  return {
    email,
    credentials: () => held,
    async renew(_spent, trade) {
      held = await trade(held);
      return held;
    },
  };
}

/** The tokens in a sealed row. Throws `reauthorise` when there is none or it cannot be opened. */
export const credentialsIn = (stored: SealedCredentials | null): Credentials => opened(stored).credentials;

/** One at a time over all processes; whoever had to wait finds the tokens the first one got. */
async function renewStored(
  tx: Tx,
  ctx: Ctx,
  connectionId: string,
  spent: Credentials,
  trade: (current: Credentials) => Promise<Credentials>,
): Promise<Held> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`tokens:${connectionId}`}, 0))`);
  const now = opened(await readCredentials(tx, ctx.accountId, connectionId));
  if (now.credentials.accessToken !== spent.accessToken) return now;
  const credentials = await trade(now.credentials);
  const sealed = sealCredentials(credentials);
  const swapped = await swapCredentials(tx, ctx.accountId, connectionId, now.version, sealed);
  // A reconnect has stored a whole new grant meanwhile: that one counts.
  return swapped
    ? { credentials, version: now.version + 1 }
    : opened(await readCredentials(tx, ctx.accountId, connectionId));
}

function opened(stored: SealedCredentials | null): Held {
  const text = stored ? unseal(settings().appSecrets, purpose, stored.sealed) : null;
  if (!stored || text === null) throw new ProviderError("reauthorise", "No usable tokens are stored");
  // Sealed by us a moment or a year ago: the shape is ours.
  return { credentials: JSON.parse(text) as Credentials, version: stored.version };
}

function withoutTx(ctx: Ctx): Ctx {
  const { tx: _, ...rest } = ctx;
  return rest;
}
