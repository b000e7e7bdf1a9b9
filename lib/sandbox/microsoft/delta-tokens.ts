import { z } from "zod";
import { addressKey } from "../google/people";
import { seal, unseal } from "../google/sealed";
import { invalidParameter, syncStateNotFound } from "./api-error";
import type { World } from "./world";

const position = z.object({
  email: z.string(),
  epoch: z.number(),
  /** The window, fixed for the life of the token. */
  from: z.number(),
  to: z.number(),
  /** Changes after this revision; absent in a first round. */
  since: z.number().optional(),
  /** The revision a round ends at; absent between rounds. */
  until: z.number().optional(),
  /** The key of the last row sent: rows that vanish in the middle of a round must not shift the others. */
  after: z.string().optional(),
});

/** Where a round of `calendarView/delta` stands. */
export type DeltaPosition = z.infer<typeof position>;

/** The address that goes on from a position: `$skiptoken` within a round, `$deltatoken` after it. */
export function deltaLink(
  world: World,
  path: string,
  name: "$skiptoken" | "$deltatoken",
  at: DeltaPosition,
): string {
  const token = seal(world.store.state.secret, name, { ...at, email: addressKey(at.email) });
  return `${world.origin}${path}?${name}=${token}`;
}

/** Reads a token: 400 when it was not made here, 410 (or 400, as switched) when its state is gone. */
export function openDeltaToken(
  world: World,
  email: string,
  path: string,
  name: "$skiptoken" | "$deltatoken",
  token: string,
): DeltaPosition {
  const parsed = position.safeParse(unseal(world.store.state.secret, name, token));
  if (!parsed.success || parsed.data.email !== addressKey(email)) {
    throw invalidParameter(`The value of '${name}' is invalid.`);
  }
  if (parsed.data.epoch === world.store.mailbox(email).epoch) return parsed.data;
  throw syncStateNotFound(
    world.store.state.behaviours.expiredStateStatus,
    `${world.origin}${path}?$deltatoken=`,
  );
}

/** Makes every delta link of a mailbox expire. */
export function expireDeltaTokens(world: World, email: string): void {
  world.store.mailbox(email).epoch += 1;
  world.store.markDirty();
}
