import { findAccountDefaults } from "@/db/queries/accounts";
import { listPipelines } from "@/db/queries/pipelines";
import { listActiveUsers } from "@/db/queries/users";
import type { Pipeline, UserRef } from "@/lib/domain/records/record";
import { type Ctx, inTransaction } from "@/lib/services/context";

export type Choices = { users: UserRef[]; pipelines: Pipeline[]; currency: string };

/** What owner, pipeline and stage inputs choose from, and the currency that amounts are in. */
export async function listChoices(ctx: Ctx): Promise<Choices> {
  return inTransaction(ctx, async (tx) => {
    const [users, pipelines, defaults] = await Promise.all([
      listActiveUsers(tx, ctx.accountId),
      listPipelines(tx, ctx.accountId),
      findAccountDefaults(tx, ctx.accountId),
    ]);
    return {
      users: users.map(({ id, name, email }) => ({ id, name, email })),
      pipelines,
      currency: defaults?.currency ?? "EUR",
    };
  });
}
