"use client";

import { useQuery } from "@tanstack/react-query";
import { useNow } from "@/components/shell/use-now";
import type { BackFillView } from "@/lib/domain/calendar/back-fill";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";
import type { CalendarPreferences } from "@/lib/domain/sync-rules/sync-rules";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { calendarState } from "@/lib/queries/calendar";
import { BackFillCard } from "./back-fill-card";
import { ConnectInvitation } from "./connect-invitation";
import { ConnectionCard } from "./connection-card";
import { SweepBanner } from "./sweep-banner";
import { SyncedCard } from "./synced-card";
import { TeamCard } from "./team-card";
import { TimelineRulesCard } from "./timeline-rules-card";

type CalendarPanelProps = {
  initial: CalendarSettings;
  preferences: CalendarPreferences;
  backFill: BackFillView | null;
  viewerId: string;
  now: Instant;
  zone: ZoneId;
};

const REFRESH_MS = 10_000;

/** The Calendar tab: the connected calendar as it stands now, or the way to connect one, and the team's. It keeps itself up to date. */
export function CalendarPanel(props: CalendarPanelProps) {
  const { initial, preferences, backFill, viewerId, now: start, zone } = props;
  const now = useNow(start, 1_000);
  const { data } = useQuery({ ...calendarState(), initialData: initial, refetchInterval: REFRESH_MS });
  const { connection, installed, team } = data;
  const isConnected = connection !== null && connection.state !== "disconnected";
  return (
    <>
      {isConnected ? (
        <>
          {data.review && <SweepBanner review={data.review} />}
          <ConnectionCard connection={connection} now={now} zone={zone} />
          <SyncedCard syncing={connection.syncing} />
        </>
      ) : (
        <ConnectInvitation settings={data} />
      )}
      {installed && <TimelineRulesCard initial={preferences} />}
      {isConnected && (
        <BackFillCard key={connection.id} connection={connection} initial={backFill} zone={zone} />
      )}
      {installed && <TeamCard installed={installed} team={team} viewerId={viewerId} zone={zone} />}
    </>
  );
}
