import type { RawNotification, Received } from "@/lib/domain/calendar/provider";

const MAX_HEADER = 512;

/**
 * Reads a push message: all of it is in headers, the body is empty
 * (developers.google.com/workspace/calendar/api/guides/push). The `sync` greeting of a new channel is a `hello`.
 */
export function readNotification(request: RawNotification): Received {
  const read = (name: string): string | null => {
    const value = request.headers.get(name);
    return value && value.length <= MAX_HEADER ? value : null;
  };
  const channelId = read("x-goog-channel-id");
  const state = read("x-goog-resource-state");
  if (!channelId || !state) return { kind: "malformed" };
  const message = Number(read("x-goog-message-number") ?? Number.NaN);
  return {
    kind: "signals",
    signals: [
      {
        channelId,
        resourceId: read("x-goog-resource-id"),
        secret: read("x-goog-channel-token"),
        message: Number.isSafeInteger(message) && message > 0 ? message : null,
        eventId: null,
        kind: state === "sync" ? "hello" : "change",
      },
    ],
  };
}
