import { type Db, openDatabase } from "@/db/client";
import { now } from "@/lib/clock";
import type { SessionUser } from "@/lib/domain/accounts/user";
import { settings } from "@/lib/env";
import { childLogger } from "@/lib/log";
import { providerRegistry } from "@/lib/providers/registry";
import type { Ctx, Providers } from "./context";

// One pool per process; the bundler may load this module more than once, so it hangs on globalThis. The registry must not:
// pages and worker are bundled apart, and the error classes of one are strangers to the other.
const home = globalThis as typeof globalThis & { almanacDb?: Db };
let registry: Providers | undefined;

function wires(): { db: Db; providers: Providers } {
  home.almanacDb ??= openDatabase(settings().databaseUrl);
  registry ??= providerRegistry(settings());
  return { db: home.almanacDb, providers: registry };
}

/** The process's pool, for doors that do not know the account yet. */
export const database = (): Db => wires().db;

/** The providers this server has settings for, for the push intake. */
export const registeredProviders = (): Providers => wires().providers;

/** The context of a person's own request. */
export const userCtx = (user: SessionUser): Ctx => ({
  ...base(user.accountId, "request"),
  actor: { kind: "user", user },
});

/** The context of a job or a webhook; the account comes from the row it serves. */
export const systemCtx = (accountId: string, part: string): Ctx => ({
  ...base(accountId, part),
  actor: { kind: "system", part },
});

const base = (accountId: string, part: string) => ({
  accountId,
  now,
  log: childLogger({ part, accountId }),
  ...wires(),
});
