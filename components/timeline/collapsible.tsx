"use client";

import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";

/** Text that shows about six lines until someone asks for more. Focus inside opens it, so that no link hides. */
export function Collapsible({ className, children }: { className?: string; children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [long, setLong] = useState(false);
  const id = useId();
  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return;
    const measure = () => setLong(element.scrollHeight > COLLAPSED_PX + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const collapsed = long && !open;
  return (
    <div className={classNames("mt-1.5", className)}>
      <div
        ref={body}
        id={id}
        className={classNames("overflow-hidden", !open && "max-h-[120px] focus-within:max-h-none")}
      >
        {children}
      </div>
      {long && (
        <button
          type="button"
          aria-expanded={!collapsed}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="link mt-1 font-medium text-s"
        >
          {collapsed ? "Show more" : "Show less"}
        </button>
      )}
    </div>
  );
}

// Six lines of 20 px; the same number as in the class above.
const COLLAPSED_PX = 120;

/** Plain text as it was typed, line breaks kept. */
export function PlainText({ text }: { text: string }) {
  if (text.trim() === "") return null;
  return (
    <Collapsible className="text-ink-2">
      <p dir="auto" className="whitespace-pre-wrap">
        {text}
      </p>
    </Collapsible>
  );
}
