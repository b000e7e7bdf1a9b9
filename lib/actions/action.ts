import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { currentSessionUser } from "@/lib/auth/require-user";
import type { FieldErrors } from "@/lib/domain/errors";
import type { ActionFailure, ActionResult } from "@/lib/domain/result";
import { failureOf } from "@/lib/http/failure";
import { childLogger } from "@/lib/log";
import type { Ctx } from "@/lib/services/context";
import { userCtx } from "@/lib/services/wiring";

const signedOut: ActionFailure = {
  ok: false,
  code: "unauthenticated",
  message: "Your session has ended. Sign in again; what you typed is still here.",
};

/**
 * A server action: session, parsing, then the verb. It answers and never throws at a form; only Next's own signals
 * (redirects) pass through.
 */
export function action<S extends z.ZodType, T>(
  schema: S,
  verb: (ctx: Ctx, input: z.output<S>) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      const user = await currentSessionUser();
      if (!user) return signedOut;
      const parsed = schema.safeParse(input);
      if (!parsed.success) return invalid(parsed.error);
      return { ok: true, data: await verb(userCtx(user), parsed.data) };
    } catch (error) {
      unstable_rethrow(error);
      const failure = failureOf(error);
      if (!failure.expected) await logFailure(verb.name, error);
      return failure.body;
    }
  };
}

function invalid(error: z.ZodError): ActionFailure {
  const fields: FieldErrors = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  const sentences = Object.values(fields);
  const only = sentences.length === 1 ? sentences[0] : undefined;
  return { ok: false, code: "invalid", message: only ?? "Some fields need another look.", fields };
}

async function logFailure(door: string, error: unknown): Promise<void> {
  const requestId = (await headers()).get("x-request-id") ?? "none";
  childLogger({ door, requestId }).error({ err: error }, "action failed");
}
