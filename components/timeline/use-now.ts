"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | null = null;

// One interval serves every relative time on the page, and stops when none is shown.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || ticking === null) return;
    clearInterval(ticking);
    ticking = null;
  };
}

/**
 * The present moment, new every `stepMs` milliseconds. Null while the server renders and the page wakes up, so that
 * both write the same text.
 */
export function useNow(stepMs: number): Instant | null {
  const present = useCallback(() => Math.floor(Date.now() / stepMs) * stepMs, [stepMs]);
  const ms = useSyncExternalStore(subscribe, present, () => null);
  return ms === null ? null : new Date(ms).toISOString();
}

const browserZone = (): ZoneId => Intl.DateTimeFormat().resolvedOptions().timeZone;
const never = () => () => undefined;

/** The zone to show times in: the one given, else the browser's; UTC only until the page has woken up. */
export function useZone(given?: ZoneId): ZoneId {
  const found = useSyncExternalStore(never, browserZone, () => "UTC");
  return given ?? found;
}
