import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerWith } from "../desk/answer";
import { asset } from "../desk/pages/assets";
import { ApiError as SharedRefusal } from "../google/api-error";
import { type Call, headerOf, type Reply } from "../google/http";
import { ApiError, unknownSegment } from "./api-error";
import { answerApi } from "./api-routes";
import { losesAnswer, troubleBefore } from "./api-trouble";
import { answerBatch, BATCH_PATH } from "./batch";
import { answerControl } from "./control-routes";
import { adminConsent, adminDecide, adminReview } from "./oauth-admin";
import { authorize, consent, decide } from "./oauth-authorize";
import { bearer, userinfo } from "./oauth-identity";
import { discovery, keySet, logout } from "./oauth-metadata";
import { token } from "./oauth-token";
import { outlookCalendarPage } from "./pages/calendar-page";
import type { World } from "./world";

const ROUTES: Record<string, (world: World, call: Call) => Reply> = {
  "GET /": outlookCalendarPage,
  "GET /calendar": outlookCalendarPage,
  "GET /sign-in/consent": consent,
  "POST /sign-in/decide": decide,
  "GET /sign-in/admin": adminReview,
  "POST /sign-in/admin": adminDecide,
  "GET /oidc/userinfo": userinfo,
  "POST /oidc/userinfo": userinfo,
};

const TENANT_ROUTES: Record<string, (world: World, call: Call, tenant: string) => Reply> = {
  "GET /oauth2/v2.0/authorize": authorize,
  "POST /oauth2/v2.0/token": token,
  "GET /oauth2/v2.0/logout": logout,
  "GET /v2.0/adminconsent": adminConsent,
  "GET /v2.0/.well-known/openid-configuration": discovery,
  "GET /discovery/v2.0/keys": keySet,
};

/** Answers one request. */
export function answerRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  return answerWith(world, request, response, {
    // A batch is counted by its parts.
    isCounted: (url) => url.startsWith("/v1.0/") && !url.startsWith(BATCH_PATH),
    bearer: (call) => bearer(world, call),
    replyTo: async (call) => withIds(call, await replyTo(world, call)),
    losesAnswer: (call, reply) => call.path !== BATCH_PATH && losesAnswer(world, call, reply),
    failure: (error) => unreadable(world, error),
  });
}

async function replyTo(world: World, call: Call): Promise<Reply | "hang up"> {
  try {
    if (call.path.startsWith("/sandbox/")) return answerControl(world, call);
    if (call.path.startsWith("/assets/")) {
      const found = await asset(world.assetsDir, call.path);
      if (!found) throw unknownSegment();
      return found;
    }
    if ((await troubleBefore(world, call)) === "hang up") return "hang up";
    if (call.path === BATCH_PATH) return await answerBatch(world, call, (part) => replyTo(world, part));
    if (call.path.startsWith("/v1.0/")) return await answerApi(world, call);
    const route = ROUTES[`${call.method} ${call.path}`];
    if (route) return route(world, call);
    return answerTenant(world, call);
  } catch (error) {
    if (error instanceof URIError) return refusalReply(world, call, unknownSegment());
    if (error instanceof ApiError) return refusalReply(world, call, error);
    if (error instanceof SharedRefusal) return refusalReply(world, call, inOurWords(error));
    throw error;
  }
}

function answerTenant(world: World, call: Call): Reply {
  const [, tenant = "", rest = ""] = /^\/([^/]+)(\/.+)$/.exec(call.path) ?? [];
  const route = TENANT_ROUTES[`${call.method} ${rest}`];
  if (!route) throw unknownSegment();
  return route(world, call, decodeURIComponent(tenant));
}

function refusalReply(world: World, call: Call | undefined, error: ApiError): Reply {
  const id = randomUUID();
  const clientId = (call && headerOf(call, "client-request-id")) ?? id;
  const date = new Date(world.now()).toISOString().slice(0, 19);
  const innerError = { date, "request-id": id, "client-request-id": clientId };
  const json = { error: { code: error.code, message: error.message, innerError } };
  return { status: error.status, json, headers: { ...error.headers, "request-id": id } };
}

function unreadable(world: World, error: unknown): Reply {
  const isShared = error instanceof SharedRefusal;
  if (!isShared) console.error("Microsoft sandbox: a request failed", error);
  return refusalReply(world, undefined, isShared ? inOurWords(error) : new ApiError(500, "UnknownError", ""));
}

/** Pieces shared with the sibling sandbox refuse in its envelope: the status and the sentence stay. */
function inOurWords(error: SharedRefusal): ApiError {
  return new ApiError(error.status, "ErrorInvalidRequest", error.message);
}

/** Graph names every answer; clients log both ids. */
function withIds(call: Call, reply: Reply | "hang up"): Reply | "hang up" {
  if (reply === "hang up" || !call.path.startsWith("/v1.0/")) return reply;
  const id = reply.headers?.["request-id"] ?? randomUUID();
  const clientId = headerOf(call, "client-request-id") ?? id;
  return { ...reply, headers: { ...reply.headers, "request-id": id, "client-request-id": clientId } };
}
