"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useId, useState } from "react";
import { reachServer } from "@/components/records/reach-server";
import { Card } from "@/components/ui/card";
import { Switch } from "@/components/ui/switch";
import { setTimeOffSyncAction } from "@/lib/actions/time-off";
import type { TimeOffSettings } from "@/lib/domain/time-off/view";
import { timeOffState } from "@/lib/queries/time-off";
import { syncWords } from "./time-off-words";

const { queryKey } = timeOffState();

/** The switch between time off and the calendar. It moves at once, and moves back when the server did not take it. */
export function TimeOffSyncCard({ settings }: { settings: TimeOffSettings }) {
  const client = useQueryClient();
  const id = useId();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const keepsSame = wanted ?? settings.keepsSame;
  const words = syncWords({ ...settings, keepsSame });
  const change = async (next: boolean) => {
    setWanted(next);
    setFault(null);
    const result = await reachServer(setTimeOffSyncAction({ keepsSame: next }));
    if (result.ok) client.setQueryData(queryKey, (state) => state && { ...state, ...result.data });
    else setFault(`The switch was not moved. ${result.message}`);
    await client.invalidateQueries({ queryKey });
    setWanted(null);
  };
  return (
    <Card className="flex items-start gap-3.5">
      <Switch
        id={id}
        checked={keepsSame}
        busy={wanted !== null}
        aria-describedby={`${id}-text`}
        onCheckedChange={change}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block font-semibold">
          Keep time off and my calendar the same
        </label>
        <p id={`${id}-text`} className="max-w-[76ch] text-ink-3 text-s">
          {words.text}
          {words.link && (
            <>
              {" "}
              <Link href={words.link.href} className="font-medium text-brand-ink underline">
                {words.link.label}
              </Link>
            </>
          )}
        </p>
        {fault && (
          <p role="alert" className="mt-1 text-danger text-s">
            {fault}
          </p>
        )}
      </div>
    </Card>
  );
}
