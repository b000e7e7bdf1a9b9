import { z } from "zod";
import { answerHome, bodyOf, controlRoutes } from "../desk/control";
import { isFromForeignPage } from "../desk/foreign-pages";
import { livesElsewhere } from "../desk/homes";
import type { Call, Reply } from "../google/http";
import { findPerson, type SandboxPerson } from "../google/people";
import { ApiError, invalidRequest, itemNotFound, unknownSegment } from "./api-error";
import { applyTrouble } from "./apply-trouble";
import { type Behaviours, switched } from "./behaviours";
import { fillMailbox } from "./fill";
import { receiveMessage } from "./incoming-invitation";
import { jsonOf } from "./json-body";
import { requireCurrent } from "./located-event";
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
import { rewriteRow } from "./row-edits";
import { toWire } from "./subscriptions";
import { type TroubleInput, troubleInput } from "./trouble";
import type { World } from "./world";

const PERSON = /^\/sandbox\/people\/([^/]+)(?:\/(events|rows|week)(?:\/([^/]+))?(?:\/(respond|move))?)?$/;
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

const parts = {
  refuse: (complaint: string) => invalidRequest(complaint),
  jsonOf,
  switched,
  receive: receiveMessage,
  fill: fillMailbox,
  troubleInput,
  applyTrouble,
};

const ROUTES: Record<string, (world: World, call: Call) => Reply> = {
  ...controlRoutes<World, Behaviours, TroubleInput>(parts),
  "GET /sandbox/subscriptions": (world) => ok({ subscriptions: listSubscriptions(world) }),
};

/** Answers `/sandbox/**`: what tests and the calendar page may see and do. No account is needed. */
export function answerControl(world: World, call: Call): Reply {
  if (isFromForeignPage(world.origin, call))
    throw new ApiError(403, "ErrorAccessDenied", "Requests from other pages are not accepted.");
  const person = PERSON.exec(call.path);
  if (person) return answerPerson(world, call, person);
  const route = ROUTES[`${call.method} ${call.path}`];
  if (!route) throw unknownSegment();
  return route(world, call);
}

function answerPerson(world: World, call: Call, [, email, kind, id, act]: RegExpExecArray): Reply {
  const person = findPerson(world.people, decodeURIComponent(email ?? ""));
  if (!person) throw itemNotFound();
  if (!kind) return answerHome(world, call, person, parts);
  if (kind === "week") return ok(weekView(world, person, call.query.get("start")));
  if (call.method !== "GET" && livesElsewhere(world, person))
    throw invalidRequest(`${person.name} has no calendar here.`);
  if (kind === "rows") {
    if (!id || call.method !== "PATCH") throw unknownSegment();
    const row = rewriteRow(world, person.email, decodeURIComponent(id), jsonOf(call));
    return ok(describeForControl(world, person, row));
  }
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
    const { response } = bodyOf(
      parts,
      answerBody,
      call,
      "The response must be accepted, tentative or declined.",
    );
    respondAsPerson(actor, id, ANSWERS[response], extent);
    return ok({});
  }
  if (act === "move" && call.method === "POST") {
    const { calendar } = bodyOf(parts, moveBody, call, "The calendar must be default or other.");
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

function listSubscriptions(world: World) {
  return world.notifications.live().map((each) => ({
    ...toWire(each, "without client state"),
    email: each.email,
    isPaused: each.paused !== undefined,
  }));
}

function ok(json: unknown): Reply {
  return { status: 200, json };
}
