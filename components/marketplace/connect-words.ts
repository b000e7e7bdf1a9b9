import {
  type ConnectResult,
  connectResults,
  type ProviderName,
  providerNames,
  providerWords,
} from "@/lib/domain/calendar/connection";

/** The provider in `?provider=`; null for anything that is none. */
export const readProvider = (value: string | string[] | undefined): ProviderName | null =>
  providerNames.find((name) => name === value) ?? null;

/** The result in `?calendar=`; null for anything that is none. */
export const readConnectResult = (value: string | string[] | undefined): ConnectResult | null =>
  connectResults.find((result) => result === value) ?? null;

export type ConnectSentence = {
  tone: "ok" | "problem";
  text: string;
  /** The button that goes to the provider again, where that can help; null where it cannot. */
  again: string | null;
  /** A page of the provider's that somebody else has to see first. It leaves the product. */
  link: { href: string; label: string } | null;
};

type Words = { app: string; maker: string; consent: string };

const good: Partial<Record<ConnectResult, string>> = {
  connected: "Your calendar is connected.",
  switched:
    "You connected another account: it starts from now, and meetings of the one before stay on their timelines.",
  "admin-approved": "Almanac is approved for your organisation, so everyone in it can connect now.",
};

const problems: Partial<Record<ConnectResult, (words: Words) => string>> = {
  denied: ({ maker }) =>
    `The calendar was not connected, because access was refused at ${maker}. Nothing was stored.`,
  "ask-admin": ({ maker }) =>
    `Your organisation wants its ${maker} administrator to approve Almanac before anyone connects a calendar.`,
  "wrong-account": ({ maker }) =>
    `This ${maker} account may not be used with Almanac here, so nothing was connected. Choose another one.`,
  "no-calendar": ({ maker }) => `This ${maker} account has no calendar. Choose another account.`,
  misconfigured: ({ maker }) =>
    `${maker} does not accept this server's client settings. Whoever runs this server has to correct them.`,
  "scope-missing": ({ maker, consent }) =>
    `The calendar permission was not ticked at ${maker}. Leave every box ticked and press ${consent}.`,
  "state-mismatch": () => "The way back could not be matched to the request, so nothing was connected.",
  "code-reused": ({ maker }) => `This answer from ${maker} was used before, so it was not used again.`,
  "session-expired": () => "The request took too long and expired before it came back.",
  "provider-down": ({ maker }) => `${maker} did not answer. Your calendar is as it was before.`,
  "not-configured": ({ app }) => `${app} is not available on this server yet.`,
  "not-installed": ({ app }) =>
    `${app} is not installed for this account. An administrator installs it in the Marketplace.`,
  "other-installed": () => "Another calendar app is installed. Uninstall it first.",
  "account-taken": ({ maker }) =>
    `This ${maker} account is already connected by a teammate. Choose another account.`,
  "not-admin": () => "Only an administrator can install apps.",
};

const again: Partial<Record<ConnectResult, string | null>> = {
  connected: null,
  switched: null,
  "admin-approved": null,
  "wrong-account": "Choose another account",
  "no-calendar": "Choose another account",
  "account-taken": "Choose another account",
  misconfigured: null,
  "not-configured": null,
  "not-installed": null,
  "other-installed": null,
  "not-admin": null,
};

/** One sentence about how the way to the provider and back ended (RULES C7); null for `installed`, which has its dialog. */
export function connectSentence(result: ConnectResult, provider: ProviderName): ConnectSentence | null {
  if (result === "installed") return null;
  const well = good[result];
  const problem = problems[result] ?? (() => "The calendar could not be connected. Nothing was stored.");
  const needsAdmin = result === "ask-admin" && provider === "microsoft";
  return {
    tone: well ? "ok" : "problem",
    text: well ?? problem(providerWords[provider]),
    again: result in again ? (again[result] ?? null) : "Try again",
    link: needsAdmin
      ? { href: "/api/calendar/microsoft/admin-consent", label: "Approve as administrator" }
      : null,
  };
}
