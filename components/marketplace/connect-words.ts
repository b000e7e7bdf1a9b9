import {
  type ConnectResult,
  connectResults,
  type ProviderName,
  providerWords,
} from "@/lib/domain/calendar/connection";

/** The result in `?calendar=`; null for anything that is none. */
export const readConnectResult = (value: string | string[] | undefined): ConnectResult | null =>
  connectResults.find((result) => result === value) ?? null;

/**
 * One sentence about how the way to the provider and back ended (RULES C7); null for `installed`, which has its dialog.
 * `again` says that trying again can help.
 */
export function connectSentence(
  result: ConnectResult,
  provider: ProviderName,
): { tone: "ok" | "problem"; text: string; again: boolean } | null {
  if (result === "installed") return null;
  const { app, maker, consent } = providerWords[provider];
  if (result === "connected") return { tone: "ok", text: "Your calendar is connected.", again: false };
  const texts: Record<Exclude<ConnectResult, "installed" | "connected">, string> = {
    denied: `The calendar was not connected, because access was refused at ${maker}. Nothing was stored.`,
    "scope-missing": `The calendar permission was not ticked at ${maker}. Leave every box ticked and press ${consent}.`,
    "state-mismatch": "The way back could not be matched to the request, so nothing was connected.",
    "code-reused": `This answer from ${maker} was used before, so it was not used again.`,
    "session-expired": "The request took too long and expired before it came back.",
    "provider-down": `${maker} did not answer. Your calendar is as it was before.`,
    "not-configured": `${app} is not available on this server yet.`,
    "not-installed": `${app} is not installed for this account. An administrator installs it in the Marketplace.`,
    "other-installed": "Another calendar app is installed. Uninstall it first.",
    "account-taken": `This ${maker} account is already connected by a teammate. Choose another account.`,
    "not-admin": "Only an administrator can install apps.",
    failed: "The calendar could not be connected. Nothing was stored.",
  };
  const hopeless: ConnectResult[] = ["not-configured", "not-installed", "other-installed", "not-admin"];
  return { tone: "problem", text: texts[result], again: !hopeless.includes(result) };
}
