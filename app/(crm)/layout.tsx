import type { ReactNode } from "react";
import { ChoicesProvider } from "@/components/records/choices";
import { AppShell } from "@/components/shell/app-shell";
import { LiveUpdates } from "@/components/timeline/live-updates";
import { requireUser } from "@/lib/auth/require-user";
import { getCalendarAttention } from "@/lib/services/calendar/get-attention";
import { listNotifications } from "@/lib/services/notifications/list-notifications";
import { loadChoices } from "./load-choices";

export default async function CrmLayout({ children }: { children: ReactNode }) {
  const { user, ctx } = await requireUser();
  const [choices, notifications, attention] = await Promise.all([
    loadChoices(),
    listNotifications(ctx),
    getCalendarAttention(ctx),
  ]);
  return (
    <ChoicesProvider choices={{ ...choices, me: user }}>
      <AppShell user={user} notifications={notifications} attention={attention}>
        {children}
      </AppShell>
      <LiveUpdates />
    </ChoicesProvider>
  );
}
