"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { setSyncingAction } from "@/lib/actions/calendar";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";
import { calendarState } from "@/lib/queries/calendar";
import { keepAnswer } from "@/lib/queries/keep-answer";
import { SettingSwitch } from "./setting-switch";

const { queryKey } = calendarState();

const turned = (state: CalendarSettings, syncing: boolean): CalendarSettings =>
  state.connection ? { ...state, connection: { ...state.connection, syncing } } : state;

/** What is synced at all: the switch "Sync my calendar". */
export function SyncedCard({ syncing }: { syncing: boolean }) {
  const client = useQueryClient();
  const lookAgain = () => client.invalidateQueries({ queryKey });
  return (
    <Card className="grid grid-cols-1 gap-3">
      <h2>What is synced</h2>
      <div className="border-line border-t pt-3">
        <SettingSwitch
          label="Sync my calendar"
          on={syncing}
          text={(isOn) =>
            isOn
              ? "On: meetings with your contacts appear on their timelines, and what you schedule here goes on your calendar. Only your primary calendar is read."
              : "Off: nothing is read, and meetings you schedule here are logged only, without an event or an invitation."
          }
          consequence={{
            on: "From now on, new meetings come onto timelines. Those already there catch up, invitations that waited go out, and meetings made while it was off stay out unless you bring them in below.",
            off: "From now on, nothing is read and no invitation goes out. What is on timelines stays.",
          }}
          change={(next) => setSyncingAction({ syncing: next })}
          onChange={async (data) => {
            await keepAnswer<CalendarSettings>(
              client,
              queryKey,
              (state) => state && turned(state, data.syncing),
            );
            // What else it changed is no reason to wait.
            void lookAgain();
          }}
          onRefused={lookAgain}
        />
      </div>
    </Card>
  );
}
