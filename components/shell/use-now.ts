"use client";

import { useEffect, useState } from "react";
import type { Instant } from "@/lib/domain/time/instant";

/** A clock that ticks: the server's moment at first, so that the first paint agrees with it, then the browser's own. */
export function useNow(start: Instant, everyMs: number): Instant {
  const [now, setNow] = useState(start);
  useEffect(() => {
    const tick = () => setNow(new Date().toISOString());
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
