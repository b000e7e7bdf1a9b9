import { z } from "zod";

const eventIds = z
  .array(z.string().min(1).max(1_024))
  .max(2_000, "Choose up to 2,000 at a time, or all but 2,000.");

/**
 * A person's word on the review: on the events named, or on all but those. `asOf` is what the page showed, so that nothing is
 * decided unseen.
 */
export const decideSweepInput = z.object({
  decision: z.enum(["cancel", "keep"]),
  asOf: z.iso.datetime(),
  of: z.enum(["only", "all-but"]),
  events: eventIds,
});
export type DecideSweepInput = z.infer<typeof decideSweepInput>;
