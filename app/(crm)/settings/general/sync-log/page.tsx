import type { Metadata } from "next";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { readSyncLogQuery, type SearchParams } from "@/components/settings/sync-log-address";
import { SyncLogPanel } from "@/components/settings/sync-log-panel";
import { requireUser } from "@/lib/auth/require-user";
import { getCalendarSettings } from "@/lib/services/calendar/get-settings";
import { getSyncLog } from "@/lib/services/sync-log/get-sync-log";

export const metadata: Metadata = { title: "Sync log" };

export default async function SyncLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user, ctx } = await requireUser();
  const query = readSyncLogQuery(await searchParams);
  const [log, settings] = await Promise.all([getSyncLog(ctx, query), getCalendarSettings(ctx)]);
  return (
    <SettingsFrame>
      <SyncLogPanel
        query={query}
        log={log}
        mayCreate={user.role !== "viewer"}
        hasCalendar={settings.connection !== null}
        now={ctx.now()}
        zone={user.timeZone}
      />
    </SettingsFrame>
  );
}
