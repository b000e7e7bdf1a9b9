import { findActiveUser } from "@/db/queries/users";
import type { SessionUser } from "@/lib/domain/accounts/user";
import { type Ctx, inTransaction } from "@/lib/services/context";

/** The person a session names, as they are now; null once they are deactivated. */
export const findSessionUser = (ctx: Ctx, userId: string): Promise<SessionUser | null> =>
  inTransaction(ctx, (tx) => findActiveUser(tx, ctx.accountId, userId));
