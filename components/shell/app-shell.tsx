import type { ReactNode } from "react";
import type { SessionUser } from "@/lib/domain/accounts/user";
import { BottomNavigation, SideNavigation } from "./navigation";
import { TopBar } from "./top-bar";

/** The frame around every signed-in page: top bar, places, and the page in its own scrolling room. */
export function AppShell({ user, children }: { user: SessionUser; children: ReactNode }) {
  return (
    <div className="grid h-dvh grid-cols-1 grid-rows-[52px_minmax(0,1fr)_auto] md:grid-cols-[208px_minmax(0,1fr)] md:grid-rows-[52px_minmax(0,1fr)]">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-m bg-brand px-3 py-1.5 font-medium text-on-brand focus:translate-y-0"
      >
        Skip to content
      </a>
      <TopBar user={user} />
      <SideNavigation />
      <main id="main" tabIndex={-1} className="relative min-w-0 overflow-y-auto outline-none">
        {children}
      </main>
      <BottomNavigation />
    </div>
  );
}
