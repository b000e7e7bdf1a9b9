"use client";

import { useQuery } from "@tanstack/react-query";
import { useNow } from "@/components/shell/use-now";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { calendarState } from "@/lib/queries/calendar";
import { ConnectInvitation } from "./connect-invitation";
import { ConnectionCard } from "./connection-card";
import { SyncedCard } from "./synced-card";
import { TeamCard } from "./team-card";

type CalendarPanelProps = { initial: CalendarSettings; viewerId: string; now: Instant; zone: ZoneId };

const REFRESH_MS = 10_000;

/** The Calendar tab: the connected calendar as it stands now, or the way to connect one, and the team's. It keeps itself up to date. */
export function CalendarPanel({ initial, viewerId, now: start, zone }: CalendarPanelProps) {
  const now = useNow(start, 1_000);
  const { data } = useQuery({ ...calendarState(), initialData: initial, refetchInterval: REFRESH_MS });
  const { connection, installed, team } = data;
  const isConnected = connection !== null && connection.state !== "disconnected";
  return (
    <>
      {isConnected ? (
        <>
          <ConnectionCard connection={connection} now={now} zone={zone} />
          <SyncedCard syncing={connection.syncing} />
        </>
      ) : (
        <ConnectInvitation settings={data} />
      )}
      {installed && <TeamCard installed={installed} team={team} viewerId={viewerId} zone={zone} />}
    </>
  );
}
