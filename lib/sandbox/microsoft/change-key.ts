import type { EventRecord } from "./event-record";

/** The change key of a copy: it changes with every change, on a plain occurrence with its series. */
export function changeKeyOf(record: EventRecord): string {
  return Buffer.from(`${record.id.slice(8, 14)}:${String(record.rev).padStart(8, "0")}`).toString("base64");
}

/** The etag a change key is sent in. */
export function etagOf(record: EventRecord): string {
  return `W/"${changeKeyOf(record)}"`;
}
