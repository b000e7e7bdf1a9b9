"use client";

import type { ActionResult } from "@/lib/domain/result";
import type { CalendarPreferences } from "@/lib/domain/sync-rules/sync-rules";
import { SettingSwitch } from "./setting-switch";

type Words = { on: string; off: string };

type PreferenceSwitchProps = {
  label: string;
  on: boolean;
  /** What holds now. */
  text: Words;
  consequence: Words;
  change: (next: boolean) => Promise<ActionResult<CalendarPreferences>>;
  onChange: (preferences: CalendarPreferences) => Promise<void>;
  onRefused: () => void;
};

/** One of several switches of a person, in a row of its own. */
export function PreferenceSwitch({ text, ...rest }: PreferenceSwitchProps) {
  return (
    <div className="border-line border-t pt-3">
      <SettingSwitch {...rest} text={(isOn) => (isOn ? text.on : text.off)} />
    </div>
  );
}
