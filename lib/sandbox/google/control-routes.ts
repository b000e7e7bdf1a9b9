import { z } from "zod";
import { ApiError, invalidValue, notFound } from "./api-error";
import { applyTrouble } from "./apply-trouble";
import type { WriteCall } from "./event-insert";
import { listEvents } from "./event-list";
import type { EventRecord } from "./event-record";
import { renderEvent } from "./event-render";
import { type Call, headerOf, jsonOf, type Reply } from "./http";
import { requireCurrent } from "./located-event";
import { mailsTo } from "./outbox";
import { eventForm } from "./pages/event-form";
import { liveStream } from "./pages/live-stream";
import { weekView } from "./pages/week-view";
import { findPerson, type SandboxPerson } from "./people";
import { type Extent, editAsPerson, insertAsPerson, removeAsPerson, respondAsPerson } from "./person-edits";
import { troubleInput } from "./trouble";
import type { World } from "./world";

const PERSON = /^\/sandbox\/people\/([^/]+)\/(events|week)(?:\/([^/]+))?(\/respond)?$/;
const ANSWERS = {
  accepted: "accepted",
  declined: "declined",
  tentative: "tentative",
  needsAction: "needsAction",
  yes: "accepted",
  no: "declined",
  maybe: "tentative",
} as const;
const answerBody = z.object({
  response: z.enum(["accepted", "declined", "tentative", "needsAction", "yes", "no", "maybe"]),
});

/** Answers `/sandbox/**`: what tests and the calendar page may see and do. No account is needed. */
export function answerControl(world: World, call: Call): Reply {
  refuseForeignPages(world, call);
  const person = PERSON.exec(call.path);
  if (person) return answerPerson(world, call, person);
  const route = `${call.method} ${call.path}`;
  if (route === "GET /sandbox/outbox")
    return ok({ mails: mailsTo(world, call.query.get("to") ?? undefined) });
  if (route === "GET /sandbox/requests") return ok({ requests: world.requests.list() });
  if (route === "GET /sandbox/channels") return ok({ channels: world.channels.live().map(withoutToken) });
  if (route === "GET /sandbox/live") return liveStream(world);
  if (route === "POST /sandbox/reset") return reset(world);
  if (route === "POST /sandbox/trouble/clear") return clearTrouble(world);
  if (route === "POST /sandbox/trouble") {
    const parsed = troubleInput.safeParse(jsonOf(call));
    if (!parsed.success) throw invalidValue("There is no such trouble.");
    return ok(applyTrouble(world, parsed.data));
  }
  throw notFound();
}

function answerPerson(world: World, call: Call, [, email, kind, id, respond]: RegExpExecArray): Reply {
  const person = findPerson(world.people, decodeURIComponent(email ?? ""));
  if (!person) throw notFound();
  if (kind === "week") return ok(weekView(world, person, call.query.get("start")));
  if (!id) return answerEvents(world, call, person);
  return answerEvent(world, call, person, { id: decodeURIComponent(id), isAnswer: respond !== undefined });
}

function answerEvents(world: World, call: Call, person: SandboxPerson): Reply {
  if (call.method === "GET") {
    return ok(listEvents(world, { email: person.email, params: call.query, isBusyOnly: false }));
  }
  if (call.method === "POST")
    return shown(world, person, insertAsPerson(world, writeCall(call, person), jsonOf(call)));
  throw notFound();
}

function answerEvent(
  world: World,
  call: Call,
  person: SandboxPerson,
  target: { id: string; isAnswer: boolean },
): Reply {
  const { id } = target;
  const write = writeCall(call, person);
  if (target.isAnswer && call.method === "POST") {
    const parsed = answerBody.safeParse(jsonOf(call));
    if (!parsed.success) throw invalidValue("The response must be accepted, tentative or declined.");
    return shown(
      world,
      person,
      respondAsPerson(world, write, id, ANSWERS[parsed.data.response], extentOf(call)),
    );
  }
  if (call.method === "GET")
    return ok(eventForm(world, person, requireCurrent(world, person.email, id, undefined)));
  if (call.method === "PATCH")
    return shown(world, person, editAsPerson(world, write, id, jsonOf(call), extentOf(call)));
  if (call.method !== "DELETE") throw notFound();
  removeAsPerson(world, write, id, extentOf(call));
  return { status: 204 };
}

function writeCall(call: Call, person: SandboxPerson): WriteCall {
  const sendUpdates = call.query.get("sendUpdates") === "none" ? "none" : "all";
  const ifMatch = headerOf(call, "if-match");
  return { email: person.email, cause: "calendar page", sendUpdates, conference: true, ifMatch };
}

function extentOf(call: Call): Extent {
  const scope = call.query.get("scope");
  return scope === "following" || scope === "all" ? scope : "this";
}

/** Pages of other origins must not drive the sandbox: JSON only, and no foreign Origin. */
function refuseForeignPages(world: World, call: Call): void {
  if (call.method === "GET") return;
  const origin = headerOf(call, "origin");
  const allowed = [world.origin, world.origin.replace("//localhost:", "//127.0.0.1:")];
  if (origin !== undefined && !allowed.includes(origin)) {
    throw new ApiError(403, "forbidden", "Requests from other pages are not accepted.");
  }
  const isJson = headerOf(call, "content-type")?.startsWith("application/json");
  if (call.body !== "" && !isJson) throw new ApiError(415, "unsupportedMediaType", "Send application/json.");
  if (call.body === "" && origin === undefined && headerOf(call, "sec-fetch-site") === "cross-site") {
    throw new ApiError(403, "forbidden", "Requests from other pages are not accepted.");
  }
}

function reset(world: World): Reply {
  world.store.reset();
  world.trouble.clear();
  world.requests.clear();
  return ok({});
}

function clearTrouble(world: World): Reply {
  world.trouble.clear();
  return ok({});
}

function shown(world: World, person: SandboxPerson, record: EventRecord): Reply {
  return ok(renderEvent(world, { email: person.email, zone: person.timeZone }, record));
}

function withoutToken<Value extends { token?: unknown }>({ token: _, ...rest }: Value) {
  return rest;
}

function ok(json: unknown): Reply {
  return { status: 200, json };
}
