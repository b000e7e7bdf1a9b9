import { z } from "zod";
import { type Call, headerOf, type Reply } from "../google/http";
import { liveStream } from "../google/pages/live-stream";
import { findPerson, type SandboxPerson } from "../google/people";
import { ApiError, invalidRequest, itemNotFound, unknownSegment } from "./api-error";
import { applyTrouble } from "./apply-trouble";
import { behavioursInput } from "./behaviours";
import { invitationMessage } from "./foreign-mail";
import { receiveMessage } from "./incoming-invitation";
import { jsonOf } from "./json-body";
import { requireCurrent } from "./located-event";
import { mailsTo } from "./outbox";
import { describeForControl } from "./page-record";
import { eventForm } from "./pages/event-form";
import { weekView } from "./pages/week-view";
import {
  type Extent,
  editAsPerson,
  insertAsPerson,
  moveAsPerson,
  removeAsPerson,
  respondAsPerson,
} from "./person-edits";
import { toWire } from "./subscriptions";
import { troubleInput } from "./trouble";
import type { World } from "./world";

const PERSON = /^\/sandbox\/people\/([^/]+)\/(events|week)(?:\/([^/]+))?(?:\/(respond|move))?$/;
const ANSWERS = {
  accepted: "accepted",
  declined: "declined",
  tentative: "tentativelyAccepted",
  yes: "accepted",
  no: "declined",
  maybe: "tentativelyAccepted",
} as const;
const answerBody = z.object({
  response: z.enum(["accepted", "declined", "tentative", "yes", "no", "maybe"]),
});
const moveBody = z.object({ calendar: z.enum(["default", "other"]) });
const clockBody = z.object({ forwardSeconds: z.number().positive() });

const ROUTES: Record<string, (world: World, call: Call) => Reply> = {
  "GET /sandbox/outbox": (world, call) => ok({ mails: mailsTo(world, call.query.get("to") ?? undefined) }),
  "GET /sandbox/requests": (world) => ok({ requests: world.requests.list() }),
  "GET /sandbox/subscriptions": (world) => ok({ subscriptions: listSubscriptions(world) }),
  "GET /sandbox/live": (world) => liveStream(world),
  "GET /sandbox/behaviours": (world) => ok(world.store.state.behaviours),
  "PATCH /sandbox/behaviours": switchBehaviours,
  "POST /sandbox/clock": forwardClock,
  "POST /sandbox/invitations": takeInvitation,
  "POST /sandbox/reset": reset,
  "POST /sandbox/trouble": makeTrouble,
  "POST /sandbox/trouble/clear": clearTrouble,
};

/** Answers `/sandbox/**`: what tests and the calendar page may see and do. No account is needed. */
export function answerControl(world: World, call: Call): Reply {
  refuseForeignPages(world, call);
  const person = PERSON.exec(call.path);
  if (person) return answerPerson(world, call, person);
  const route = ROUTES[`${call.method} ${call.path}`];
  if (!route) throw unknownSegment();
  return route(world, call);
}

function answerPerson(world: World, call: Call, [, email, kind, id, act]: RegExpExecArray): Reply {
  const person = findPerson(world.people, decodeURIComponent(email ?? ""));
  if (!person) throw itemNotFound();
  if (kind === "week") return ok(weekView(world, person, call.query.get("start")));
  if (!id) return answerEvents(world, call, person);
  return answerEvent(world, call, person, { id: decodeURIComponent(id), act });
}

function answerEvents(world: World, call: Call, person: SandboxPerson): Reply {
  if (call.method === "POST") {
    return ok(describeForControl(world, person, insertAsPerson({ world, person }, jsonOf(call))));
  }
  if (call.method !== "GET") throw unknownSegment();
  const events = [...world.store.mailbox(person.email).events.values()].filter((event) => !event.isGone);
  return ok({ items: events.map((event) => describeForControl(world, person, event)) });
}

function answerEvent(
  world: World,
  call: Call,
  person: SandboxPerson,
  { id, act }: { id: string; act: string | undefined },
): Reply {
  const actor = { world, person };
  const extent = extentOf(call);
  if (act === "respond" && call.method === "POST") {
    const { response } = parsed(answerBody, call, "The response must be accepted, tentative or declined.");
    respondAsPerson(actor, id, ANSWERS[response], extent);
    return ok({});
  }
  if (act === "move" && call.method === "POST") {
    const { calendar } = parsed(moveBody, call, "The calendar must be default or other.");
    return ok(describeForControl(world, person, moveAsPerson(actor, id, calendar)));
  }
  if (call.method === "GET")
    return ok(eventForm(world, person, requireCurrent(world, person.email, id, undefined)));
  if (call.method === "PATCH")
    return ok(describeForControl(world, person, editAsPerson(actor, id, jsonOf(call), extent)));
  if (call.method !== "DELETE") throw unknownSegment();
  removeAsPerson(actor, id, extent);
  return { status: 204 };
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
  const isForeign = origin !== undefined && !allowed.includes(origin);
  const isHidden = origin === undefined && headerOf(call, "sec-fetch-site") === "cross-site";
  if (!isForeign && !isHidden) return;
  throw new ApiError(403, "ErrorAccessDenied", "Requests from other pages are not accepted.");
}

function makeTrouble(world: World, call: Call): Reply {
  return ok(applyTrouble(world, parsed(troubleInput, call, "There is no such trouble.")));
}

function clearTrouble(world: World): Reply {
  world.trouble.clear();
  return ok({});
}

function switchBehaviours(world: World, call: Call): Reply {
  const { state } = world.store;
  const change = parsed(behavioursInput, call, "There is no such switch.");
  const given = Object.entries(change).filter(([name]) => name in (jsonOf(call) as object));
  Object.assign(state.behaviours, Object.fromEntries(given));
  world.store.markDirty();
  return ok(state.behaviours);
}

function forwardClock(world: World, call: Call): Reply {
  const { forwardSeconds } = parsed(clockBody, call, "The clock can only be put forward.");
  world.store.state.clockOffset += forwardSeconds * 1000;
  world.store.markDirty();
  return ok({ now: new Date(world.now()).toISOString() });
}

function takeInvitation(world: World, call: Call): Reply {
  const message = parsed(invitationMessage, call, "The invitation could not be read.");
  return ok({ outcome: receiveMessage(world, message) });
}

function reset(world: World): Reply {
  world.store.reset();
  world.trouble.clear();
  world.requests.clear();
  return ok({});
}

function listSubscriptions(world: World) {
  return world.notifications.live().map((each) => ({
    ...toWire(each, "without client state"),
    email: each.email,
    isPaused: each.paused !== undefined,
  }));
}

function parsed<Value>(schema: z.ZodType<Value>, call: Call, complaint: string): Value {
  const result = schema.safeParse(jsonOf(call));
  if (!result.success) throw invalidRequest(complaint);
  return result.data;
}

function ok(json: unknown): Reply {
  return { status: 200, json };
}
