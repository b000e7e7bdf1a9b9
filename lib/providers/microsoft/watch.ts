import { z } from "zod";
import { now } from "@/lib/clock";
import type { Access, Channel } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { minutes, shift, toInstant } from "@/lib/domain/time/instant";
import { callGraph, type GraphAnswer } from "./client";
import type { MicrosoftSettings } from "./settings";
import { GraphRefusal, tooLongCode } from "./to-error";
import { listPage } from "./wire";

const resource = "me/events";
/** A little under the 10,080 minutes Graph allows now, and the 4,230 of older texts (providers 3.4). */
const LIVES_MS = [minutes(10_070), minutes(4_230)] as const;
const MAX_CLIENT_STATE = 128;
// The answer waits for two handshakes of up to ten seconds each.
const CREATE_TIMEOUT_MS = 30_000;

const subscription = z.object({
  id: z.string().min(1),
  expirationDateTime: z.string().nullish().catch(null),
});
const listed = z.object({ id: z.string().min(1), resource: z.string() });

/** Subscribes to the mailbox's events. One that stands already is replaced: its secret and address may be old. */
export async function watch(
  settings: MicrosoftSettings,
  access: Access,
  channel: { id: string; secret: string; address: string },
): Promise<Channel> {
  const clientState = `${channel.id}.${channel.secret}`;
  if (clientState.length > MAX_CLIENT_STATE)
    throw new ProviderError("refused", "The channel's secret is too long");
  const body = {
    changeType: "created,updated,deleted",
    notificationUrl: channel.address,
    lifecycleNotificationUrl: channel.address,
    resource,
    clientState,
    latestSupportedTlsVersion: "v1_2",
  };
  const create = () =>
    asLongAsAllowed((expirationDateTime) =>
      callGraph(settings, access, {
        method: "post",
        path: "/subscriptions",
        body: { ...body, expirationDateTime },
        timeoutMs: CREATE_TIMEOUT_MS,
      }),
    );
  try {
    return toChannel(channel.id, await create());
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "duplicate") throw error;
    await removeStanding(settings, access);
    return toChannel(channel.id, await create());
  }
}

/** Prolongs the subscription, which reauthorises it too; null when Graph no longer knows it. */
export async function renewWatch(
  settings: MicrosoftSettings,
  access: Access,
  channel: { id: string; resourceId: string | null },
): Promise<Channel | null> {
  const { resourceId } = channel;
  if (!resourceId) return null;
  try {
    const answer = await asLongAsAllowed((expirationDateTime) =>
      callGraph(settings, access, {
        method: "patch",
        path: pathOf(resourceId),
        body: { expirationDateTime },
      }),
    );
    return toChannel(channel.id, answer);
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "gone") return null;
    throw error;
  }
}

/** Ends the subscription; one that has ended by itself is done. */
export async function stopWatching(
  settings: MicrosoftSettings,
  access: Access,
  channel: { id: string; resourceId: string | null },
): Promise<void> {
  if (channel.resourceId) await remove(settings, access, channel.resourceId);
}

async function removeStanding(settings: MicrosoftSettings, access: Access): Promise<void> {
  const { data } = await callGraph(settings, access, { method: "get", path: "/subscriptions" });
  for (const row of listPage.safeParse(data).data?.value ?? []) {
    const found = listed.safeParse(row).data;
    if (found && isOfEvents(found.resource)) await remove(settings, access, found.id);
  }
}

const isOfEvents = (name: string): boolean => /^\/?(me|users\/[^/]+)\/events$/i.test(name);

async function remove(settings: MicrosoftSettings, access: Access, id: string): Promise<void> {
  try {
    await callGraph(settings, access, { method: "delete", path: pathOf(id) });
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "gone") throw error;
  }
}

const pathOf = (id: string): string => `/subscriptions/${encodeURIComponent(id)}`;

/** Asks for the longest life there is, and for the shorter one where Graph says that this is too long. */
async function asLongAsAllowed(ask: (expiration: string) => Promise<GraphAnswer>): Promise<GraphAnswer> {
  const [longest, shorter] = LIVES_MS.map((life) => shift(now(), life));
  try {
    return await ask(longest ?? "");
  } catch (error) {
    if (!(error instanceof GraphRefusal) || error.code !== tooLongCode) throw error;
    return await ask(shorter ?? "");
  }
}

function toChannel(id: string, { data }: GraphAnswer): Channel {
  const parsed = subscription.safeParse(data);
  if (!parsed.success) throw new ProviderError("temporary", "Microsoft's subscription could not be read");
  return { id, resourceId: parsed.data.id, expiresAt: toInstant(parsed.data.expirationDateTime) };
}
