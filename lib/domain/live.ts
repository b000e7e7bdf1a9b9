import type { RecordRef } from "./records/record";

export const liveKinds = ["timeline", "record", "calendar", "notifications", "sync-rules"] as const;

/**
 * A hint that something changed, sent through LISTEN/NOTIFY to open pages; never the change itself. `record`: its
 * properties or associations; `timeline`: its activities; `calendar`: a user's own connection; `notifications`: a user's bell;
 * `sync-rules`: the account's lists.
 */
export type LiveChange = {
  what: (typeof liveKinds)[number];
  records: RecordRef["id"][];
  userId?: string;
};

/** A change of nothing but the records it names: without any it is no change. */
export const isOfRecords = ({ what }: LiveChange): boolean => what === "timeline" || what === "record";

/** A change that concerns one person alone and is told to nobody else. */
export const isPersonal = ({ what }: LiveChange): boolean => what === "calendar" || what === "notifications";
