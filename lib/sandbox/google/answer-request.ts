import type { IncomingMessage, ServerResponse } from "node:http";
import { asset } from "../desk/pages/assets";
import { ApiError, notFound } from "./api-error";
import { answerApi } from "./api-routes";
import { losesAnswer, troubleBefore } from "./api-trouble";
import { answerControl } from "./control-routes";
import { type Call, type Reply, readCall, sendReply } from "./http";
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

/** Answers one request. What a write changed is on disk before the answer leaves. */
export async function answerRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const leave = enter(world, request);
  try {
    const call = await readCall(request);
    const reply = await replyTo(world, call);
    await world.store.flush();
    leave?.();
    if (reply === "hang up" || losesAnswer(world, call, reply)) {
      world.requests.note(call, 0, world.now());
      request.socket.destroy();
      return;
    }
    world.requests.note(call, reply.status, world.now());
    sendReply(response, reply);
  } catch (error) {
    leave?.();
    console.error("Google sandbox: a request failed", error);
    if (response.headersSent) request.socket.destroy();
    else sendReply(response, refusalReply(new ApiError(500, "internalError", "Internal Error")));
  }
}

/** Counts a call of the API from its first byte, so that tests can see how many ran at once. */
function enter(world: World, request: IncomingMessage): (() => void) | undefined {
  if (!request.url?.startsWith("/calendar/v3/")) return undefined;
  const access = bearer(world, request);
  return access && world.inFlight.enter(access.email);
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

function pause(ms: number): Promise<void> | undefined {
  return ms === 0 ? undefined : new Promise((resolve) => setTimeout(resolve, ms));
}
