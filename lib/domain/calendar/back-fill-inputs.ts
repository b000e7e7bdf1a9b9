import { z } from "zod";
import { backFillDays } from "./back-fill";

/** How far back to look (RULES N3). */
export const startBackFillInput = z.object({
  days: z.literal(backFillDays, { error: "Choose 30, 90 or 365 days." }),
});
export type StartBackFillInput = z.infer<typeof startBackFillInput>;

/** The back-fill a page shows, so that a late press never acts on another one. */
export const backFillInput = z.object({ id: z.uuid({ error: "This back-fill does not exist any more." }) });
export type BackFillInput = z.infer<typeof backFillInput>;
