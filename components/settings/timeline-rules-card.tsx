"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { setAllDayEventsAction, setEveryOccurrenceAction } from "@/lib/actions/sync-rules";
import type { CalendarPreferences } from "@/lib/domain/sync-rules/sync-rules";
import { calendarPreferences } from "@/lib/queries/calendar";
import { keepAnswer } from "@/lib/queries/keep-answer";
import { PreferenceSwitch } from "./preference-switch";

const { queryKey } = calendarPreferences();

/** The person's own switches for what comes onto timelines; they stand without a calendar, and outlive one. */
export function TimelineRulesCard({ initial }: { initial: CalendarPreferences }) {
  const client = useQueryClient();
  const { data: preferences } = useQuery({ ...calendarPreferences(), initialData: initial });
  const setPreferences = (changed: CalendarPreferences) => keepAnswer(client, queryKey, changed);
  const lookAgain = () => void client.invalidateQueries({ queryKey });
  return (
    <Card className="grid grid-cols-1 gap-3">
      <h2>What comes onto timelines</h2>
      <PreferenceSwitch
        label="All-day events"
        on={preferences.allDayEvents}
        text={{
          on: "On: meetings that last whole days come onto timelines like all others.",
          off: "Off: only meetings with a time come onto timelines.",
        }}
        consequence={{
          on: "From now on, all-day events come onto timelines. An earlier one comes when it changes next.",
          off: "From now on, all-day events stay out. What is on timelines stays, and follows its event.",
        }}
        change={(allDayEvents) => setAllDayEventsAction({ allDayEvents })}
        onChange={setPreferences}
        onRefused={lookAgain}
      />
      <PreferenceSwitch
        label="Log every occurrence when it takes place"
        on={preferences.everyOccurrence}
        text={{
          on: "On: each occurrence of a series gets a card of its own when it begins, with the outcome Completed.",
          off: "Off: a series is one card for its first occurrence, and one for each that is changed.",
        }}
        consequence={{
          on: "From now on, each occurrence that begins gets its card. What took place before stays as it is.",
          off: "From now on, only changed occurrences get a card. What is on timelines stays.",
        }}
        change={(everyOccurrence) => setEveryOccurrenceAction({ everyOccurrence })}
        onChange={setPreferences}
        onRefused={lookAgain}
      />
    </Card>
  );
}
