"use client";

import { useId, useState } from "react";
import { reachServer } from "@/components/records/reach-server";
import { Switch } from "@/components/ui/switch";
import type { ActionResult } from "@/lib/domain/result";
import type { CalendarPreferences } from "@/lib/domain/sync-rules/sync-rules";

type Words = { on: string; off: string };

type PreferenceSwitchProps = {
  label: string;
  on: boolean;
  /** What holds now. */
  text: Words;
  /** What the last turn means from then on; it stays to be read. */
  consequence: Words;
  change: (next: boolean) => Promise<ActionResult<CalendarPreferences>>;
  onChange: (preferences: CalendarPreferences) => void;
};

/** One switch with what it means. It moves at once, and moves back when the server did not take it. */
export function PreferenceSwitch({ label, on, text, consequence, change, onChange }: PreferenceSwitchProps) {
  const id = useId();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [turned, setTurned] = useState<boolean | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const isOn = wanted ?? on;
  const turn = async (next: boolean) => {
    setWanted(next);
    setFault(null);
    const result = await reachServer(change(next));
    if (result.ok) onChange(result.data);
    else setFault(`The switch was not moved. ${result.message}`);
    setTurned(result.ok ? next : null);
    setWanted(null);
  };
  return (
    <div className="flex items-start gap-3.5 border-line border-t pt-3">
      <Switch
        id={id}
        checked={isOn}
        busy={wanted !== null}
        aria-describedby={`${id}-text`}
        onCheckedChange={turn}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block font-semibold">
          {label}
        </label>
        <p id={`${id}-text`} className="max-w-[76ch] text-ink-3 text-s">
          {isOn ? text.on : text.off}
        </p>
        <p role="status" className={turned === null ? "sr-only" : "mt-1 max-w-[76ch] text-s"}>
          {turned !== null && (turned ? consequence.on : consequence.off)}
        </p>
        {fault && (
          <p role="alert" className="mt-1 text-danger text-s">
            {fault}
          </p>
        )}
      </div>
    </div>
  );
}
