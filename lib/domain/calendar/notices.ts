import type { Notice } from "../notifications/notification";
import { type Mend, type ProviderName, providerWords } from "./connection";
import { type LossCount, lossWords } from "./sweep";

const settingsPage = "/settings/general/calendar";

/** One notice per connection: it is told once, however often the connection fails until it is mended (RULES C8). */
export const connectionKey = (connectionId: string): string => `calendar:${connectionId}`;

/** One notice per provider for administrators: this server's own settings are at fault. */
export const serverKey = (provider: ProviderName): string => `server:${provider}`;

/** One notice per connection while losses wait for their person (RULES N4). */
export const sweepKey = (connectionId: string): string => `sweep:${connectionId}`;

/** What the bell says when too much of a calendar is gone to be believed. */
export function sweepNotice(
  connection: { id: string; provider: ProviderName; email: string },
  losses: LossCount,
): Notice {
  const { app } = providerWords[connection.provider];
  return {
    key: sweepKey(connection.id),
    tone: "problem",
    title: `${lossWords(losses)}. Review`,
    text: `Their events are missing from ${connection.email} in ${app}. Nothing changes until you have looked.`,
    href: `${settingsPage}/review`,
  };
}

/** What the bell says to the person whose calendar no longer syncs. */
export function connectionNotice(
  connection: { id: string; provider: ProviderName; email: string },
  health: { reason: string | null; mend: Mend | null },
): Notice {
  const { app } = providerWords[connection.provider];
  const title = health.mend === "other-account" ? `${app} needs another account` : `Reconnect your ${app}`;
  return {
    key: connectionKey(connection.id),
    tone: "problem",
    title,
    text: `${connection.email} is not synced. ${health.reason ?? ""}`.trim(),
    href: settingsPage,
  };
}

/** What the bell says to administrators when the provider refuses this server itself. */
export function serverNotice(provider: ProviderName): Notice {
  const { app, maker } = providerWords[provider];
  return {
    key: serverKey(provider),
    tone: "problem",
    title: `${app} refuses this server`,
    text: `Nobody's calendar syncs until the client id, its secret and the redirect address registered at ${maker} are right again.`,
    href: settingsPage,
  };
}
