import type { AuditLine } from "@/db/queries/audit";
import type { Ctx } from "@/lib/services/context";

/** Who the audit log says it was. */
export function actorOf(ctx: Ctx): Pick<AuditLine, "actor" | "userId"> {
  return ctx.actor.kind === "user"
    ? { actor: "user", userId: ctx.actor.user.id }
    : { actor: "system", userId: null };
}
