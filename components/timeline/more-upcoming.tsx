"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { upcomingSteps } from "@/lib/domain/timeline/entry";
import type { MoreOfUpcoming } from "./use-more-upcoming";

/** What lies further ahead than what is shown. The focus goes on with the first card that a press has brought. */
export function MoreUpcoming({ shown, more, isMost, working, failed, load }: MoreOfUpcoming) {
  const frame = useRef<HTMLDivElement>(null);
  const before = useRef<number | null>(null);
  useEffect(() => {
    if (working || before.current === null) return;
    const cards = frame.current?.closest("section")?.querySelectorAll<HTMLElement>("[data-entry]");
    const card = cards?.[before.current];
    before.current = null;
    const isFree =
      document.activeElement === document.body || frame.current?.contains(document.activeElement);
    if (isFree) card?.querySelector<HTMLElement>("button, a")?.focus({ preventScroll: true });
  }, [working]);
  const press = () => {
    before.current = shown;
    void load();
  };
  return (
    <div ref={frame} className="flex flex-col items-center gap-2">
      {failed && (
        <p role="alert" className="text-danger text-s">
          The next ones could not be loaded.
        </p>
      )}
      {more && !isMost && (
        <Button size="s" loading={working} onClick={press}>
          {failed ? "Try again" : "Show more of what is coming"}
        </Button>
      )}
      {more && isMost && (
        <p className="text-center text-ink-3 text-s">
          {`The nearest ${upcomingSteps.most.toLocaleString("en-GB")} are shown. Search finds the others.`}
        </p>
      )}
    </div>
  );
}
