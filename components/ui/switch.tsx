"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type SwitchProps = Omit<ComponentProps<"button">, "onChange" | "role" | "aria-checked"> & {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** While a change is on its way: it keeps the focus and swallows presses. */
  busy?: boolean;
};

/** On or off at once, by pointer, Space or Enter. A label names it with `htmlFor`; the knob's place, not its colour, tells its state. */
export function Switch({ checked, onCheckedChange, busy, className, ...rest }: SwitchProps) {
  return (
    <button
      type="button"
      {...rest}
      role="switch"
      aria-checked={checked}
      aria-busy={busy || undefined}
      onClick={() => !busy && onCheckedChange(!checked)}
      className={classNames(
        "relative h-5 w-[34px] flex-none rounded-full border transition-colors disabled:cursor-default disabled:opacity-55",
        checked ? "border-brand bg-brand" : "border-ink-3 bg-line-strong",
        className,
      )}
    >
      <span
        aria-hidden="true"
        className={classNames(
          "absolute top-px left-px size-4 rounded-full transition-transform",
          checked ? "translate-x-3.5 bg-on-brand" : "bg-surface",
        )}
      />
    </button>
  );
}
