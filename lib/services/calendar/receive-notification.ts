import type { Db, Tx } from "@/db/client";
import {
  acceptMessage,
  askRenewal,
  type ChannelRoute,
  findChannelRoute,
  markStopped,
  noteSignal,
} from "@/db/queries/channels";
import { saveHint } from "@/db/queries/event-hints";
import { enqueue } from "@/db/queries/jobs";
import { sameSecret, sha256 } from "@/lib/crypto";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { RawNotification, Signal } from "@/lib/domain/calendar/provider";
import type { Instant } from "@/lib/domain/time/instant";
import { type Ctx, inTransaction } from "../context";
import { database, registeredProviders, systemCtx } from "../wiring";

const MAX_EVENT_ID = 1_024;

export type Reception = "accepted" | "hello" | "unknown-channel" | "wrong-secret" | "replayed";

/** What a push request came to: one word per signal for the log, and the text a handshake wants back. */
export type Intake = { words: Reception[]; handshake: string | null; malformed: boolean };

/** Takes a whole push request in, whoever sent it (RULES I14). */
export async function receiveNotifications(name: ProviderName, raw: RawNotification): Promise<Intake> {
  const providers = registeredProviders();
  if (!providers.has(name)) return { words: [], handshake: null, malformed: true };
  const received = providers.get(name).readNotification(raw);
  if (received.kind === "handshake") return { words: [], handshake: received.body, malformed: false };
  if (received.kind === "malformed") return { words: [], handshake: null, malformed: true };
  const words: Reception[] = [];
  for (const signal of received.signals) {
    words.push(await receiveSignal(database(), signal, (accountId) => systemCtx(accountId, "webhook")));
  }
  return { words, handshake: null, malformed: false };
}

/**
 * Takes a signal in: finds its channel, checks the channel's own secret in constant time and leaves a job. It calls nobody
 * and is the same however often it is told (RULES I14). `ctxOf` gives the context of the account the channel belongs to.
 */
export async function receiveSignal(
  db: Db,
  signal: Signal,
  ctxOf: (accountId: string) => Ctx,
): Promise<Reception> {
  const channel = await findChannelRoute(db, signal.channelId);
  if (!channel) return "unknown-channel";
  if (!isAuthentic(signal, channel)) return "wrong-secret";
  return inTransaction(ctxOf(channel.accountId), async (tx, ctx) => {
    const fresh =
      signal.message === null || (await acceptMessage(tx, ctx.accountId, channel.id, signal.message));
    if (!fresh) return "replayed";
    await noteSignal(tx, ctx.accountId, channel.id, ctx.now());
    if (signal.kind === "hello") return "hello";
    await obey(tx, ctx, signal, channel);
    return "accepted";
  });
}

/** What a believed message asks for, as jobs and notes; nobody is called from here. */
async function obey(tx: Tx, ctx: Ctx, signal: Signal, channel: ChannelRoute): Promise<void> {
  const { accountId } = ctx;
  const { connectionId } = channel;
  if (signal.kind === "renew") {
    await askRenewal(tx, accountId, channel.id, ctx.now());
    return enqueueWatch(tx, accountId, connectionId);
  }
  if (signal.kind === "removed") {
    await markStopped(tx, accountId, channel.id, ctx.now());
    await enqueueWatch(tx, accountId, connectionId);
  }
  if (signal.eventId !== null && signal.eventId.length <= MAX_EVENT_ID) {
    await saveHint(tx, accountId, connectionId, { eventId: signal.eventId, hintedAt: ctx.now() });
  }
  await enqueueSync(tx, accountId, connectionId);
}

function isAuthentic(signal: Signal, channel: ChannelRoute): boolean {
  const secretMatches = sameSecret(sha256(signal.secret ?? ""), channel.secretHash);
  // The resource id is learnt from the answer to `watch`, which the first message may overtake.
  const resourceMatches = channel.resourceId === null || channel.resourceId === signal.resourceId;
  return secretMatches && resourceMatches;
}

/** One renewal of a calendar's push channel, in order with its other work. */
export const enqueueWatch = (tx: Tx, accountId: string, connectionId: string): Promise<void> =>
  enqueue(
    tx,
    "calendar.watch",
    { accountId, connectionId },
    { queue: `connection:${connectionId}`, key: `watch:${connectionId}`, maxAttempts: 5 },
  );

/** One pull of a calendar, at once or from `runAt` on, after whatever runs for it already. */
export const enqueueSync = (
  tx: Tx,
  accountId: string,
  connectionId: string,
  runAt?: Instant,
): Promise<void> =>
  enqueue(
    tx,
    "calendar.sync",
    { accountId, connectionId },
    { queue: `connection:${connectionId}`, key: `sync:${connectionId}`, ...(runAt ? { runAt } : {}) },
  );

/** A pull at a later time that leaves one that is due sooner alone. */
export const enqueueLook = (tx: Tx, accountId: string, connectionId: string, runAt: Instant): Promise<void> =>
  enqueue(
    tx,
    "calendar.sync",
    { accountId, connectionId },
    { queue: `connection:${connectionId}`, key: `look:${connectionId}`, runAt },
  );
