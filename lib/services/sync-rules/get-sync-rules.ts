import type { Tx } from "@/db/client";
import { listMembers } from "@/db/queries/members";
import { listDeniedDomains, listGroupAddresses, listOwnDomains } from "@/db/queries/sync-rules";
import type { SyncRules } from "@/lib/domain/sync-rules/sync-rules";
import { type Ctx, currentUser, inTransaction } from "../context";

/** The account's lists as everybody in it may read them. */
export const getSyncRules = (ctx: Ctx): Promise<SyncRules> =>
  inTransaction(ctx, (tx) => readSyncRules(tx, ctx));

/** The same inside a transaction that has just changed them. */
export async function readSyncRules(tx: Tx, ctx: Ctx): Promise<SyncRules> {
  const members = await listMembers(tx, ctx.accountId);
  return {
    mayChange: currentUser(ctx).role === "admin",
    admins: members
      .filter((member) => member.active && member.role === "admin")
      .map(({ id, name, email }) => ({ id, name, email })),
    own: await listOwnDomains(tx, ctx.accountId),
    denied: await listDeniedDomains(tx, ctx.accountId),
    groups: await listGroupAddresses(tx, ctx.accountId),
  };
}
