import type { ReactNode } from "react";
import type { SessionUser } from "@/lib/domain/accounts/user";
import type { NotificationList } from "@/lib/domain/notifications/notification";
import type { CalendarAttention } from "@/lib/queries/calendar";
import { AttentionBanner } from "./attention-banner";
import { BottomNavigation, SideNavigation } from "./navigation";
import { TopBar } from "./top-bar";

type AppShellProps = {
  user: SessionUser;
  notifications: NotificationList;
  attention: CalendarAttention | null;
  children: ReactNode;
};

/** The frame around every signed-in page: top bar, what needs the viewer, places, and the page in its own scrolling room. */
export function AppShell({ user, notifications, attention, children }: AppShellProps) {
  return (
    <div className="grid h-dvh grid-cols-1 grid-rows-[52px_auto_minmax(0,1fr)_auto] md:grid-cols-[208px_minmax(0,1fr)] md:grid-rows-[52px_auto_minmax(0,1fr)]">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-m bg-brand px-3 py-1.5 font-medium text-on-brand focus:translate-y-0"
      >
        Skip to content
      </a>
      <TopBar user={user} notifications={notifications} />
      <AttentionBanner initial={attention} />
      <SideNavigation />
      <main id="main" tabIndex={-1} className="relative min-w-0 overflow-y-auto outline-none">
        {children}
      </main>
      <BottomNavigation />
    </div>
  );
}
