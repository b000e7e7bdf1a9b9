"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { tabClass } from "@/components/ui/tab-class";

const tabs = [
  { href: "/settings/general/calendar", label: "Calendar" },
  { href: "/settings/general/time-off", label: "Time off" },
  { href: "/settings/general/sync-rules", label: "Sync rules" },
  { href: "/settings/general/sync-log", label: "Sync log" },
];

/** The tabs of the chapter General, the one that is open marked. */
export function SettingsTabs() {
  const path = usePathname();
  return (
    <nav aria-label="General" className="flex gap-4 overflow-x-auto border-line border-b">
      {tabs.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}
          className={tabClass}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
