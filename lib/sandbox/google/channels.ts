import { z } from "zod";
import { ApiError, invalidValue, missingValue, notFound } from "./api-error";
import { sameAddress } from "./people";
import type { Channel, IssuedToken } from "./state";
import { opaqueId, type World } from "./world";

const CHANNEL_ID = /^[A-Za-z0-9\-_+/=]{1,64}$/;
const CEILING_MS = 7 * 24 * 60 * 60 * 1000;
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

const watchBody = z.object({
  id: z.string().optional(),
  type: z.string().optional(),
  address: z.string().optional(),
  token: z.string().optional(),
  expiration: z.union([z.string(), z.number()]).optional(),
  params: z.object({ ttl: z.union([z.string(), z.number()]).optional() }).optional(),
});
const stopBody = z.object({ id: z.string(), resourceId: z.string() });

/** `events.watch` (providers 2.4). The `sync` message goes out before the answer. */
export async function watchEvents(
  world: World,
  access: IssuedToken,
  params: URLSearchParams,
  input: unknown,
) {
  const parsed = watchBody.safeParse(input);
  if (!parsed.success) throw invalidValue("Invalid channel.");
  const body = parsed.data;
  const id = readId(world, body.id);
  if (body.type !== "web_hook" && body.type !== "webhook")
    throw invalidValue("Invalid channel type.", "type");
  if ((body.token?.length ?? 0) > 256) throw invalidValue("Channel token is too long.", "token");
  const address = readAddress(body.address);
  const eventTypes = params.getAll("eventTypes");
  const channel: Channel = {
    id,
    address,
    eventTypes,
    resourceId: opaqueId("events", access.email, ...eventTypes),
    resourceUri: `${world.origin}/calendar/v3/calendars/primary/events?alt=json`,
    email: access.email,
    clientId: access.clientId,
    token: body.token,
    expiration: readExpiration(world.now(), body.expiration, body.params?.ttl),
    messageNumber: 0,
  };
  world.store.state.channels.push(channel);
  world.store.markDirty();
  await world.channels.greet(channel);
  const { resourceId, resourceUri, token, expiration } = channel;
  return { kind: "api#channel", id, resourceId, resourceUri, token, expiration: String(expiration) };
}

/** `channels.stop`: 404 unless the channel is live and belongs to this person and client. */
export function stopChannel(world: World, access: IssuedToken, input: unknown): void {
  const parsed = stopBody.safeParse(input);
  if (!parsed.success) throw missingValue("Missing channel id or resource id.");
  const { id, resourceId } = parsed.data;
  const found = world.channels
    .live()
    .find((each) => each.id === id && each.resourceId === resourceId && each.clientId === access.clientId);
  if (!found || !sameAddress(found.email, access.email)) throw notFound();
  world.store.state.channels = world.store.state.channels.filter((each) => each !== found);
  world.store.markDirty();
}

function readId(world: World, id: string | undefined): string {
  if (!id) throw missingValue("Missing channel id.", "id");
  if (!CHANNEL_ID.test(id)) throw invalidValue("Invalid channel id.", "id");
  if (world.channels.live().some((channel) => channel.id === id)) {
    throw new ApiError(400, "channelIdNotUnique", `Channel id ${id} not unique`);
  }
  return id;
}

/** Https anywhere; plain http only on this computer, which is the sandbox's one relaxation. */
function readAddress(address: string | undefined): string {
  if (!address || !URL.canParse(address))
    throw missingValue("Missing or invalid channel address.", "address");
  const url = new URL(address);
  const isLocal = url.protocol === "http:" && LOCAL_HOSTS.includes(url.hostname);
  if (url.protocol === "https:" || isLocal) return address;
  throw new ApiError(400, "push.webhookUrlNotHttps", `WebHook callback must be HTTPS: ${address}`);
}

function readExpiration(now: number, expiration: unknown, ttl: unknown): number {
  const ceiling = now + CEILING_MS;
  if (expiration !== undefined) {
    const asked = Number(expiration);
    if (!Number.isFinite(asked) || asked <= now)
      throw invalidValue("Invalid channel expiration.", "expiration");
    return Math.min(asked, ceiling);
  }
  if (ttl === undefined) return ceiling;
  const seconds = Number(ttl);
  if (!Number.isFinite(seconds) || seconds <= 0) throw invalidValue("Invalid channel ttl.", "params.ttl");
  return Math.min(now + seconds * 1000, ceiling);
}
