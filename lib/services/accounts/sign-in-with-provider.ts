import { writeAudit } from "@/db/queries/audit";
import { findIdentity, linkIdentity, type Somebody } from "@/db/queries/identities";
import { listPeopleAt } from "@/db/queries/users";
import { sha256 } from "@/lib/crypto";
import type { Identity } from "@/lib/domain/accounts/identity";
import { noAccountId } from "@/lib/domain/accounts/no-account";
import { type Ctx, inTransaction } from "@/lib/services/context";
import { countAttempt, noteSignIn, type SignedIn } from "./attempts";

/**
 * Who an account at Google or Microsoft belongs to here; null when nobody, or when they are deactivated. The first time a
 * person is found by the address the provider vouches for and the account is linked to them; from then on by its stable key
 * alone, whatever becomes of the address. Throws `too-many` after five refusals within 15 minutes.
 */
export async function signInWithProvider(ctx: Ctx, identity: Identity): Promise<SignedIn | null> {
  const key = sha256(`${identity.provider}:${identity.subject}`);
  const attempt = { accountId: noAccountId, addressHash: key };
  await countAttempt(ctx, attempt);
  const linked = await inTransaction(ctx, (tx) => findIdentity(tx, identity));
  const found = linked ?? (await linkByAddress(ctx, identity));
  if (!found) return null;
  const who = { userId: found.id, accountId: found.accountId };
  await noteSignIn(ctx, attempt, who, identity.provider);
  return who;
}

async function linkByAddress(ctx: Ctx, identity: Identity): Promise<Somebody | null> {
  const { address, provider } = identity;
  if (address === null) return null;
  const [oldest] = await inTransaction(ctx, (tx) => listPeopleAt(tx, address));
  if (!oldest) return null;
  const { accountId, id } = oldest;
  return inTransaction({ ...ctx, accountId }, async (tx) => {
    const link = await linkIdentity(tx, oldest, identity, ctx.now());
    if (link === "taken") return null;
    if (link === "linked") {
      const subject = `user:${id}`;
      const line = { at: ctx.now(), actor: "user" as const, userId: id, subject, details: { provider } };
      await writeAudit(tx, accountId, { ...line, action: "user.identity-linked" });
    }
    return oldest;
  });
}
