import { timeToMs } from "../google/event-time";
import { ApiError, invalidQuery } from "./api-error";
import type { EventRecord } from "./event-record";
import { renderEvent, type Viewer } from "./event-render";
import { nextLink, readPaging, refuseOptions, select } from "./odata";
import { expanded } from "./odata-expand";
import type { World } from "./world";

const CONDITION = {
  uid: /^iCalUId eq '([^']*)'$/,
  property: /^singleValueExtendedProperties\/Any\(ep: ?ep\/id eq '([^']*)' and ep\/value eq '([^']*)'\)$/i,
  modified: /^lastModifiedDateTime (ge|gt) ('?)([0-9T:.Z-]+)\2$/,
  time: /^(start|end)\/dateTime (ge|gt|le|lt) '([0-9T:.Z-]+)'$/,
  subject: /^subject eq '((?:[^']|'')*)'$/,
};
const ORDERS: Record<string, (record: EventRecord) => number> = {
  lastModifiedDateTime: (record) => record.modifiedAt,
  createdDateTime: (record) => record.createdAt,
  "start/dateTime": (record) => timeToMs(record.start, "UTC"),
};

/** `GET /me/events` and `/me/calendar/events`: singles and series, without slots and without deletions. */
export function listEvents(world: World, viewer: Viewer, path: string, query: URLSearchParams) {
  refuseOptions(query, ["$select", "$filter", "$orderby", "$top", "$skip", "$expand", "$count"]);
  const paging = readPaging(query, viewer.preferences.pageSize);
  const all = [...world.store.mailbox(viewer.email).events.values()];
  const visible = all.filter(
    (record) => !record.isGone && !record.seriesMasterId && record.calendar === "default",
  );
  const found = ordered(filtered(visible, query.get("$filter")), query.get("$orderby"));
  const rows = found.slice(paging.skip, paging.skip + paging.top);
  const value = rows.map((record) =>
    expanded(world, viewer, record, select(renderEvent(world, viewer, record), query), query),
  );
  return {
    "@odata.context": `${world.origin}/v1.0/$metadata#users('me')/calendar/events`,
    ...(query.get("$count") === "true" ? { "@odata.count": found.length } : {}),
    value,
    ...(found.length > paging.skip + paging.top
      ? { "@odata.nextLink": nextLink(`${world.origin}${path}`, query, paging) }
      : {}),
  };
}

function filtered(records: EventRecord[], filter: string | null): EventRecord[] {
  if (!filter) return records;
  // The two halves of an extended property belong together and are no conditions of their own.
  const property = CONDITION.property.exec(filter.trim());
  if (property) return records.filter((record) => hasProperty(record, property[1], property[2]));
  const conditions = filter.split(" and ").map((text) => conditionOf(text.trim()));
  return records.filter((record) => conditions.every((holds) => holds(record)));
}

function conditionOf(text: string): (record: EventRecord) => boolean {
  const uid = CONDITION.uid.exec(text);
  if (uid) return (record) => record.iCalUId === uid[1];
  const subject = CONDITION.subject.exec(text);
  if (subject) return (record) => record.details.subject === subject[1]?.replace(/''/g, "'");
  const modified = CONDITION.modified.exec(text);
  if (modified) return (record) => compare(record.modifiedAt, modified[1], modified[3]);
  const time = CONDITION.time.exec(text);
  if (time) {
    const side = time[1] === "end" ? "end" : "start";
    return (record) => compare(timeToMs(record[side], "UTC"), time[2], time[3]);
  }
  throw new ApiError(
    400,
    "ErrorInvalidUrlQueryFilter",
    "The query filter contains one or more invalid nodes.",
  );
}

function compare(value: number, operator: string | undefined, text: string | undefined): boolean {
  const limit = Date.parse(/(Z|T.*[+-]\d{2}:\d{2})$/.test(text ?? "") ? (text ?? "") : `${text}Z`);
  if (operator === "ge") return value >= limit;
  if (operator === "gt") return value > limit;
  return operator === "le" ? value <= limit : value < limit;
}

function hasProperty(record: EventRecord, id: string | undefined, value: string | undefined): boolean {
  return (record.properties ?? []).some((each) => each.id === id && each.value === value);
}

function ordered(records: EventRecord[], order: string | null): EventRecord[] {
  const [name = "lastModifiedDateTime", direction = order ? "asc" : "desc"] = (order ?? "")
    .split(" ")
    .filter(Boolean);
  const key = ORDERS[name];
  if (!key) throw invalidQuery(`The property '${name}' cannot be used in $orderby.`);
  const sign = direction === "desc" ? -1 : 1;
  return [...records].sort((one, other) => sign * (key(one) - key(other)) || (one.id < other.id ? -1 : 1));
}
