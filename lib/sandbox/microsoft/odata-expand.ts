import { invalidQuery } from "./api-error";
import type { EventRecord } from "./event-record";
import { renderEvent, type Viewer } from "./event-render";
import { exceptionsOf } from "./located-event";
import type { World } from "./world";

const PROPERTIES = /^singleValueExtendedProperties\(\$filter=(.+)\)$/i;

/** Adds what `$expand` asks for and what only `$select` brings: extended properties, exceptions, days taken out. */
export function expanded(
  world: World,
  viewer: Viewer,
  record: EventRecord,
  item: Record<string, unknown>,
  query: URLSearchParams,
): Record<string, unknown> {
  const selected = (query.get("$select") ?? "").split(",").map((name) => name.trim());
  const asked = query.get("$expand")?.trim();
  const more: Record<string, unknown> = {};
  if (selected.includes("cancelledOccurrences") && record.recurrence) {
    more.cancelledOccurrences = (record.cancelledDays ?? []).map((day) => `OID.${record.id}.${day}`);
  }
  if (!asked) return { ...item, ...more };
  const properties = PROPERTIES.exec(asked);
  if (properties) return { ...item, ...more, ...propertiesOf(record, properties[1] ?? "") };
  if (asked === "exceptionOccurrences") {
    const rows = exceptionsOf(world, viewer.email, record.id);
    return { ...item, ...more, exceptionOccurrences: rows.map((row) => renderEvent(world, viewer, row)) };
  }
  throw invalidQuery(`Could not find a property named '${asked.split("(")[0]}' to expand.`);
}

function propertiesOf(record: EventRecord, filter: string) {
  const ids = [...filter.matchAll(/id eq '([^']*)'/g)].map(([, id]) => id);
  const found = (record.properties ?? []).filter((each) => ids.includes(each.id));
  return found.length > 0 ? { singleValueExtendedProperties: found } : {};
}
