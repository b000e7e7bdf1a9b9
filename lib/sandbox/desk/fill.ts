import { createHash } from "node:crypto";
import { z } from "zod";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const MOST = 100_000;

/**
 * Many events for one calendar. The same `name` fills the same events again, which are then changed ones; `created` (RFC
 * 3339) is when they were made, now unless told.
 */
export const fillInput = z.object({
  email: z.string(),
  name: z.string().min(1).max(80),
  title: z.string().max(200).optional(),
  count: z.number().int().min(1).max(MOST),
  /** Whom to invite: each event takes the next `guestsEach` of them, starting over at the end. */
  guests: z.array(z.string()).default([]),
  guestsEach: z.number().int().min(0).max(200).default(0),
  created: z.iso.datetime().optional(),
});
export type FillInput = z.infer<typeof fillInput>;

/** One of the events to fill in. Times are epoch milliseconds; `seed` is the same for the same event of the same name. */
export type Filling = {
  seed: Buffer;
  title: string;
  start: number;
  end: number;
  created: number;
  guests: string[];
};

/** The events of a filling: half an hour each, in the two hundred days that follow, an hour apart. */
export function* fillings(input: FillInput, now: number): Generator<Filling> {
  const { name, title = name, count, guests, guestsEach } = input;
  const first = Math.ceil(now / HOUR_MS) * HOUR_MS + DAY_MS;
  const created = input.created === undefined ? now : Date.parse(input.created);
  for (let nth = 0; nth < count; nth += 1) {
    const start = first + (nth % (200 * 24)) * HOUR_MS;
    const invited = Array.from(
      { length: guestsEach },
      (_, at) => guests[(nth * guestsEach + at) % guests.length],
    );
    yield {
      seed: createHash("sha512").update(`${name} ${nth}`).digest(),
      title: `${title} ${nth + 1}`,
      start,
      end: start + HOUR_MS / 2,
      created,
      guests: [...new Set(invited.filter((email) => email !== undefined))],
    };
  }
}
