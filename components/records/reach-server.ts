import type { ActionResult } from "@/lib/domain/result";

/** An action's answer, also when the request never arrived: a form is told, it never throws. */
export async function reachServer<T>(call: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await call;
  } catch {
    return {
      ok: false,
      code: "unavailable",
      message: "This did not reach the server. Check the connection and try again.",
    };
  }
}
