import Link from "next/link";
import type { ReactNode } from "react";
import { SettingsTabs } from "./settings-tabs";

/** The settings: chapters at the left, the tabs of the chapter on top. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-full lg:grid-cols-[192px_minmax(0,1fr)]">
      <nav aria-label="Settings" className="hidden border-line border-r px-2.5 py-4 lg:block">
        <Link
          href="/settings/general/calendar"
          aria-current="page"
          className="block rounded-tight px-2.5 py-1.5 text-ink-2 aria-[current=page]:bg-sunken aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          General
        </Link>
      </nav>
      <div className="grid max-w-[920px] content-start gap-4 px-4 py-4 sm:px-7 sm:py-5">
        <h1>General</h1>
        <SettingsTabs />
        {children}
      </div>
    </div>
  );
}
