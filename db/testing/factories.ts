import { newId } from "@/lib/crypto";
import type { Role, SessionUser } from "@/lib/domain/accounts/user";
import { defaultPipelines } from "@/lib/domain/records/default-pipelines";
import type { Pipeline } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import { type Db, inAccount } from "../client";
import { insertPipelines } from "../queries/pipelines";
import { accountDomains, accounts, users } from "../schema/accounts";

/** An account of one suite's own, with a person of each role and the default pipelines. */
export type TestAccount = {
  accountId: string;
  admin: SessionUser;
  member: SessionUser;
  viewer: SessionUser;
  sales: Pipeline;
  support: Pipeline;
};

/** Mints an account that no other suite knows. Its own domain is `<random>.test`. */
export async function mintAccount(db: Db, now: Instant): Promise<TestAccount> {
  const accountId = newId();
  const domain = `${accountId.slice(-12)}.test`;
  const [sales, support] = defaultPipelines(() => newId());
  if (!sales || !support) throw new Error("there are two default pipelines");
  return inAccount(db, accountId, async (tx) => {
    await tx
      .insert(accounts)
      .values({ accountId, name: "Test", timeZone: "Europe/Warsaw", currency: "EUR", createdAt: now });
    await tx.insert(accountDomains).values({ accountId, domain, kind: "main" });
    await insertPipelines(tx, accountId, [sales, support]);
    const person = async (role: Role): Promise<SessionUser> => {
      const user = {
        id: newId(),
        accountId,
        role,
        name: `Test ${role}`,
        email: `${role}@${domain}`,
        timeZone: "Europe/Warsaw",
      };
      await tx.insert(users).values({ ...user, createdAt: now });
      return user;
    };
    const [admin, member, viewer] = [await person("admin"), await person("member"), await person("viewer")];
    return { accountId, admin, member, viewer, sales, support };
  });
}
