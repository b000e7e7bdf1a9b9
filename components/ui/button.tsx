"use client";

import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { classNames } from "./class-names";
import { Spinner } from "./spinner";

type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** Shows a spinner and swallows presses; the button keeps the focus, unlike a disabled one. */
  loading?: boolean | undefined;
  /** Looks and reads as disabled and swallows presses, but can be reached: what its press would do is said beside it. */
  idle?: boolean | undefined;
  icon?: ReactNode;
};

/** A button in one of four looks. Its type is `button` unless said otherwise. */
export function Button(props: ButtonProps) {
  const { variant, size, loading, idle, icon, className, children, onClick, ...rest } = props;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (loading || idle) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={loading || idle || undefined}
      aria-busy={loading || undefined}
      onClick={press}
      className={classNames(buttonClass(variant, size), className)}
    >
      {loading ? <Spinner /> : icon}
      {children}
    </button>
  );
}
