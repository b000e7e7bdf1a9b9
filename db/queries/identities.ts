import { and, eq, sql } from "drizzle-orm";
import type { Identity } from "@/lib/domain/accounts/identity";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { userIdentities as table, users } from "../schema/accounts";

type Key = Pick<Identity, "provider" | "subject">;
export type Somebody = { id: string; accountId: string };

/** Whom a Google or Microsoft account signs in as, in any account; null for one nobody has linked, or who is deactivated. */
export async function findIdentity(tx: Tx, { provider, subject }: Key): Promise<Somebody | null> {
  const [row] = await tx.execute<{ account_id: string; user_id: string }>(
    sql`select account_id, user_id from find_identity(${provider}, ${subject})`,
  );
  return row ? { id: row.user_id, accountId: row.account_id } : null;
}

/**
 * Links an account at a provider to a user. `linked` when it was written, `known` when it stood already, `taken` when the
 * user has another account at that provider or the account is another user's: an address that changed hands opens nothing.
 */
export async function linkIdentity(
  tx: Tx,
  { id, accountId }: Somebody,
  { provider, subject }: Key,
  linkedAt: Instant,
): Promise<"linked" | "known" | "taken"> {
  // Locked, so that two first sign-ins at once are judged one after the other.
  await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.accountId, accountId), eq(users.id, id)))
    .for("update");
  const own = await tx
    .select({ subject: table.subject })
    .from(table)
    .where(and(eq(table.accountId, accountId), eq(table.userId, id), eq(table.provider, provider)));
  if (own.length > 0) return own.some((row) => row.subject === subject) ? "known" : "taken";
  const made = await tx
    .insert(table)
    .values({ accountId, provider, subject, userId: id, linkedAt })
    .onConflictDoNothing()
    .returning({ subject: table.subject });
  return made.length > 0 ? "linked" : "taken";
}
