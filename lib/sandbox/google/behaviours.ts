import { z } from "zod";

/** How this sandbox plays what the vendor leaves open (providers 10). All can be switched. */
export const behaviours = z.object({
  /** How long each Calendar API call takes; calls of one mailbox overlap for this long. */
  answerMilliseconds: z.number().nonnegative().default(0),
  /** The most rows a page of a listing has, whatever was asked for. */
  largestPage: z.number().int().positive().default(2_500),
});

export type Behaviours = z.infer<typeof behaviours>;

/** The switches after a partial change; undefined when it names a switch or a value there is not. */
export function switched(current: Behaviours, change: unknown): Behaviours | undefined {
  return behaviours.strict().safeParse({ ...current, ...Object(change) }).data;
}

/** The switches as they stand without anybody touching them. */
export function ordinaryBehaviours(): Behaviours {
  return behaviours.parse({});
}
