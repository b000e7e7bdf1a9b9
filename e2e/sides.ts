import { type ProviderName, providerWords } from "@/lib/domain/calendar/connection";

type Pages = {
  /** The last part of its app's address in the Marketplace. */
  slug: string;
  /** The address on which one chooses an account. */
  chooser: RegExp;
  consentTitle: string;
  /** What the app's page says before it leaves for the provider. */
  reminder: string | null;
  /** Where the sandbox lists its push channels. */
  channels: string;
  /** The trouble that ends push without a word. */
  silentDrop: string;
};

/** One provider as people meet it: its names, and the pages on which one gives or refuses access. */
export type Side = Pages & { provider: ProviderName; short: string } & (typeof providerWords)[ProviderName];

const pages: Record<ProviderName, Pages> = {
  google: {
    slug: "google-calendar",
    chooser: /^\/o\/oauth2\//,
    consentTitle: "Almanac wants access to your calendar",
    reminder: null,
    channels: "/sandbox/channels",
    silentDrop: "drop-channel",
  },
  microsoft: {
    slug: "outlook-calendar",
    chooser: /\/oauth2\/v2\.0\/authorize$/,
    consentTitle: "Permissions requested",
    reminder:
      "Make sure that you are signed in to Outlook with the account whose calendar you want to connect.",
    channels: "/sandbox/subscriptions",
    silentDrop: "drop-subscription",
  },
};

const sideOf = (provider: ProviderName): Side => {
  const words = providerWords[provider];
  return { provider, short: words.app.replace(" Calendar", ""), ...words, ...pages[provider] };
};

export const sides: Record<ProviderName, Side> = {
  google: sideOf("google"),
  microsoft: sideOf("microsoft"),
};

export const otherSide = ({ provider }: Side): Side =>
  provider === "google" ? sides.microsoft : sides.google;
