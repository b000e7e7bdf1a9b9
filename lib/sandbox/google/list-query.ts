import { ApiError, emptyTimeRange, invalidValue } from "./api-error";
import { isTimeZone } from "./event-time";

/** The parameters of `events.list`, read and checked. Times are epoch milliseconds. */
export type ListQuery = {
  maxResults: number;
  singleEvents: boolean;
  showDeleted: boolean;
  orderBy?: "startTime" | "updated" | undefined;
  timeMin?: number | undefined;
  timeMax?: number | undefined;
  updatedMin?: number | undefined;
  q?: string | undefined;
  iCalUID?: string | undefined;
  privateProperties: string[];
  sharedProperties: string[];
  eventTypes: string[];
  maxAttendees?: number | undefined;
  timeZone?: string | undefined;
  pageToken?: string | undefined;
  syncToken?: string | undefined;
};

const NOT_WITH_SYNC_TOKEN = [
  "iCalUID",
  "orderBy",
  "privateExtendedProperty",
  "q",
  "sharedExtendedProperty",
  "timeMin",
  "timeMax",
  "updatedMin",
];
const KINDS = ["default", "outOfOffice", "focusTime", "workingLocation", "birthday", "fromGmail"];
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** Reads the query; 400 for values and combinations Google refuses (providers 2.3). */
export function readListQuery(params: URLSearchParams): ListQuery {
  const syncToken = params.get("syncToken") ?? undefined;
  if (syncToken !== undefined) refuseCombinations(params);
  const singleEvents = readFlag(params, "singleEvents");
  const orderBy = readOrder(params.get("orderBy"), singleEvents);
  const [timeMin, timeMax] = [readInstant(params, "timeMin"), readInstant(params, "timeMax")];
  if (timeMin !== undefined && timeMax !== undefined && timeMin >= timeMax) throw emptyTimeRange();
  const timeZone = params.get("timeZone") ?? undefined;
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw invalidValue("Invalid time zone.", "timeZone");
  const eventTypes = params.getAll("eventTypes");
  if (eventTypes.some((each) => !KINDS.includes(each))) throw invalidValue("Invalid value.", "eventTypes");
  return {
    maxResults: Math.min(readCount(params, "maxResults") ?? 250, 2500),
    singleEvents,
    showDeleted: readFlag(params, "showDeleted"),
    orderBy,
    timeMin,
    timeMax,
    updatedMin: readInstant(params, "updatedMin"),
    q: params.get("q") ?? undefined,
    iCalUID: params.get("iCalUID") ?? undefined,
    privateProperties: params.getAll("privateExtendedProperty"),
    sharedProperties: params.getAll("sharedExtendedProperty"),
    eventTypes,
    maxAttendees: readCount(params, "maxAttendees"),
    timeZone,
    pageToken: params.get("pageToken") ?? undefined,
    syncToken,
  };
}

/** The part of a query every later incremental call must repeat. */
export function syncBinding(params: URLSearchParams): string {
  const names = ["singleEvents", "eventTypes", "maxAttendees", "showHiddenInvitations", "timeZone"];
  const parts = names.map((name) => `${name}=${normalised(name, params.getAll(name)).join(",")}`);
  return parts.join("&");
}

/** The whole query of a round, which every page of it must repeat. */
export function pageBinding(params: URLSearchParams): string {
  const ignored = new Set(["pageToken", "fields", "alt", "prettyPrint", "quotaUser", "key"]);
  const names = [...new Set(params.keys())].filter((name) => !ignored.has(name)).sort();
  return names.map((name) => `${name}=${normalised(name, params.getAll(name)).join(",")}`).join("&");
}

/** Whether the last page of such a first round carries a `nextSyncToken`. */
export function earnsSyncToken(query: ListQuery): boolean {
  if (query.q !== undefined || query.iCalUID !== undefined) return false;
  if (query.privateProperties.length > 0 || query.sharedProperties.length > 0) return false;
  return query.orderBy === undefined && query.updatedMin === undefined;
}

function refuseCombinations(params: URLSearchParams): void {
  const forbidden = NOT_WITH_SYNC_TOKEN.find((name) => params.has(name));
  if (forbidden) {
    throw invalidValue(`Sync token cannot be used with the parameter: ${forbidden}`, "syncToken");
  }
  if (params.get("showDeleted") === "false") {
    throw invalidValue("Deletions cannot be left out of an incremental synchronization.", "syncToken");
  }
}

function readOrder(value: string | null, singleEvents: boolean): ListQuery["orderBy"] {
  if (value === null) return undefined;
  if (value === "updated") return value;
  if (value !== "startTime") throw invalidValue("Invalid value.", "orderBy");
  if (singleEvents) return value;
  const message = "The requested ordering is not available for the particular query.";
  throw new ApiError(400, "badRequest", message, "global", {
    locationType: "parameter",
    location: "orderBy",
  });
}

function readInstant(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name);
  if (text === null) return undefined;
  if (!RFC3339.test(text) || Number.isNaN(Date.parse(text)))
    throw new ApiError(400, "badRequest", "Bad Request");
  return Date.parse(text);
}

function readFlag(params: URLSearchParams, name: string): boolean {
  const text = params.get(name);
  if (text !== null && text !== "true" && text !== "false")
    throw invalidValue(`Invalid boolean value: '${text}'.`, name);
  return text === "true";
}

function readCount(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name);
  if (text === null) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw invalidValue(`Invalid integer value: '${text}'.`, name);
  return Number(text);
}

function normalised(name: string, values: string[]): string[] {
  if (name === "singleEvents") return values.filter((value) => value !== "false");
  return [...values].sort();
}
