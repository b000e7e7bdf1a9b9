import { z } from "zod";
import { answerHome, bodyOf, controlRoutes } from "../desk/control";
import { isFromForeignPage } from "../desk/foreign-pages";
import { livesElsewhere } from "../desk/homes";
import { ApiError, invalidValue, notFound } from "./api-error";
import { applyTrouble } from "./apply-trouble";
import { type Behaviours, switched } from "./behaviours";
import type { WriteCall } from "./event-insert";
import { listEvents } from "./event-list";
import type { EventRecord } from "./event-record";
import { renderEvent } from "./event-render";
import { fillCalendar } from "./fill";
import { type Call, headerOf, jsonOf, type Reply } from "./http";
import { receiveMessage } from "./incoming-invitation";
import { requireCurrent } from "./located-event";
import { eventForm } from "./pages/event-form";
import { weekView } from "./pages/week-view";
import { findPerson, type SandboxPerson } from "./people";
import { type Extent, editAsPerson, insertAsPerson, removeAsPerson, respondAsPerson } from "./person-edits";
import { rewriteRow } from "./row-edits";
import { type TroubleInput, troubleInput } from "./trouble";
import type { World } from "./world";

const PERSON = /^\/sandbox\/people\/([^/]+)(?:\/(events|rows|week)(?:\/([^/]+))?(\/respond)?)?$/;
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

const parts = {
  refuse: (complaint: string) => invalidValue(complaint),
  jsonOf,
  switched,
  receive: receiveMessage,
  fill: fillCalendar,
  troubleInput,
  applyTrouble,
};

const ROUTES: Record<string, (world: World, call: Call) => Reply> = {
  ...controlRoutes<World, Behaviours, TroubleInput>(parts),
  "GET /sandbox/channels": (world) => ok({ channels: world.channels.live().map(withoutToken) }),
};

/** Answers `/sandbox/**`: what tests and the calendar page may see and do. No account is needed. */
export function answerControl(world: World, call: Call): Reply {
  refuseUnfit(world, call);
  const person = PERSON.exec(call.path);
  if (person) return answerPerson(world, call, person);
  const route = ROUTES[`${call.method} ${call.path}`];
  if (!route) throw notFound();
  return route(world, call);
}

function answerPerson(world: World, call: Call, [, email, kind, id, respond]: RegExpExecArray): Reply {
  const person = findPerson(world.people, decodeURIComponent(email ?? ""));
  if (!person) throw notFound();
  if (!kind) return answerHome(world, call, person, parts);
  if (kind === "week") return ok(weekView(world, person, call.query.get("start")));
  if (call.method !== "GET" && livesElsewhere(world, person))
    throw invalidValue(`${person.name} has no calendar here.`);
  if (kind === "rows") {
    if (!id || call.method !== "PATCH") throw notFound();
    return shown(world, person, rewriteRow(world, person.email, decodeURIComponent(id), jsonOf(call)));
  }
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
    const { response } = bodyOf(
      parts,
      answerBody,
      call,
      "The response must be accepted, tentative or declined.",
    );
    return shown(world, person, respondAsPerson(world, write, id, ANSWERS[response], extentOf(call)));
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

function refuseUnfit(world: World, call: Call): void {
  if (isFromForeignPage(world.origin, call))
    throw new ApiError(403, "forbidden", "Requests from other pages are not accepted.");
  const isJson = headerOf(call, "content-type")?.startsWith("application/json");
  if (call.body !== "" && !isJson) throw new ApiError(415, "unsupportedMediaType", "Send application/json.");
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
