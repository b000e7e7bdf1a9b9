"use client";

import { useLayoutEffect, useRef } from "react";

/**
 * Gives the focus back, when a dialog closes, to what had it when the dialog opened; when that is gone (its card was
 * deleted) or takes it no more, to the heading that asks for it with `data-focus-fallback`.
 */
export function useReturnFocus(open: boolean): void {
  const opener = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (!open) return;
    if (document.activeElement instanceof HTMLElement) opener.current = document.activeElement;
    return () => {
      const element = opener.current;
      // After the dialog's own clean-up, which would otherwise have the last word.
      requestAnimationFrame(() => {
        const free = document.activeElement === null || document.activeElement === document.body;
        if (!free) return;
        if (element?.isConnected) element.focus();
        // Gone, or disabled by what the dialog did.
        if (!element || document.activeElement !== element) focusFallback();
      });
    };
  }, [open]);
}

/** Gives the focus to the heading that asks for it with `data-focus-fallback`; for what takes away the focused element. */
export const focusFallback = (): void =>
  document.querySelector<HTMLElement>("[data-focus-fallback]")?.focus({ preventScroll: true });

/** Moves the focus into a field as soon as a dialog shows it, after the dialog has placed its own. */
export function useFirstFocus<T extends HTMLElement>() {
  const field = useRef<T>(null);
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  return field;
}
