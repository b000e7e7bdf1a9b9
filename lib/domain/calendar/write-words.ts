/** Why a calendar was written to, in the words people read (RULES O6). */
export const writeReasons = {
  scheduled: "A meeting was scheduled in Almanac.",
  "scheduled-again": "A meeting was scheduled in Almanac; the try before this one got no certain answer.",
  changed: "A meeting was changed in Almanac.",
  "changed-again": "A meeting was changed in Almanac; the try before this one got no certain answer.",
  "deleted-with-event": "The meeting was deleted in Almanac, and its event was to be cancelled as well.",
  "time-off-added": "Time off was added in Almanac.",
  "time-off-changed": "Time off was changed in Almanac.",
  "time-off-removed": "Time off was taken away in Almanac.",
} as const;

export type WriteReason = (typeof writeReasons)[keyof typeof writeReasons];

/** The fields of an event that a write can set. */
export const changedFields = [
  "title",
  "time",
  "description",
  "place",
  "video link",
  "guests",
  "cancelled",
] as const;

export type ChangedField = (typeof changedFields)[number];
