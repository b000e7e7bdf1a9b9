"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { openLiveStream } from "./live-stream";

const PATIENCE_MS = 5_000;

/** Keeps open pages up to date from one stream per tab; says so only when the connection has been gone for a while. */
export function LiveUpdates() {
  const client = useQueryClient();
  const router = useRouter();
  const [connected, setConnected] = useState(true);
  const [late, setLate] = useState(false);
  useEffect(
    () =>
      openLiveStream({
        path: () => window.location.pathname,
        onConnected: setConnected,
        refresh: async ({ touches, page }) => {
          if (page && (await serverIsWell())) router.refresh();
          await client.invalidateQueries({ predicate: (query) => touches(query.queryKey) });
        },
      }),
    [client, router],
  );
  useEffect(() => {
    if (connected) return setLate(false);
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [connected]);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-3 z-40 grid place-items-center">
      {late && (
        <span className="enter rounded-full border border-line bg-surface px-3 py-1 text-ink-2 text-s shadow-lift">
          Reconnecting…
        </span>
      )}
    </div>
  );
}

/**
 * A page that cannot be fetched again makes the router load it anew, and the browser's own error page then takes the place
 * of what is being typed. A server that is not well yet is left alone: the stream's next start catches up.
 */
async function serverIsWell(): Promise<boolean> {
  const answer = await fetch("/api/health", { cache: "no-store" }).catch(() => null);
  return answer?.ok ?? false;
}
