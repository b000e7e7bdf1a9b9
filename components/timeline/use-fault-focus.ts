"use client";

import { useEffect, useRef } from "react";
import type { FieldErrors } from "@/lib/domain/errors";

/** After a refused save the focus goes to the first field that has something wrong. */
export function useFaultFocus(faults: FieldErrors) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(faults).length === 0) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [faults]);
  return form;
}
