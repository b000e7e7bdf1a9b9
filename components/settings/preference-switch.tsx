"use client";

import { useState } from "react";
import type { ActionResult } from "@/lib/domain/result";
import type { CalendarPreferences } from "@/lib/domain/sync-rules/sync-rules";
import { SettingSwitch } from "./setting-switch";

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

/** A switch that acts on what comes next, and says so. */
export function PreferenceSwitch({ label, on, text, consequence, change, onChange }: PreferenceSwitchProps) {
  const [turned, setTurned] = useState<boolean | null>(null);
  return (
    <div className="border-line border-t pt-3">
      <SettingSwitch
        label={label}
        on={on}
        text={(isOn) => (isOn ? text.on : text.off)}
        change={change}
        onChange={(preferences, next) => {
          onChange(preferences);
          setTurned(next);
        }}
        onRefused={() => setTurned(null)}
      >
        <p role="status" className={turned === null ? "sr-only" : "mt-1 max-w-[76ch] text-s"}>
          {turned !== null && (turned ? consequence.on : consequence.off)}
        </p>
      </SettingSwitch>
    </div>
  );
}
