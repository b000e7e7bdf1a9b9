import type { Access, Channel } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { callGoogle, type GoogleSettings } from "./client";

/** Opens a channel on the primary calendar. What Google grants may be shorter than a week: its own expiry counts. */
export async function watch(
  settings: GoogleSettings,
  access: Access,
  channel: { id: string; secret: string; address: string },
): Promise<Channel> {
  const { data } = await callGoogle(settings, access, (api) =>
    api.events.watch({
      calendarId: "primary",
      requestBody: { id: channel.id, type: "web_hook", address: channel.address, token: channel.secret },
    }),
  );
  const expiration = Number(data.expiration ?? Number.NaN);
  return {
    id: channel.id,
    resourceId: data.resourceId ?? null,
    expiresAt: Number.isFinite(expiration) ? new Date(expiration).toISOString() : null,
  };
}

/** Stops a channel; one that has ended by itself is done. */
export async function stopWatching(
  settings: GoogleSettings,
  access: Access,
  channel: { id: string; resourceId: string | null },
): Promise<void> {
  if (!channel.resourceId) return;
  try {
    await callGoogle(settings, access, (api) =>
      api.channels.stop({ requestBody: { id: channel.id, resourceId: channel.resourceId } }),
    );
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "gone") return;
    throw error;
  }
}
