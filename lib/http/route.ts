import { randomUUID } from "node:crypto";
import { cookiesOf, readSession, type Session } from "@/lib/auth/session";
import { renewalOf } from "@/lib/auth/session-token";
import type { SessionUser } from "@/lib/domain/accounts/user";
import { AppError } from "@/lib/domain/errors";
import { failureOf } from "@/lib/http/failure";
import { childLogger, type Logger } from "@/lib/log";
import type { Ctx } from "@/lib/services/context";
import { userCtx } from "@/lib/services/wiring";

export type Call = { request: Request; url: URL; params: Record<string, string>; log: Logger };
export type SignedInCall = Call & { user: SessionUser; ctx: Ctx };
// Routes without a variable part get no params at all.
type NextParams = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
type RouteHandler = (request: Request, context: NextParams) => Promise<Response>;

/**
 * A door for signed-in people: reads the session (401 without one), refuses writes that come from other sites, logs one
 * line and turns errors into a status with an `ActionFailure` as body.
 */
export function route(door: string, work: (call: SignedInCall) => Promise<Response>): RouteHandler {
  return publicRoute(door, async (call) => {
    const session = await readSession(cookiesOf(call.request));
    if (!session) throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
    refuseOtherSites(call.request);
    const ctx = { ...userCtx(session.user), log: call.log };
    return prolong(session, await work({ ...call, user: session.user, ctx }));
  });
}

/** A door that needs no session: probes and webhooks. Logging and errors are as in `route`. */
export function publicRoute(door: string, work: (call: Call) => Promise<Response>): RouteHandler {
  return async (request, context) => {
    const started = performance.now();
    const requestId = request.headers.get("x-request-id") ?? randomUUID();
    const log = childLogger({ door, requestId });
    const response = await answer(request, context, log, work);
    const ms = Math.round(performance.now() - started);
    log.info({ method: request.method, status: response.status, ms }, door);
    response.headers.set("x-request-id", requestId);
    return response;
  };
}

async function answer(
  request: Request,
  context: NextParams,
  log: Logger,
  work: (call: Call) => Promise<Response>,
): Promise<Response> {
  try {
    const given = Object.entries((await context.params) ?? {});
    const params = Object.fromEntries(given.map(([name, value]) => [name, String(value ?? "")]));
    return await work({ request, url: new URL(request.url), params, log });
  } catch (error) {
    const { status, expected, body } = failureOf(error);
    if (!expected) log.error({ err: error }, "request failed");
    return json(body, { status });
  }
}

/** A JSON answer that no cache keeps: everything here is one person's. */
export const json = (body: unknown, init: { status?: number } = {}): Response =>
  Response.json(body, { status: init.status ?? 200, headers: { "cache-control": "no-store" } });

/**
 * Throws `forbidden` for a write that another site's page sent. The session cookie is SameSite=Lax, so such posts arrive
 * without it; this holds where that does not.
 */
export function refuseOtherSites(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.get("origin");
  if (!origin || origin === "null") return;
  const asked = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  if (new URL(origin).host !== asked)
    throw new AppError("forbidden", "This request came from another site and was refused.");
}

async function prolong(session: Session, response: Response): Promise<Response> {
  const cookie = await renewalOf(session.token, Date.now());
  if (cookie) response.headers.append("set-cookie", cookie);
  return response;
}
