import type { ReactNode } from "react";

type NoticeLineProps = {
  /** A spinner while something is on its way, else a chip that says what became of it. */
  mark: ReactNode;
  note: string;
  action: ReactNode;
};

/** A line on a card about something that has not reached the calendar. */
export function NoticeLine({ mark, note, action }: NoticeLineProps) {
  return (
    <div role="status" className="mt-2.5 flex flex-wrap items-center gap-2 text-ink-2 text-s">
      {mark}
      <span className="min-w-0 flex-1 basis-60">{note}</span>
      {action}
    </div>
  );
}
