import { Button } from "@/components/ui/button";
import { type ProviderName, providerWords } from "@/lib/domain/calendar/connection";

type Props = { providers: readonly ProviderName[]; returnTo: string };

/** One button for each provider this server has a client for: plain forms, so that they work without scripts. */
export function ProviderButtons({ providers, returnTo }: Props) {
  if (providers.length === 0) return null;
  return (
    <>
      <p className="flex items-center gap-2 text-ink-3 text-s before:flex-1 before:border-line before:border-t after:flex-1 after:border-line after:border-t">
        or
      </p>
      {providers.map((provider) => (
        <form key={provider} method="post" action={`/api/auth/begin/${provider}`}>
          <input type="hidden" name="returnTo" value={returnTo} />
          <Button type="submit" className="w-full">
            Continue with {providerWords[provider].maker}
          </Button>
        </form>
      ))}
    </>
  );
}
