import type { RecordRef } from "./records/record";

/**
 * A hint that something changed, sent through LISTEN/NOTIFY to open pages; never the change itself. `record`: its
 * properties or associations; `timeline`: its activities; `calendar`: a user's own connection.
 */
export type LiveChange = {
  what: "timeline" | "record" | "calendar";
  records: RecordRef["id"][];
  userId?: string;
};
