"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

type Cause = "database" | "server" | "page";

const sentences: Record<Cause, { title: string; text: string }> = {
  database: {
    title: "Almanac cannot reach its database. Trying again…",
    text: "Nothing is lost. This page comes back by itself.",
  },
  server: {
    title: "Almanac cannot be reached. Trying again…",
    text: "Check the connection. This page comes back by itself.",
  },
  page: {
    title: "This page could not be shown",
    text: "Something went wrong on our side, and it was noted.",
  },
};

const EVERY_MS = 2_000;

async function findCause(): Promise<Cause> {
  try {
    const response = await fetch("/api/health", { cache: "no-store" });
    return response.ok ? "page" : "database";
  } catch {
    return "server";
  }
}

/** What stands in place of a page that failed. An outage heals by itself: once the cause is gone the page is asked for again. */
export function Outage({ onRetry }: { onRetry: () => void }) {
  const [cause, setCause] = useState<Cause | null>(null);
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    let outage = false;
    const look = async () => {
      const found = await findCause();
      if (gone) return;
      // Back again after an outage: the page is tried once. A fault of the page alone is not tried in a loop.
      if (found === "page" && outage) onRetry();
      outage = found !== "page";
      setCause(found);
      if (outage) timer = setTimeout(look, EVERY_MS);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [onRetry]);
  const words = cause ? sentences[cause] : null;
  return (
    <div
      role="alert"
      className="grid min-h-[60dvh] place-content-center justify-items-center gap-2 p-6 text-center"
    >
      {cause !== "page" && <Spinner className="mb-1 size-5 text-ink-3" />}
      <h1>{words?.title ?? "One moment…"}</h1>
      <p className="max-w-[44ch] text-ink-2">{words?.text}</p>
      {cause === "page" && (
        <Button size="s" className="mt-3" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
