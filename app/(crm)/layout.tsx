import type { ReactNode } from "react";
import { ChoicesProvider } from "@/components/records/choices";
import { AppShell } from "@/components/shell/app-shell";
import { LiveUpdates } from "@/components/timeline/live-updates";
import { requireUser } from "@/lib/auth/require-user";
import { loadChoices } from "./load-choices";

export default async function CrmLayout({ children }: { children: ReactNode }) {
  const { user } = await requireUser();
  const choices = await loadChoices();
  return (
    <ChoicesProvider choices={{ ...choices, me: user }}>
      <AppShell user={user}>{children}</AppShell>
      <LiveUpdates />
    </ChoicesProvider>
  );
}
