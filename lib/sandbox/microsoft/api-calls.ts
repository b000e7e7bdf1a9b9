import { type Call, headerOf, type Reply } from "../google/http";
import { itemNotFound } from "./api-error";
import { calendarView, listInstances } from "./calendar-view";
import { viewDelta } from "./delta";
import { answerEvent, type GuestAnswer } from "./event-answer";
import { createEvent, type WriteCall } from "./event-create";
import { editEvent } from "./event-edit";
import { listEvents } from "./event-list";
import { cancelEvent, removeEvent } from "./event-remove";
import { renderEvent, type Viewer } from "./event-render";
import { jsonOf } from "./json-body";
import { requireCurrent } from "./located-event";
import { describeCalendar, describeMailbox, describeMe, translateIds } from "./mailbox";
import { refuseOptions, select } from "./odata";
import { expanded } from "./odata-expand";
import { getSchedule } from "./schedule";
import type { Access } from "./scopes";
import type { AccessToken } from "./state";
import {
  listSubscriptions,
  renewSubscription,
  requireSubscription,
  subscribe,
  toWire,
  unsubscribe,
} from "./subscriptions";
import type { World } from "./world";

export type Ask = { world: World; call: Call; access: AccessToken; viewer: Viewer; id: string };
export type Route = {
  method: string;
  path: RegExp;
  needs: Access;
  run: (ask: Ask) => Reply | Promise<Reply>;
};

const EVENTS = "^(?:/calendar)?/events";
const EVENT = `${EVENTS}/(?<id>[^/]+)`;

/** Calls on one mailbox, by the part of the address after `/me`. */
export const MAILBOX_ROUTES: Route[] = [
  { method: "GET", path: /^$/, needs: "user", run: me },
  { method: "GET", path: /^\/mailboxSettings$/, needs: "settings", run: settings },
  { method: "GET", path: /^\/calendar$/, needs: "read", run: calendar },
  { method: "GET", path: new RegExp(`${EVENT}/calendar$`, "i"), needs: "read", run: calendarOf },
  { method: "GET", path: /^\/calendars$/, needs: "read", run: calendars },
  { method: "GET", path: new RegExp(`${EVENTS}$`, "i"), needs: "read", run: list },
  { method: "POST", path: new RegExp(`${EVENTS}$`, "i"), needs: "write", run: create },
  { method: "GET", path: new RegExp(`${EVENT}$`, "i"), needs: "read", run: get },
  { method: "PATCH", path: new RegExp(`${EVENT}$`, "i"), needs: "write", run: patch },
  { method: "DELETE", path: new RegExp(`${EVENT}$`, "i"), needs: "write", run: remove },
  { method: "GET", path: new RegExp(`${EVENT}/instances$`, "i"), needs: "read", run: instances },
  { method: "POST", path: new RegExp(`${EVENT}/cancel$`, "i"), needs: "write", run: cancel },
  { method: "POST", path: new RegExp(`${EVENT}/accept$`, "i"), needs: "write", run: answerWith("accepted") },
  {
    method: "POST",
    path: new RegExp(`${EVENT}/tentativelyAccept$`, "i"),
    needs: "write",
    run: answerWith("tentativelyAccepted"),
  },
  { method: "POST", path: new RegExp(`${EVENT}/decline$`, "i"), needs: "write", run: answerWith("declined") },
  { method: "GET", path: /^(?:\/calendar)?\/calendarView$/, needs: "read", run: view },
  { method: "GET", path: /^(?:\/calendar)?\/calendarView\/delta(?:\(\))?$/, needs: "read", run: delta },
  { method: "POST", path: /^\/calendar\/getSchedule$/, needs: "read", run: schedule },
  { method: "POST", path: /^\/translateExchangeIds$/, needs: "user", run: translate },
];

/** Calls on `/subscriptions`. */
export const SUBSCRIPTION_ROUTES: Route[] = [
  { method: "GET", path: /^$/, needs: "read", run: subscriptions },
  { method: "POST", path: /^$/, needs: "read", run: newSubscription },
  { method: "GET", path: /^\/(?<id>[^/]+)$/, needs: "read", run: subscription },
  { method: "PATCH", path: /^\/(?<id>[^/]+)$/, needs: "read", run: renew },
  { method: "DELETE", path: /^\/(?<id>[^/]+)$/, needs: "read", run: endSubscription },
  { method: "POST", path: /^\/(?<id>[^/]+)\/reauthorize$/, needs: "read", run: reauthorize },
];

function me({ world, call, viewer }: Ask): Reply {
  return ok(select(describeMe(world, viewer.email), call.query));
}

function settings({ world, viewer }: Ask): Reply {
  return ok(describeMailbox(world, viewer.email));
}

function calendar({ world, call, viewer }: Ask): Reply {
  return ok(select(describeCalendar(world, viewer.email, "default"), call.query));
}

function calendarOf({ world, call, viewer, id }: Ask): Reply {
  const record = requireCurrent(world, viewer.email, id, undefined);
  return ok(select(describeCalendar(world, viewer.email, record.calendar), call.query));
}

function calendars({ world, call, viewer }: Ask): Reply {
  const both = (["default", "other"] as const).map((which) => describeCalendar(world, viewer.email, which));
  return ok({ value: both.map((each) => select(each, call.query)) });
}

function list({ world, call, viewer }: Ask): Reply {
  return ok(listEvents(world, viewer, call.path, call.query));
}

function create({ world, call, viewer }: Ask): Reply {
  const record = createEvent(world, writeCall(call, viewer), jsonOf(call));
  return { status: 201, json: renderEvent(world, viewer, record) };
}

function get({ world, call, viewer, id }: Ask): Reply {
  refuseOptions(call.query, ["$select", "$expand"]);
  const record = requireCurrent(world, viewer.email, id, undefined);
  const visibleAt = record.createdAt + world.store.state.behaviours.hidesNewEventsSeconds * 1000;
  if (visibleAt > world.now()) throw itemNotFound();
  const item = select(renderEvent(world, viewer, record), call.query);
  return ok(expanded(world, viewer, record, item, call.query));
}

function patch({ world, call, viewer, id }: Ask): Reply {
  return ok(renderEvent(world, viewer, editEvent(world, writeCall(call, viewer), id, jsonOf(call))));
}

function remove({ world, call, viewer, id }: Ask): Reply {
  removeEvent(world, writeCall(call, viewer), id);
  return { status: 204 };
}

function cancel({ world, call, viewer, id }: Ask): Reply {
  cancelEvent(world, writeCall(call, viewer), id);
  return { status: 202 };
}

function answerWith(response: GuestAnswer) {
  return ({ world, call, viewer, id }: Ask): Reply => {
    answerEvent(world, writeCall(call, viewer), id, response, jsonOf(call));
    return { status: 202 };
  };
}

function instances({ world, call, viewer, id }: Ask): Reply {
  return ok(listInstances(world, viewer, id, call.path, call.query));
}

function view({ world, call, viewer }: Ask): Reply {
  return ok(calendarView(world, viewer, call.path, call.query));
}

function delta({ world, call, viewer }: Ask): Reply {
  return ok(viewDelta(world, viewer, call.path, call.query));
}

function schedule({ world, call, viewer }: Ask): Reply {
  return ok(getSchedule(world, viewer, jsonOf(call)));
}

function translate({ call }: Ask): Reply {
  return ok(translateIds(jsonOf(call)));
}

function subscriptions({ world, access }: Ask): Reply {
  return ok(listSubscriptions(world, access));
}

async function newSubscription({ world, call, access, viewer }: Ask): Promise<Reply> {
  const usesImmutableIds = viewer.preferences.idType === "immutable";
  return { status: 201, json: await subscribe(world, access, jsonOf(call), usesImmutableIds) };
}

function subscription({ world, access, id }: Ask): Reply {
  return ok(toWire(requireSubscription(world, access, id), "without client state"));
}

async function renew({ world, call, access, id }: Ask): Promise<Reply> {
  return ok(await renewSubscription(world, access, id, jsonOf(call)));
}

function endSubscription({ world, access, id }: Ask): Reply {
  unsubscribe(world, access, id);
  return { status: 204 };
}

function reauthorize({ world, access, id }: Ask): Reply {
  world.notifications.resume(requireSubscription(world, access, id));
  world.store.markDirty();
  return { status: 204 };
}

function writeCall(call: Call, viewer: Viewer): WriteCall {
  const ifMatch = headerOf(call, "if-match");
  return { email: viewer.email, cause: "api", mails: "as Exchange does", ifMatch };
}

function ok(json: unknown): Reply {
  return { status: 200, json };
}
