"use client";

import { useMemo, useState } from "react";
import { Combobox } from "./combobox";
import type { ComboboxOption } from "./combobox-list";

type ComboboxSelectProps = {
  value: string | null;
  onChange: (value: string | null) => void;
  /** All choices; the box filters them while one types. */
  options: readonly ComboboxOption[];
  placeholder?: string;
  autoFocus?: boolean;
  "aria-label"?: string;
};

const SHOWN = 60;
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}_/]/gu, (mark) => (mark === "_" || mark === "/" ? " " : ""))
    .toLowerCase();

/** One of a long list of known values, found by typing. Emptying the box chooses nothing (null). */
export function ComboboxSelect({ value, onChange, options, ...rest }: ComboboxSelectProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = options.find((option) => option.value === value);
  const matching = useMemo(() => {
    const wanted = plain(typed ?? "");
    return options
      .filter((option) => plain(`${option.label} ${option.detail ?? ""}`).includes(wanted))
      .slice(0, SHOWN);
  }, [options, typed]);
  const leave = () => {
    if (typed !== null && typed.trim() === "") onChange(null);
    setTyped(null);
  };
  return (
    <Combobox
      {...rest}
      query={typed ?? chosen?.label ?? ""}
      onQueryChange={setTyped}
      options={matching}
      onSelect={(option) => {
        onChange(option.value);
        setTyped(null);
      }}
      onBlur={leave}
      onFocus={(event) => event.target.select()}
    />
  );
}
