import { SettingsFrame } from "@/components/settings/settings-frame";
import { SyncRulesSkeleton } from "@/components/settings/sync-rules-skeleton";

export default function SyncRulesLoading() {
  return (
    <SettingsFrame>
      <SyncRulesSkeleton />
    </SettingsFrame>
  );
}
