"use client";

import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { TextInput } from "@/components/ui/field";
import { readWallTime } from "@/lib/domain/time/wall-time";

type TimeInputProps = { value: string; onCommit: (time: string) => void };

/**
 * A time as people type it: `14:00`, `2pm`, `1430`. What is typed stands as it is until the box is left or Enter
 * pressed, and is then written as HH:MM; what is no time stays to be corrected.
 */
export function TimeInput({ value, onCommit }: TimeInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  // Leaving Start moves End along while End has the focus already: what is typed next still replaces all of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new value is the occasion
  useLayoutEffect(() => {
    if (document.activeElement === box.current) box.current?.select();
  }, [value]);
  const commit = () => {
    if (typed !== null && typed !== value) onCommit(readWallTime(typed) ?? typed);
    setTyped(null);
  };
  const keys = (event: KeyboardEvent) => {
    // The form is submitted by this very key press and must see the new time.
    if (event.key === "Enter") flushSync(commit);
  };
  return (
    <TextInput
      ref={box}
      dir="ltr"
      inputMode="text"
      autoComplete="off"
      placeholder="14:30"
      value={typed ?? value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={keys}
      onFocus={(event) => event.target.select()}
    />
  );
}
