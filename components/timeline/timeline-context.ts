"use client";

import { createContext, use } from "react";
import type { RecordRef } from "@/lib/domain/records/record";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import type { TimelineEntry } from "@/lib/domain/timeline/entry";
import type { EntryActions } from "./use-entry-actions";

/** What every card of one timeline shares. */
export type TimelineSetting = {
  record: RecordRef & { name: string };
  zone: ZoneId;
  /** Steps every half minute; null until the page has woken up. */
  now: Instant | null;
  /** The viewer may read but not write (product section 7). */
  readOnly: boolean;
  actions: EntryActions;
  /** Opens the form of a meeting, or the composer on a note, call or task. */
  onEdit: (entry: TimelineEntry) => void;
};

const Context = createContext<TimelineSetting | null>(null);
export const TimelineProvider = Context.Provider;

export function useTimeline(): TimelineSetting {
  const setting = use(Context);
  if (setting === null) throw new Error("A card stands outside its timeline.");
  return setting;
}
