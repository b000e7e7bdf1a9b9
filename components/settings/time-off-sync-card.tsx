"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { setTimeOffSyncAction } from "@/lib/actions/time-off";
import type { TimeOffSettings } from "@/lib/domain/time-off/view";
import { keepAnswer } from "@/lib/queries/keep-answer";
import { timeOffState } from "@/lib/queries/time-off";
import { SettingSwitch } from "./setting-switch";
import { syncConsequence, syncWords } from "./time-off-words";

const { queryKey } = timeOffState();

/** The switch between time off and the calendar. */
export function TimeOffSyncCard({ settings }: { settings: TimeOffSettings }) {
  const client = useQueryClient();
  const lookAgain = () => client.invalidateQueries({ queryKey });
  return (
    <Card>
      <SettingSwitch
        label="Keep time off and my calendar the same"
        on={settings.keepsSame}
        text={(keepsSame) => <SyncText settings={{ ...settings, keepsSame }} />}
        consequence={syncConsequence(settings)}
        change={(keepsSame) => setTimeOffSyncAction({ keepsSame })}
        onChange={async (data) => {
          await keepAnswer<TimeOffSettings>(client, queryKey, (state) => state && { ...state, ...data });
          // What else it changed is no reason to wait.
          void lookAgain();
        }}
        onRefused={lookAgain}
      />
    </Card>
  );
}

function SyncText({ settings }: { settings: TimeOffSettings }) {
  const { text, link } = syncWords(settings);
  return (
    <>
      {text}
      {link && (
        <>
          {" "}
          <Link href={link.href} className="font-medium text-brand-ink underline">
            {link.label}
          </Link>
        </>
      )}
    </>
  );
}
