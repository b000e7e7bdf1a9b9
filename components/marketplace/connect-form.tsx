import type { ReactNode } from "react";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import { ConnectSubmit } from "./connect-submit";

type ConnectFormProps = {
  provider: ProviderName;
  intent: "install" | "connect";
  returnTo: string;
  variant?: "primary" | "default";
  size?: "s" | "m";
  children: ReactNode;
};

/** Leaves for the provider's consent page. A plain form, so that it works before scripts and shows a real navigation. */
export function ConnectForm({ provider, intent, returnTo, variant, size, children }: ConnectFormProps) {
  return (
    <form method="post" action={`/api/calendar/${provider}/connect`}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="returnTo" value={returnTo} />
      <ConnectSubmit variant={variant ?? "primary"} size={size ?? "m"}>
        {children}
      </ConnectSubmit>
    </form>
  );
}
