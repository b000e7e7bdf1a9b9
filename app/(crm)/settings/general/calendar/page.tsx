import type { Metadata } from "next";
import { ConnectNotice } from "@/components/marketplace/connect-notice";
import { readConnectResult, readProvider } from "@/components/marketplace/connect-words";
import { CalendarPanel } from "@/components/settings/calendar-panel";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { requireUser } from "@/lib/auth/require-user";
import { getBackFill } from "@/lib/services/back-fill/get";
import { getCalendarSettings } from "@/lib/services/calendar/get-settings";
import { getCalendarPreferences } from "@/lib/services/sync-rules/preferences";

export const metadata: Metadata = { title: "Calendar settings" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CalendarSettingsPage({ searchParams }: Props) {
  const { user, ctx } = await requireUser();
  const settings = await getCalendarSettings(ctx);
  const preferences = await getCalendarPreferences(ctx);
  const backFill = await getBackFill(ctx);
  const query = await searchParams;
  const asked = readConnectResult(query.calendar);
  // The address outlives the connection: after a disconnect it must not go on saying that all went well.
  const isOver = (asked === "connected" || asked === "switched") && !settings.connection;
  const result = isOver ? null : asked;
  // The sentence is about the provider one comes back from, whatever is installed.
  const provider = readProvider(query.provider) ?? settings.installed?.provider ?? "google";
  return (
    <SettingsFrame>
      {result && (
        <ConnectNotice
          result={result}
          provider={provider}
          intent="connect"
          returnTo="/settings/general/calendar"
        />
      )}
      <CalendarPanel
        initial={settings}
        preferences={preferences}
        backFill={backFill}
        viewerId={user.id}
        now={ctx.now()}
        zone={user.timeZone}
      />
    </SettingsFrame>
  );
}
