import type { RecordRef } from "./records/record";

export const liveKinds = ["timeline", "record", "calendar", "notifications"] as const;

/**
 * A hint that something changed, sent through LISTEN/NOTIFY to open pages; never the change itself. `record`: its
 * properties or associations; `timeline`: its activities; `calendar`: a user's own connection; `notifications`: a user's bell.
 */
export type LiveChange = {
  what: (typeof liveKinds)[number];
  records: RecordRef["id"][];
  userId?: string;
};

/** A change that concerns one person alone and is told to nobody else. */
export const isPersonal = ({ what }: LiveChange): boolean => what === "calendar" || what === "notifications";
