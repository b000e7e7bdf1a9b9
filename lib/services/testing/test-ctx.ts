import type { Db } from "@/db/client";
import type { SessionUser } from "@/lib/domain/accounts/user";
import type { Instant } from "@/lib/domain/time/instant";
import { childLogger } from "@/lib/log";
import type { Ctx } from "@/lib/services/context";

const notConfigured = (name: string): never => {
  throw new Error(`${name} is not configured`);
};

/** The context of `user` at `now`, on a server that has no calendar provider configured. */
export function testCtx(db: Db, user: SessionUser, now: Instant): Ctx {
  return {
    actor: { kind: "user", user },
    accountId: user.accountId,
    db,
    now: () => now,
    log: childLogger({ part: "test" }),
    providers: {
      has: () => false,
      get: notConfigured,
      writer: notConfigured,
    },
  };
}
