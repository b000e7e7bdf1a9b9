import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { type Role, roles, type SessionUser } from "@/lib/domain/accounts/user";
import type { UserRef } from "@/lib/domain/records/record";
import type { ZoneId } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { users } from "../schema/accounts";

/** Someone who may sign in with an address. The hash goes to the password check and nowhere else. */
export type SignInCandidate = { id: string; accountId: string; passwordHash: string };

/** Everyone with this address, in any account: the one question that is asked before an account is known. */
export async function listSignInCandidates(tx: Tx, address: string): Promise<SignInCandidate[]> {
  const rows = await tx.execute<{ account_id: string; id: string; password_hash: string }>(
    sql`select account_id, id, password_hash from find_sign_in(${address})`,
  );
  return rows.map((row) => ({ id: row.id, accountId: row.account_id, passwordHash: row.password_hash }));
}

/** Everyone who exists or was invited under an address, in any account and with or without a password; the oldest first. */
export async function listPeopleAt(tx: Tx, address: string): Promise<{ id: string; accountId: string }[]> {
  const rows = await tx.execute<{ account_id: string; id: string }>(
    sql`select account_id, id from find_people_at(${address})`,
  );
  return rows.map((row) => ({ id: row.id, accountId: row.account_id }));
}

const ref = { id: users.id, name: users.name, email: users.email };

/** The person as they are now; null once they are deactivated or gone. */
export async function findActiveUser(tx: Tx, accountId: string, userId: string): Promise<SessionUser | null> {
  const [row] = await tx
    .select({ ...ref, accountId: users.accountId, role: users.role, timeZone: users.timeZone })
    .from(users)
    .where(and(eq(users.accountId, accountId), eq(users.id, userId), isNull(users.deactivatedAt)));
  return row ? { ...row, role: roleOf(row.role) } : null;
}

/** Everyone who can own records and be invited, by name. */
export async function listActiveUsers(
  tx: Tx,
  accountId: string,
): Promise<(UserRef & { timeZone: ZoneId })[]> {
  return tx
    .select({ ...ref, timeZone: users.timeZone })
    .from(users)
    .where(and(eq(users.accountId, accountId), isNull(users.deactivatedAt)))
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
}

const roleOf = (role: string): Role => roles.find((known) => known === role) ?? "viewer";
