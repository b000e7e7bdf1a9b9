"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { reachServer } from "@/components/records/reach-server";
import { Card } from "@/components/ui/card";
import { Switch } from "@/components/ui/switch";
import { setSyncingAction } from "@/lib/actions/calendar";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";
import { calendarState } from "@/lib/queries/calendar";

const { queryKey } = calendarState();

const turned = (state: CalendarSettings, syncing: boolean): CalendarSettings =>
  state.connection ? { ...state, connection: { ...state.connection, syncing } } : state;

/** What is synced at all: the switch "Sync my calendar". It moves at once, and moves back when the server did not take it. */
export function SyncedCard({ syncing }: { syncing: boolean }) {
  const client = useQueryClient();
  const id = useId();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const isOn = wanted ?? syncing;
  const change = async (next: boolean) => {
    setWanted(next);
    setFault(null);
    const result = await reachServer(setSyncingAction({ syncing: next }));
    if (result.ok) client.setQueryData(queryKey, (state) => state && turned(state, result.data.syncing));
    else setFault(`The switch was not moved. ${result.message}`);
    await client.invalidateQueries({ queryKey });
    setWanted(null);
  };
  return (
    <Card className="grid gap-3">
      <h2>What is synced</h2>
      <div className="flex items-start gap-3.5 border-line border-t pt-3">
        <Switch
          id={id}
          checked={isOn}
          busy={wanted !== null}
          aria-describedby={`${id}-text`}
          onCheckedChange={change}
        />
        <div className="min-w-0">
          <label htmlFor={id} className="block font-semibold">
            Sync my calendar
          </label>
          <p id={`${id}-text`} className="max-w-[76ch] text-ink-3 text-s">
            {isOn
              ? "On: meetings with your contacts appear on their timelines, and what you schedule here goes on your calendar. Only your primary calendar is read."
              : "Off: nothing is read, and meetings you schedule here are logged only, without an event or an invitation."}
          </p>
          {fault && (
            <p role="alert" className="mt-1 text-danger text-s">
              {fault}
            </p>
          )}
        </div>
      </div>
    </Card>
  );
}
