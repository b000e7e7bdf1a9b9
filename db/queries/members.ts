import { asc, eq } from "drizzle-orm";
import type { Role } from "@/lib/domain/accounts/user";
import type { UserRef } from "@/lib/domain/records/record";
import type { Tx } from "../client";
import { users } from "../schema/accounts";

/** Everyone in the account, deactivated people too, so that old deeds keep their names; administrators can be told apart. */
export function listMembers(
  tx: Tx,
  accountId: string,
): Promise<(UserRef & { role: Role; active: boolean })[]> {
  return tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      deactivatedAt: users.deactivatedAt,
    })
    .from(users)
    .where(eq(users.accountId, accountId))
    .orderBy(asc(users.name))
    .then((rows) =>
      rows.map(({ deactivatedAt, ...member }) => ({ ...member, active: deactivatedAt === null })),
    );
}
