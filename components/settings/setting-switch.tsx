"use client";

import { type ReactNode, useId, useState } from "react";
import { reachServer } from "@/components/records/reach-server";
import { Switch } from "@/components/ui/switch";
import type { ActionResult } from "@/lib/domain/result";

type SettingSwitchProps<T> = {
  label: string;
  on: boolean;
  /** What holds in this position. */
  text: (on: boolean) => ReactNode;
  /** What the last turn means from then on; it stays to be read. */
  consequence: { on: string; off: string };
  change: (next: boolean) => Promise<ActionResult<T>>;
  /** Called before the switch is free again. */
  onChange: (result: T, next: boolean) => void | Promise<void>;
  /** Called when the server did not take it. */
  onRefused: () => void;
};

/**
 * A switch with what it means, which acts on what comes next and says so. It moves at once, and moves back when the
 * server did not take it.
 */
export function SettingSwitch<T>(props: SettingSwitchProps<T>) {
  const { label, on, text, consequence, change, onChange, onRefused } = props;
  const id = useId();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [turned, setTurned] = useState<boolean | null>(null);
  const isOn = wanted ?? on;
  const turn = async (next: boolean) => {
    setWanted(next);
    setFault(null);
    setTurned(null);
    const result = await reachServer(change(next));
    if (result.ok) {
      await onChange(result.data, next);
      setTurned(next);
    } else {
      setFault(`The switch was not moved. ${result.message}`);
      onRefused();
    }
    setWanted(null);
  };
  // Turned again elsewhere since: then it is not the last turn any more.
  const said = turned !== null && turned === on && wanted === null ? turned : null;
  return (
    <div className="flex items-start gap-3.5">
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
          {text(isOn)}
        </p>
        <p role="status" className={said === null ? "sr-only" : "mt-1 max-w-[76ch] text-s"}>
          {said !== null && (said ? consequence.on : consequence.off)}
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
