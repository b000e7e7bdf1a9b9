import { ApiError, insufficientPermissions, invalidCredentials, invalidValue, notFound } from "./api-error";
import { stopChannel, watchEvents } from "./channels";
import { editEvent } from "./event-edit";
import { insertEvent, type WriteCall } from "./event-insert";
import { listInstances } from "./event-instances";
import { listEvents } from "./event-list";
import { removeEvent } from "./event-remove";
import { renderEvent, type Viewer } from "./event-render";
import { isTimeZone } from "./event-time";
import { queryFreeBusy } from "./freebusy";
import { type Call, headerOf, jsonOf, type Reply } from "./http";
import { etagOf, requireCurrent } from "./located-event";
import { bearer } from "./oauth-identity";
import type { SendUpdates } from "./outbox";
import { selectFields } from "./partial-response";
import { sameAddress } from "./people";
import { type Access, grantsAccess, seesBusyOnly } from "./scopes";
import type { IssuedToken } from "./state";
import { type World, zoneOf } from "./world";

type Ask = { world: World; call: Call; access: IssuedToken; id: string };
type Route = { method: string; path: RegExp; needs: Access[]; run: (ask: Ask) => Reply | Promise<Reply> };

const EVENTS = "^/calendar/v3/calendars/(?<calendar>[^/]+)/events";

const ROUTES: Route[] = [
  { method: "GET", path: new RegExp(`${EVENTS}$`), needs: ["read", "freebusy"], run: list },
  { method: "POST", path: new RegExp(`${EVENTS}$`), needs: ["write"], run: insert },
  { method: "POST", path: new RegExp(`${EVENTS}/watch$`), needs: ["read"], run: watch },
  { method: "GET", path: new RegExp(`${EVENTS}/(?<id>[^/]+)$`), needs: ["read"], run: get },
  { method: "PATCH", path: new RegExp(`${EVENTS}/(?<id>[^/]+)$`), needs: ["write"], run: patch },
  { method: "PUT", path: new RegExp(`${EVENTS}/(?<id>[^/]+)$`), needs: ["write"], run: update },
  { method: "DELETE", path: new RegExp(`${EVENTS}/(?<id>[^/]+)$`), needs: ["write"], run: remove },
  { method: "GET", path: new RegExp(`${EVENTS}/(?<id>[^/]+)/instances$`), needs: ["read"], run: instances },
  { method: "POST", path: /^\/calendar\/v3\/channels\/stop$/, needs: ["any"], run: stop },
  { method: "POST", path: /^\/calendar\/v3\/freeBusy$/, needs: ["freebusy"], run: freeBusy },
];

/** Answers one Calendar API call; throws ApiError for what Google refuses. */
export async function answerApi(world: World, call: Call): Promise<Reply> {
  const access = bearer(world, call);
  if (!access) throw invalidCredentials();
  const candidates = ROUTES.map((route) => ({ route, match: route.path.exec(call.path) }));
  const found = candidates.find(({ route, match }) => match && route.method === call.method);
  if (!found?.match) throw notFound();
  const { route, match } = found;
  if (!route.needs.some((need) => grantsAccess(access.scopes, need))) throw insufficientPermissions();
  const calendar = match.groups?.calendar;
  if (calendar !== undefined && !isOwnCalendar(decodeURIComponent(calendar), access)) throw notFound();
  const id = decodeURIComponent(match.groups?.id ?? "");
  const reply = await route.run({ world, call, access, id });
  return "json" in reply ? { ...reply, json: selectFields(reply.json, call.query.get("fields")) } : reply;
}

function isOwnCalendar(id: string, access: IssuedToken): boolean {
  return id === "primary" || sameAddress(id, access.email);
}

function list({ world, call, access }: Ask): Reply {
  const isBusyOnly = seesBusyOnly(access.scopes);
  if (!isBusyOnly && !grantsAccess(access.scopes, "read")) throw insufficientPermissions();
  return { status: 200, json: listEvents(world, { email: access.email, params: call.query, isBusyOnly }) };
}

function get({ world, call, access, id }: Ask): Reply {
  const record = requireCurrent(world, access.email, id, undefined);
  const etag = etagOf(record);
  if (headerOf(call, "if-none-match") === etag) return { status: 304, headers: { etag } };
  return { status: 200, json: renderEvent(world, viewerOf(world, call, access), record), headers: { etag } };
}

function insert({ world, call, access }: Ask): Reply {
  const record = insertEvent(world, writeCall(call, access), jsonOf(call));
  return { status: 200, json: renderEvent(world, viewerOf(world, call, access), record) };
}

function patch({ world, call, access, id }: Ask): Reply {
  const record = editEvent(world, writeCall(call, access), id, jsonOf(call), "patch");
  return { status: 200, json: renderEvent(world, viewerOf(world, call, access), record) };
}

function update({ world, call, access, id }: Ask): Reply {
  const record = editEvent(world, writeCall(call, access), id, jsonOf(call), "replace");
  return { status: 200, json: renderEvent(world, viewerOf(world, call, access), record) };
}

function remove({ world, call, access, id }: Ask): Reply {
  removeEvent(world, writeCall(call, access), id);
  return { status: 204 };
}

function instances({ world, call, access, id }: Ask): Reply {
  return { status: 200, json: listInstances(world, access.email, id, call.query) };
}

async function watch({ world, call, access }: Ask): Promise<Reply> {
  return { status: 200, json: await watchEvents(world, access, call.query, jsonOf(call)) };
}

function stop({ world, call, access }: Ask): Reply {
  stopChannel(world, access, jsonOf(call));
  return { status: 204 };
}

function freeBusy({ world, call, access }: Ask): Reply {
  return { status: 200, json: queryFreeBusy(world, access.email, jsonOf(call)) };
}

function viewerOf(world: World, call: Call, access: IssuedToken): Viewer {
  const asked = call.query.get("timeZone");
  if (asked && !isTimeZone(asked)) throw invalidValue("Invalid time zone.", "timeZone");
  const most = Number(call.query.get("maxAttendees") ?? Number.POSITIVE_INFINITY);
  return { email: access.email, zone: asked ?? zoneOf(world, access.email), maxAttendees: most };
}

function writeCall(call: Call, access: IssuedToken): WriteCall {
  return {
    email: access.email,
    cause: "api",
    sendUpdates: readSendUpdates(call.query),
    conference: call.query.get("conferenceDataVersion") === "1",
    ifMatch: headerOf(call, "if-match"),
  };
}

/** `sendNotifications=true` is the deprecated spelling of `all`; the two do not mix (providers 2.2). */
function readSendUpdates(query: URLSearchParams): SendUpdates {
  const text = query.get("sendUpdates");
  if (text === null) return query.get("sendNotifications") === "true" ? "all" : "none";
  if (text === "all" || text === "externalOnly" || text === "none") return text;
  throw new ApiError(400, "invalidParameter", `Invalid value: ${text}`, "global", {
    locationType: "parameter",
    location: "sendUpdates",
  });
}
