import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, notFound } from "./api-error";
import { answerApi } from "./api-routes";
import { losesAnswer, troubleBefore } from "./api-trouble";
import { answerControl } from "./control-routes";
import { type Call, type Reply, readCall, sendReply } from "./http";
import { authorize, consent, decide } from "./oauth-authorize";
import { revoke, tokeninfo, userinfo, userinfoV2 } from "./oauth-identity";
import { certificates, discovery, keySet } from "./oauth-metadata";
import { token } from "./oauth-token";
import { asset } from "./pages/assets";
import { calendarPage } from "./pages/calendar-page";
import type { World } from "./world";

const ROUTES: Record<string, (world: World, call: Call) => Reply> = {
  "GET /": calendarPage,
  "GET /calendar": calendarPage,
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

/** Answers one request. What a write changed is on disk before the answer leaves. */
export async function answerRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const call = await readCall(request);
    const reply = await replyTo(world, call);
    await world.store.flush();
    if (reply === "hang up" || losesAnswer(world, call, reply)) {
      note(world, call, 0);
      request.socket.destroy();
      return;
    }
    note(world, call, reply.status);
    sendReply(response, reply);
  } catch (error) {
    console.error("Google sandbox: a request failed", error);
    if (response.headersSent) request.socket.destroy();
    else sendReply(response, refusalReply(new ApiError(500, "internalError", "Internal Error")));
  }
}

async function replyTo(world: World, call: Call): Promise<Reply | "hang up"> {
  try {
    if (call.path.startsWith("/sandbox/")) return answerControl(world, call);
    if (call.path.startsWith("/assets/")) return await asset(world, call);
    if ((await troubleBefore(world, call)) === "hang up") return "hang up";
    if (call.path.startsWith("/calendar/v3/")) return await answerApi(world, call);
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

/** Status 0 is a connection that ended without an answer. */
function note(world: World, call: Call, status: number): void {
  const isOurs = call.path.startsWith("/sandbox/") || call.path.startsWith("/assets/");
  if (isOurs) return;
  world.requests.add({
    method: call.method,
    path: call.path,
    status,
    at: new Date(world.now()).toISOString(),
  });
}
