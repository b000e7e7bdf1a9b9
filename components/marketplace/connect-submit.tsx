"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

type ConnectSubmitProps = { variant: "primary" | "default"; size: "s" | "m"; children: ReactNode };

/** The button of a form that leaves the page: it waits after the first press, and wakes up when one comes back. */
export function ConnectSubmit({ variant, size, children }: ConnectSubmitProps) {
  const [leaving, setLeaving] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const leave = () => setLeaving(true);
    const back = () => setLeaving(false);
    const form = button.current?.form;
    form?.addEventListener("submit", leave);
    window.addEventListener("pageshow", back);
    return () => {
      form?.removeEventListener("submit", leave);
      window.removeEventListener("pageshow", back);
    };
  }, []);
  return (
    <Button ref={button} type="submit" variant={variant} size={size} loading={leaving}>
      {children}
    </Button>
  );
}
