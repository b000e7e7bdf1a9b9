import type { QueryKey } from "@tanstack/react-query";
import { z } from "zod";
import { type LiveChange, liveKinds } from "@/lib/domain/live";
import { attentionKey, calendarKey } from "./calendar";
import { notificationsKey } from "./notifications";
import { syncRulesKey } from "./sync-rules";

const liveChange = z.object({
  what: z.enum(liveKinds),
  records: z.array(z.string()),
  userId: z.string().optional(),
});

/** The change an event on /api/live carries; null when it is not one, which is then no reason to refetch. */
export function readLiveChange(data: string): LiveChange | null {
  try {
    const { userId, ...change } = liveChange.parse(JSON.parse(data));
    return userId === undefined ? change : { ...change, userId };
  } catch {
    return null;
  }
}

export type Refresh = {
  /** True for a query that shows what changed. */
  touches: (key: QueryKey) => boolean;
  /** The page itself, which the server rendered, shows what changed. */
  page: boolean;
};

/** What to fetch again for a batch of changes on the page at `path`. A change that names no record concerns all. */
export function refreshFor(changes: readonly LiveChange[], path: string): Refresh {
  const touched = (what: LiveChange["what"]) => changes.filter((change) => change.what === what);
  const names = (change: LiveChange, id: string) =>
    change.records.length === 0 || change.records.includes(id);
  return {
    touches: (key) => {
      if (key[0] === calendarKey[0]) return touched("calendar").length > 0;
      if (key[0] === syncRulesKey[0]) return touched("sync-rules").length > 0;
      if (key[0] === notificationsKey[0]) return touched("notifications").length > 0;
      // The bell rings, and falls silent, whenever a connection begins or ends to need its person.
      if (key[0] === attentionKey[0]) return touched("calendar").length + touched("notifications").length > 0;
      if (key[0] !== "timeline") return false;
      return touched("timeline").some((change) => names(change, String(key[2])));
    },
    page:
      touched("record").some((change) => names(change, path.split("/")[2] ?? "")) ||
      (touched("calendar").length > 0 && /^\/(settings|marketplace)(\/|$)/.test(path)),
  };
}

const kept: readonly unknown[] = [
  "timeline",
  calendarKey[0],
  notificationsKey[0],
  attentionKey[0],
  syncRulesKey[0],
];
const shown = (key: QueryKey): boolean => kept.includes(key[0]);

/** After a lost connection anything may have changed (RULES N2). */
export const everything: Refresh = { touches: shown, page: true };

/** What may have changed between the page's rendering and the first connection. */
export const justArrived: Refresh = { touches: shown, page: false };
