import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { CalendarProvider } from "@/lib/domain/calendar/provider";
import { AppError } from "@/lib/domain/errors";
import type { GoogleSettings } from "./google/client";
import { googleProvider } from "./google/provider";
import { microsoftProvider } from "./microsoft/provider";
import type { MicrosoftSettings } from "./microsoft/settings";

/** The only place that chooses a provider by name. */
export function providerRegistry(settings: {
  google: GoogleSettings | null;
  microsoft: MicrosoftSettings | null;
}) {
  const providers = new Map<ProviderName, CalendarProvider>();
  if (settings.google) providers.set("google", googleProvider(settings.google));
  if (settings.microsoft) providers.set("microsoft", microsoftProvider(settings.microsoft));
  return {
    has: (name: ProviderName): boolean => providers.has(name),
    /** Throws `unavailable` for a provider this server has no client settings for. */
    get(name: ProviderName): CalendarProvider {
      const provider = providers.get(name);
      if (!provider) throw new AppError("unavailable", "This calendar is not configured on this server.");
      return provider;
    },
  };
}
