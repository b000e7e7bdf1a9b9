"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

type LoadMoreProps = { more: boolean; loading: boolean; failed: boolean; onLoad: () => void };

/** The next page of the past. At the end the focus moves from the vanished button to a line that says so. */
export function LoadMore({ more, loading, failed, onLoad }: LoadMoreProps) {
  const pressed = useRef(false);
  const end = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!more && pressed.current) end.current?.focus({ preventScroll: true });
    if (!more) pressed.current = false;
  }, [more]);
  if (!more)
    return (
      <p ref={end} tabIndex={-1} className="py-2 text-center text-ink-3 text-s outline-none">
        That is everything.
      </p>
    );
  const load = () => {
    pressed.current = true;
    onLoad();
  };
  return (
    <div className="flex flex-col items-center gap-2 py-2">
      {failed && (
        <p role="alert" className="text-danger text-s">
          The next activities could not be loaded.
        </p>
      )}
      <Button size="s" loading={loading} onClick={load}>
        {failed ? "Try again" : "Load more"}
      </Button>
    </div>
  );
}
