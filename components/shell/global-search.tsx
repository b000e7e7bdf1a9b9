"use client";

import { Search } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { SearchDialog } from "./search-dialog";

const onMac = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);
const never = () => () => undefined;

/** The way into search: a box in the top bar, and ⌘K or Ctrl K from anywhere. */
export function GlobalSearch() {
  const [open, setOpen] = useState(false);
  const mac = useSyncExternalStore(never, onMac, () => false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-[34px] min-w-0 flex-[0_1_460px] items-center gap-2 rounded-m border border-line bg-paper px-2.5 text-ink-3 hover:border-line-strong"
      >
        <Search aria-hidden="true" className="size-[17px] flex-none" />
        <span className="truncate sm:hidden">Search</span>
        <span className="hidden truncate sm:inline">Search people, companies, deals, tickets</span>
        <kbd className="ml-auto hidden min-w-11 rounded-[4px] border border-line-strong px-1.5 text-center font-medium font-sans text-[11px] md:inline">
          {mac ? "⌘K" : "Ctrl K"}
        </kbd>
      </button>
      <SearchDialog open={open} onOpenChange={setOpen} />
    </>
  );
}
