"use client";

import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { Spinner } from "@/components/ui/spinner";
import type { SyncLogQuery } from "@/lib/domain/calendar/sync-log";
import { syncLogHref, syncLogPath } from "./sync-log-address";

const PAUSE_MS = 250;

/** Searches titles and guests while one types and keeps the focus. Without scripts it is a plain form. */
export function SyncLogSearch({ query }: { query: SyncLogQuery }) {
  const router = useRouter();
  const [typed, setTyped] = useState(query.q);
  const [pending, start] = useTransition();
  const asked = useRef(query.q);
  const box = useRef<HTMLInputElement>(null);

  // The address changed by itself, e.g. by the Back button: the box follows.
  useEffect(() => {
    if (query.q === asked.current) return;
    asked.current = query.q;
    setTyped(query.q);
  }, [query.q]);

  const ask = (text: string) => {
    const q = text.trim();
    if (q === asked.current) return;
    asked.current = q;
    start(() => router.replace(syncLogHref(query, { q }), { scroll: false }));
  };
  useEffect(() => {
    const timer = setTimeout(() => ask(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(typed);
  };
  const clear = () => {
    setTyped("");
    ask("");
    box.current?.focus();
  };
  return (
    <search className="w-full sm:w-[240px]">
      <form action={syncLogPath} onSubmit={submit} className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
        />
        <input
          ref={box}
          name="q"
          type="search"
          dir="auto"
          autoComplete="off"
          maxLength={200}
          aria-label="Search the sync log"
          placeholder="Title or guest"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="h-[30px] w-full rounded-m border border-line bg-surface pr-8 pl-8 text-m hover:border-line-strong focus-visible:border-brand focus-visible:outline-1 focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
        />
        {query.result && <input type="hidden" name="result" value={query.result} />}
        <span className="absolute top-1/2 right-1.5 grid -translate-y-1/2 text-ink-3">
          {pending && <Spinner />}
          {!pending && typed !== "" && (
            <button
              type="button"
              aria-label="Clear the search"
              onClick={clear}
              className="grid size-5 place-items-center rounded-tight hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          )}
        </span>
      </form>
    </search>
  );
}
