import { z } from "zod";
import type { RawNotification, Received, Signal } from "@/lib/domain/calendar/provider";

const MAX_TOKEN = 2_048;
const MAX_BODY = 4_000_000;
const MAX_ROWS = 1_000;
const MAX_TEXT = 512;

const row = z.object({
  subscriptionId: z.string().min(1).max(MAX_TEXT),
  clientState: z.string().max(MAX_TEXT),
  lifecycleEvent: z.string().max(MAX_TEXT).nullish(),
  resourceData: z
    .object({ id: z.string().min(1).max(MAX_TEXT).nullish().catch(null) })
    .nullish()
    .catch(null),
});
const body = z.object({ value: z.array(z.unknown()).max(MAX_ROWS) });

const lifecycle = new Map<string, Signal["kind"]>([
  ["reauthorizationRequired", "renew"],
  ["subscriptionRemoved", "removed"],
  ["missed", "missed"],
]);

/**
 * Reads what Graph posts (providers 3.4): the handshake of a new subscription, or rows of many subscriptions at once. A row
 * that names no channel of ours is left out. Our `clientState` is `<channel id>.<secret>`.
 */
export function readNotification(request: RawNotification): Received {
  const token = request.query.get("validationToken");
  if (token !== null) return handshake(token);
  const parsed = body.safeParse(jsonIn(request.body));
  if (!parsed.success) return { kind: "malformed" };
  return { kind: "signals", signals: parsed.data.value.flatMap(signalsOf) };
}

/** Graph never puts markup into a token: one that has some would make this address say what a stranger wrote. */
function handshake(token: string): Received {
  const isFit = token.length > 0 && token.length <= MAX_TOKEN && !/[<>]/.test(token);
  return isFit ? { kind: "handshake", body: token } : { kind: "malformed" };
}

function signalsOf(value: unknown): Signal[] {
  const parsed = row.safeParse(value);
  if (!parsed.success) return [];
  const { subscriptionId, clientState, lifecycleEvent, resourceData } = parsed.data;
  const dot = clientState.indexOf(".");
  if (dot < 1) return [];
  return [
    {
      channelId: clientState.slice(0, dot),
      resourceId: subscriptionId,
      secret: clientState.slice(dot + 1) || null,
      message: null,
      eventId: resourceData?.id ?? null,
      // A lifecycle event of tomorrow: looking at everything once is never wrong.
      kind: lifecycleEvent ? (lifecycle.get(lifecycleEvent) ?? "missed") : "change",
    },
  ];
}

function jsonIn(text: string): unknown {
  if (text.length > MAX_BODY) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
