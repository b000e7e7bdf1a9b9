"use client";

import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { Spinner } from "./spinner";

const PAUSE_MS = 250;

type SearchBoxProps = {
  /** What the address asks for. */
  q: string;
  /** The address that asks for another text. */
  hrefOf: (q: string) => string;
  /** Where the plain form goes, and what it carries along. */
  path: string;
  carried: Record<string, string>;
  label: string;
  placeholder: string;
  className: string;
};

/** Searches while one types and keeps the focus. Without scripts it is a plain form: Enter asks the server. */
export function SearchBox({ q, hrefOf, path, carried, label, placeholder, className }: SearchBoxProps) {
  const { typed, pending, type, submit } = useTypedSearch(q, hrefOf);
  const box = useRef<HTMLInputElement>(null);
  const clear = () => {
    type("", "at once");
    box.current?.focus();
  };
  return (
    <search className={className}>
      <form action={path} onSubmit={submit} className="relative">
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
          aria-label={label}
          placeholder={placeholder}
          value={typed}
          onChange={(event) => type(event.target.value)}
          className="h-[30px] w-full rounded-m border border-line bg-surface pr-8 pl-8 text-m hover:border-line-strong focus-visible:border-brand focus-visible:outline-1 focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
        />
        {Object.entries(carried).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
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

/** The text in the box, and the address that follows it after a pause. */
function useTypedSearch(q: string, hrefOf: (q: string) => string) {
  const router = useRouter();
  const [typed, setTyped] = useState(q);
  const [pending, start] = useTransition();
  const asked = useRef(q);

  // The address changed by itself, e.g. by the Back button: the box follows.
  useEffect(() => {
    if (q === asked.current) return;
    asked.current = q;
    setTyped(q);
  }, [q]);

  const ask = (text: string) => {
    const wanted = text.trim();
    if (wanted === asked.current) return;
    asked.current = wanted;
    start(() => router.replace(hrefOf(wanted), { scroll: false }));
  };
  useEffect(() => {
    const timer = setTimeout(() => ask(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  const type = (text: string, when?: "at once") => {
    setTyped(text);
    if (when) ask(text);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(typed);
  };
  return { typed, pending, type, submit };
}
