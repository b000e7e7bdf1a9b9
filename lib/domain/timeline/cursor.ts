import { z } from "zod";
import { fromOpaque, toOpaque } from "../opaque";
import type { Instant } from "../time/instant";

/** The entry a page ends with; the next one begins right after it. */
export type TimelineCursor = { at: Instant; id: string };

const stored = z.object({ at: z.iso.datetime({ precision: 3 }), id: z.uuid() });

export const writeTimelineCursor = ({ at, id }: TimelineCursor): string => toOpaque({ at, id });

/** The place a cursor names; null for none and for anything made up: the timeline starts anew. */
export function readTimelineCursor(text: string | undefined): TimelineCursor | null {
  const read = text ? stored.safeParse(fromOpaque(text)) : null;
  return read?.success ? read.data : null;
}
