import type { Instant } from "@/lib/domain/time/instant";

/** The present moment. Doors and services ask here; everything below takes `now` as an argument. */
export const now = (): Instant => new Date().toISOString();
