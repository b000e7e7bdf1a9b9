import type { IncomingMessage, ServerResponse } from "node:http";
import { answerWith, pause } from "../desk/answer";
import { asset } from "../desk/pages/assets";
import { ApiError, notFound } from "./api-error";
import { answerApi } from "./api-routes";
import { losesAnswer, troubleBefore } from "./api-trouble";
import { answerBatch, BATCH_PATH } from "./batch";
import { answerControl } from "./control-routes";
import type { Call, Reply } from "./http";
import { authorize, consent, decide } from "./oauth-authorize";
import { bearer, revoke, tokeninfo, userinfo, userinfoV2 } from "./oauth-identity";
import { certificates, discovery, keySet } from "./oauth-metadata";
import { token } from "./oauth-token";
import { googleCalendarPage } from "./pages/calendar-page";
import type { World } from "./world";

const ROUTES: Record<string, (world: World, call: Call) => Reply> = {
  "GET /": googleCalendarPage,
  "GET /calendar": googleCalendarPage,
  "GET /o/oauth2/v2/auth": authorize,
  "GET /signin/oauth/consent": consent,
  "POST /signin/oauth/decide": decide,
  "POST /token": token,
  "POST /revoke": revoke,
  "GET /tokeninfo": tokeninfo,
  "POST /tokeninfo": tokeninfo,
  "GET /v1/userinfo": userinfo,
  "POST /v1/userinfo": userinfo,
  "GET /oauth2/v2/userinfo": userinfoV2,
  "GET /oauth2/v3/userinfo": userinfo,
  "GET /oauth2/v3/certs": keySet,
  "GET /oauth2/v1/certs": certificates,
  "GET /.well-known/openid-configuration": discovery,
};

/** Answers one request. */
export function answerRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  return answerWith(world, request, response, {
    isCounted: (url) => url.startsWith("/calendar/v3/") || url.startsWith(BATCH_PATH),
    bearer: (call) => bearer(world, call),
    replyTo: (call) => replyTo(world, call),
    losesAnswer: (call, reply) => call.path !== BATCH_PATH && losesAnswer(world, call, reply),
    failure,
  });
}

function failure(error: unknown): Reply {
  if (error instanceof ApiError) return refusalReply(error);
  console.error("Google sandbox: a request failed", error);
  return refusalReply(new ApiError(500, "internalError", "Internal Error"));
}

async function replyTo(world: World, call: Call): Promise<Reply | "hang up"> {
  try {
    if (call.path.startsWith("/sandbox/")) return answerControl(world, call);
    if (call.path.startsWith("/assets/")) {
      const found = await asset(world.assetsDir, call.path);
      if (!found) throw notFound();
      return found;
    }
    if ((await troubleBefore(world, call)) === "hang up") return "hang up";
    if (call.path === BATCH_PATH) return await answerBatch(world, call, (part) => replyTo(world, part));
    if (call.path.startsWith("/calendar/v3/")) {
      await pause(world.store.state.behaviours.answerMilliseconds);
      return await answerApi(world, call);
    }
    const route = ROUTES[`${call.method} ${call.path}`];
    if (!route) throw notFound();
    return route(world, call);
  } catch (error) {
    if (error instanceof URIError) return refusalReply(notFound());
    if (error instanceof ApiError) return refusalReply(error);
    throw error;
  }
}

function refusalReply(error: ApiError): Reply {
  return { status: error.status, json: error.toBody(), headers: error.headers };
}
