"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import * as Dialog from "radix-ui/dialog";
import { useState } from "react";
import { RecordIcon } from "@/components/records/record-icon";
import { Spinner } from "@/components/ui/spinner";
import { kindWords, type RecordLink, recordKinds, recordPath } from "@/lib/domain/records/record";
import { recordsMatching } from "@/lib/queries/search";
import { useSettled } from "./use-settled";

type SearchDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Search over every kind of record; recent ones until something is typed. Arrows move, Enter opens. */
export function SearchDialog({ open, onOpenChange }: SearchDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="enter fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="enter fixed inset-x-3 top-3 z-50 mx-auto max-w-[620px] overflow-hidden rounded-wide border border-line bg-surface shadow-lift outline-none sm:top-[10dvh]"
        >
          <Dialog.Title className="sr-only">Search</Dialog.Title>
          <SearchBox onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function SearchBox({ onDone }: { onDone: () => void }) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const query = useSettled(typed, 120);
  const { data, isFetching, error } = useQuery(recordsMatching(query));
  const results = error
    ? []
    : recordKinds.flatMap((kind) => (data ?? []).filter((link) => link.kind === kind));
  const [marked, setMarked] = useState("");
  // The list itself goes on marking an entry that a newer answer took away, and Enter would open nothing.
  const present = results.some(({ id }) => id === marked) ? marked : (results[0]?.id ?? "");
  const open = (link: RecordLink) => {
    onDone();
    router.push(recordPath(link));
  };
  return (
    <Command shouldFilter={false} label="Search" loop value={present} onValueChange={setMarked}>
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden="true" className="size-[17px] flex-none text-ink-3" />
        <Command.Input
          autoFocus
          value={typed}
          onValueChange={setTyped}
          dir="auto"
          maxLength={200}
          placeholder="Search people, companies, deals, tickets"
          className="h-12 min-w-0 flex-1 bg-transparent text-l outline-none"
        />
        {isFetching && <Spinner className="text-ink-3" />}
      </div>
      <Command.List label="Records" className="max-h-[min(420px,64dvh)] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-ink-3">
          {emptyWords({ error, waiting: data === undefined, query })}
        </Command.Empty>
        {query === "" && data && data.length > 0 && (
          <p aria-hidden="true" className="px-2.5 pt-1 text-ink-3 text-s">
            Recently changed
          </p>
        )}
        <Results results={results} onOpen={open} />
      </Command.List>
    </Command>
  );
}

function emptyWords(state: { error: Error | null; waiting: boolean; query: string }): string {
  if (state.error) return state.error.message;
  if (state.waiting) return "Looking…";
  return state.query === ""
    ? "There are no records yet."
    : "Nothing matches. Try a name, an address or a domain.";
}

type ResultsProps = { results: readonly RecordLink[]; onOpen: (link: RecordLink) => void };

function Results({ results, onOpen }: ResultsProps) {
  return recordKinds.map((kind) => {
    const links = results.filter((link) => link.kind === kind);
    if (links.length === 0) return null;
    return (
      <Command.Group
        key={kind}
        heading={kindWords[kind].many}
        className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-[11px] [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:first-letter:uppercase"
      >
        {links.map((link) => (
          <Command.Item
            key={link.id}
            value={link.id}
            onSelect={() => onOpen(link)}
            className="flex cursor-default items-center gap-2.5 rounded-tight px-2.5 py-1.5 data-[selected=true]:bg-sunken"
          >
            <RecordIcon kind={kind} className="size-[17px] text-ink-3" />
            <span className="min-w-0 truncate font-medium" dir="auto">
              {link.name}
            </span>
            {link.detail && (
              <span className="ml-auto min-w-0 truncate pl-3 text-ink-3 text-s" dir="auto">
                {link.detail}
              </span>
            )}
          </Command.Item>
        ))}
      </Command.Group>
    );
  });
}
