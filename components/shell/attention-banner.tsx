"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { ConnectForm } from "@/components/marketplace/connect-form";
import { mendWords } from "@/components/settings/calendar-words";
import { buttonClass } from "@/components/ui/button-class";
import { providerWords } from "@/lib/domain/calendar/connection";
import { type CalendarAttention, calendarAttention } from "@/lib/queries/calendar";

const settingsPage = "/settings/general/calendar";

/**
 * Across every page while the viewer's own connection needs them (RULES C8). The server decides whether it is there, so
 * that nothing moves; it goes by itself once the connection is mended.
 */
export function AttentionBanner({ initial }: { initial: CalendarAttention | null }) {
  const { data } = useQuery({ ...calendarAttention(), initialData: initial });
  return (
    <div role="status" className="md:col-span-2">
      {data && <Attention attention={data} />}
    </div>
  );
}

function Attention({ attention: { provider, reason, mend } }: { attention: CalendarAttention }) {
  const isOnSettings = usePathname() === settingsPage;
  const { app } = providerWords[provider];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-danger-wash px-3 py-2 text-danger md:px-4">
      <TriangleAlert aria-hidden="true" className="size-[17px] flex-none" />
      <p className="min-w-0 flex-1 basis-56">
        <strong className="font-semibold">{`${app} is not syncing.`}</strong>{" "}
        {isOnSettings ? "What mends it is below." : <span className="hidden sm:inline">{reason}</span>}
      </p>
      {!isOnSettings && mend !== "sync-now" && (
        <ConnectForm provider={provider} intent="connect" returnTo={settingsPage} variant="default" size="s">
          {mendWords[mend]}
        </ConnectForm>
      )}
      {!isOnSettings && mend === "sync-now" && (
        <Link href={settingsPage} className={buttonClass("default", "s")}>
          Calendar settings
        </Link>
      )}
    </div>
  );
}
