"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label"> & {
  /** What the button does; read out and shown on hover. */
  label: string;
  size?: "s" | "m";
};

/** A square button that shows an icon alone and is named by its label. */
export function IconButton({ label, size = "m", className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={classNames(
        "grid flex-none place-items-center rounded-m text-ink-2 hover:bg-sunken hover:text-ink",
        "disabled:cursor-default disabled:opacity-55 data-[state=open]:bg-sunken data-[state=open]:text-ink",
        size === "m" ? "size-[34px]" : "size-7",
        className,
      )}
    >
      {children}
    </button>
  );
}
