"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { Skeleton } from "@/components/ui/skeleton";
import type { CalendarSettings, ConnectionState } from "@/lib/domain/calendar/connection";
import { calendarState } from "@/lib/queries/calendar";

const words: Record<ConnectionState, { tone: ChipTone; text: string }> = {
  "in-sync": { tone: "ok", text: "Calendar in sync" },
  "catching-up": { tone: "ok", text: "Calendar catching up" },
  waiting: { tone: "warn", text: "Calendar waiting" },
  paused: { tone: "warn", text: "Calendar paused" },
  reconnect: { tone: "danger", text: "Reconnect calendar" },
  disconnected: { tone: "neutral", text: "No calendar connected" },
};

/** The viewer's own calendar in one chip, which leads to its settings; its outline until that is known. */
export function CalendarChip() {
  const { data, isPending } = useQuery(calendarState());
  // Its place is kept, so that the row does not wrap anew once it is known.
  if (isPending) return <Skeleton className="h-5 w-[122px] rounded-full" />;
  if (!data) return null;
  const { tone, text } = wordsFor(data);
  return (
    <Link
      href="/settings/general/calendar"
      title={data.connection?.reason ?? undefined}
      className="block rounded-full hover:brightness-95"
    >
      <Chip tone={tone} dot>
        {text}
      </Chip>
    </Link>
  );
}

function wordsFor({ connection }: CalendarSettings): { tone: ChipTone; text: string } {
  if (!connection) return words.disconnected;
  const isOff =
    !connection.syncing && connection.state !== "reconnect" && connection.state !== "disconnected";
  return isOff ? { tone: "neutral", text: "Calendar sync is off" } : words[connection.state];
}
