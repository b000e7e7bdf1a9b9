import { SettingsFrame } from "@/components/settings/settings-frame";
import { SyncLogSkeleton } from "@/components/settings/sync-log-skeleton";

export default function SyncLogLoading() {
  return (
    <SettingsFrame>
      <SyncLogSkeleton />
    </SettingsFrame>
  );
}
