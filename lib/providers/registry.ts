import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import type { CalendarProvider, CalendarWriter, WholeProvider } from "@/lib/domain/calendar/provider";
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
  const providers = new Map<ProviderName, WholeProvider>();
  if (settings.google) providers.set("google", googleProvider(settings.google));
  if (settings.microsoft) providers.set("microsoft", microsoftProvider(settings.microsoft));
  const find = (name: ProviderName): WholeProvider => {
    const provider = providers.get(name);
    if (!provider) throw new AppError("unavailable", "This calendar is not configured on this server.");
    return provider;
  };
  return {
    has: (name: ProviderName): boolean => providers.has(name),
    /** Throws `unavailable` for a provider this server has no client settings for. */
    get: (name: ProviderName): CalendarProvider => find(name),
    /** The half that writes, for a write that stands in the ledger (RULES O6). Throws as `get` does. */
    writer: (name: ProviderName, _line: LedgerLine): CalendarWriter => find(name),
  };
}
