"use client";

import { CalendarDays, ListChecks, Mail, Phone, Pin, Repeat2, StickyNote } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import type { TimelineEntry } from "@/lib/domain/timeline/entry";
import { ActionsMenu, anchorOf } from "./actions-menu";
import { AlsoOn } from "./also-on";

type Mark = TimelineEntry["kind"] | "series";

const marks: Record<Mark, { icon: typeof Phone; look: string }> = {
  meeting: { icon: CalendarDays, look: "bg-meeting-wash text-meeting" },
  series: { icon: Repeat2, look: "bg-meeting-wash text-meeting" },
  note: { icon: StickyNote, look: "bg-sunken text-note" },
  call: { icon: Phone, look: "bg-sunken text-call" },
  task: { icon: ListChecks, look: "bg-sunken text-task" },
  email: { icon: Mail, look: "bg-sunken text-email" },
};

type EntryCardProps = {
  entry: TimelineEntry;
  mark?: Mark;
  /** Struck through: cancelled, or done. */
  struck?: boolean;
  /** Before the title, e.g. a task's checkbox. */
  leading?: ReactNode;
  chips?: ReactNode;
  /** When it is, already in words. */
  when: string;
  onEdit?: (() => void) | undefined;
  onDelete: () => void;
  children?: ReactNode;
};

/** The frame all cards share: an article named by its title, with when it was and its actions. */
export function EntryCard(props: EntryCardProps) {
  const { entry, mark = entry.kind, struck, leading, chips, when, onEdit, onDelete, children } = props;
  const { icon: Icon, look } = marks[mark];
  const titleId = useId();
  const title = <bdi>{entry.title}</bdi>;
  return (
    <article
      id={anchorOf(entry)}
      data-entry={entry.id}
      aria-labelledby={titleId}
      className="group mb-2.5 grid scroll-mt-4 grid-cols-[28px_minmax(0,1fr)] gap-2.5"
    >
      <span aria-hidden="true" className={classNames("grid size-7 place-items-center rounded-full", look)}>
        <Icon className="size-4" />
      </span>
      <Card className="px-3.5 py-3 group-target:border-brand">
        <div className="flex items-start gap-2">
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
            {leading}
            <h4
              id={titleId}
              dir="auto"
              className={classNames("min-w-0 font-semibold", struck && "text-ink-2")}
            >
              {struck ? <s>{title}</s> : title}
            </h4>
            {chips}
            <span className="ml-auto flex items-center gap-1.5 text-ink-3 text-s">
              {entry.pinned && <Pin role="img" aria-label="Pinned" className="size-3.5" />}
              {when}
            </span>
          </div>
          <ActionsMenu entry={entry} onEdit={onEdit} onDelete={onDelete} />
        </div>
        {children}
        <AlsoOn entry={entry} />
      </Card>
    </article>
  );
}
