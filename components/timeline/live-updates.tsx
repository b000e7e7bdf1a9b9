"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { reachServer } from "@/components/records/reach-server";
import { renderAgainAction } from "@/lib/actions/page";
import { openLiveStream } from "./live-stream";

const PATIENCE_MS = 5_000;

/** Keeps open pages up to date from one stream per tab; says so only when the connection has been gone for a while. */
export function LiveUpdates() {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  const [late, setLate] = useState(false);
  useEffect(
    () =>
      openLiveStream({
        path: () => window.location.pathname,
        onConnected: setConnected,
        refresh: async ({ touches, page }) => {
          const rendered = page ? renderAgain() : true;
          await client.invalidateQueries({ predicate: (query) => touches(query.queryKey) });
          return rendered;
        },
      }),
    [client],
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
 * The router's own refresh turns a failed fetch into loading the page anew, and the browser's error page then takes the
 * place of what is being typed. An action's answer carries the page as well, and where none comes it only rejects. False
 * when asking again can help.
 */
async function renderAgain(): Promise<boolean> {
  const result = await reachServer(renderAgainAction({}));
  return result.ok || (result.code !== "unavailable" && result.code !== "unexpected");
}
