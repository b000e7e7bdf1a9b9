"use client";

import { useSyncExternalStore } from "react";

// The form and the day fit beside each other from here on (980 px and the docked window's margins).
const query = "(min-width: 1024px)";

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

/** Whether the day has room beside the form; below it otherwise. */
export const useWide = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => true,
  );
