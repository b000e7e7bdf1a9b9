"use client";

import { type ReactNode, useId } from "react";
import type { TimelineEntry } from "@/lib/domain/timeline/entry";
import type { TimelineSection } from "@/lib/domain/timeline/grouping";
import { CallCard } from "./call-card";
import { EmailCard } from "./email-card";
import { MeetingCard } from "./meeting-card";
import { NoteCard } from "./note-card";
import { TaskCard } from "./task-card";

/** Pinned, Upcoming and the months, each a section under its heading. */
export function TimelineList({ sections, afterUpcoming }: TimelineListProps) {
  return sections.map((section) => (
    <Section key={section.key} section={section}>
      {section.key === "upcoming" && afterUpcoming}
    </Section>
  ));
}

type TimelineListProps = { sections: readonly TimelineSection[]; afterUpcoming: ReactNode };

function Section({ section, children }: { section: TimelineSection; children: ReactNode }) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className="mb-4">
      <h3 id={headingId} className="mb-2">
        {section.heading}
      </h3>
      {section.entries.map((entry) => (
        <EntryOf key={entry.id} entry={entry} />
      ))}
      {children}
    </section>
  );
}

function EntryOf({ entry }: { entry: TimelineEntry }) {
  switch (entry.kind) {
    case "meeting":
      return <MeetingCard entry={entry} />;
    case "note":
      return <NoteCard entry={entry} />;
    case "call":
      return <CallCard entry={entry} />;
    case "task":
      return <TaskCard entry={entry} />;
    case "email":
      return <EmailCard entry={entry} />;
  }
}
