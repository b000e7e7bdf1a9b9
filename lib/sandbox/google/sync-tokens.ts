import { z } from "zod";
import { fullSyncRequired, invalidValue } from "./api-error";
import { addressKey } from "./people";
import { seal, unseal } from "./sealed";
import type { World } from "./world";

const syncPosition = z.object({
  email: z.string(),
  epoch: z.number(),
  revision: z.number(),
  binding: z.string(),
  timeMin: z.number().optional(),
  timeMax: z.number().optional(),
});

const pagePosition = z.object({
  email: z.string(),
  binding: z.string(),
  after: z.string(),
  until: z.number(),
});

/** Where an incremental round starts: everything after `revision`, with the query it was earned by. */
export type SyncPosition = z.infer<typeof syncPosition>;
/** Where the next page starts (sort key) and which revision the round ends at. */
export type PagePosition = z.infer<typeof pagePosition>;

/** Makes a `nextSyncToken`. */
export function sealSyncToken(world: World, position: Omit<SyncPosition, "epoch">): string {
  const { epoch } = world.store.calendar(position.email);
  return seal(world.store.state.secret, "sync", { ...position, email: addressKey(position.email), epoch });
}

/** Reads a sync token: 400 when it is unknown, foreign or sent with another query, 410 when it expired. */
export function openSyncToken(world: World, email: string, token: string, binding: string): SyncPosition {
  const parsed = syncPosition.safeParse(unseal(world.store.state.secret, "sync", token));
  if (!parsed.success || parsed.data.email !== addressKey(email)) {
    throw invalidValue("Invalid sync token value.", "syncToken");
  }
  if (parsed.data.epoch !== world.store.calendar(email).epoch) throw fullSyncRequired();
  if (parsed.data.binding !== binding) {
    const message = "The query parameters must be the same as in the initial synchronization.";
    throw invalidValue(message, "syncToken");
  }
  return parsed.data;
}

/** Makes a `nextPageToken`. */
export function sealPageToken(world: World, position: PagePosition): string {
  return seal(world.store.state.secret, "page", { ...position, email: addressKey(position.email) });
}

/** Reads a page token: 400 `invalid` on `pageToken` unless the whole query is repeated (providers 2.3). */
export function openPageToken(world: World, email: string, token: string, binding: string): PagePosition {
  const parsed = pagePosition.safeParse(unseal(world.store.state.secret, "page", token));
  const isOurs = parsed.success && parsed.data.email === addressKey(email) && parsed.data.binding === binding;
  if (!isOurs) throw invalidValue("Invalid page token value.", "pageToken");
  return parsed.data;
}

/** Makes every sync token of a calendar answer 410. */
export function expireSyncTokens(world: World, email: string): void {
  world.store.calendar(email).epoch += 1;
  world.store.markDirty();
}
