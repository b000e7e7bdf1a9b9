"use client";

import { useEffect, useRef, useState } from "react";
import type { TimelinePage } from "@/lib/domain/timeline/entry";

const SHOWN_MS = 8_000;

type Shown = { list: string; pages: number; content: string };

/** "Updated just now", for some seconds after an open timeline changed by itself (RULES N2). */
export function ChangeMark({ list, pages }: { list: string; pages: readonly TimelinePage[] | undefined }) {
  const before = useRef<Shown | null>(null);
  const [changes, setChanges] = useState(0);
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    if (pages === undefined) return;
    const present = { list, pages: pages.length, content: contentOf(pages) };
    if (before.current && changedByItself(before.current, present)) setChanges((count) => count + 1);
    before.current = present;
  }, [list, pages]);
  useEffect(() => {
    if (changes === 0) return;
    setVisible(true);
    const timer = setTimeout(() => setVisible(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [changes]);
  return (
    <span role="status" className="text-ink-3 text-s">
      {visible && <span className="enter">Updated just now</span>}
    </span>
  );
}

// Another filter or one more page is what the person asked for, not news.
const changedByItself = (before: Shown, present: Shown): boolean =>
  before.list === present.list && before.pages === present.pages && before.content !== present.content;

// When a meeting was last looked at in the calendar says nothing about the meeting.
const contentOf = (pages: readonly TimelinePage[]): string =>
  JSON.stringify(pages, (key, value: unknown) => (key === "syncedAt" ? undefined : value));
