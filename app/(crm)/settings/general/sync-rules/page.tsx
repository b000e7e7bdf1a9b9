import type { Metadata } from "next";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { SyncRulesPanel } from "@/components/settings/sync-rules-panel";
import { requireUser } from "@/lib/auth/require-user";
import { getSyncRules } from "@/lib/services/sync-rules/get-sync-rules";

export const metadata: Metadata = { title: "Sync rules" };

export default async function SyncRulesPage() {
  const { user, ctx } = await requireUser();
  const rules = await getSyncRules(ctx);
  return (
    <SettingsFrame>
      <SyncRulesPanel initial={rules} zone={user.timeZone} />
    </SettingsFrame>
  );
}
