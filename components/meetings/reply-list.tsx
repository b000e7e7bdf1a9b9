"use client";

import { ChevronDown } from "lucide-react";
import { countReplies, guestsOf, replyWords } from "@/components/timeline/replies";
import { classNames } from "@/components/ui/class-names";
import type { AttendeeView, Reply } from "@/lib/domain/meetings/meeting";

const looks: Record<Reply, string> = {
  accepted: "text-ok",
  declined: "text-danger",
  tentative: "text-warn",
  awaiting: "text-ink",
};

type ReplySummaryProps = {
  attendees: readonly AttendeeView[];
  open: boolean;
  listId: string;
  onToggle: () => void;
};

/** `1 yes · 1 awaiting`, as a button that shows who said what. */
export function ReplySummary({ attendees, open, listId, onToggle }: ReplySummaryProps) {
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={open ? listId : undefined}
      onClick={onToggle}
      className="inline-flex items-center gap-1 rounded-[4px] hover:underline"
    >
      <span>
        {countReplies(attendees).map(({ reply, count }, index) => (
          <span key={reply}>
            {index > 0 && " · "}
            <span className={looks[reply]}>
              {count} {replyWords[reply]}
            </span>
          </span>
        ))}
      </span>
      <ChevronDown
        aria-hidden="true"
        className={classNames("size-3.5 flex-none text-ink-3", open && "rotate-180")}
      />
    </button>
  );
}

/** Every guest with their reply (RULES I13). */
export function ReplyList({ id, attendees }: { id: string; attendees: readonly AttendeeView[] }) {
  return (
    <ul id={id} aria-label="Replies" className="mt-2 grid gap-1 border-line border-l-2 pl-3 text-s">
      {guestsOf(attendees).map((guest) => (
        <li key={guest.email}>
          <bdi className="font-medium">{guest.name || guest.email}</bdi>
          {guest.name && guest.name !== guest.email && <span className="text-ink-3"> {guest.email}</span>}
          <span className={looks[guest.reply]}> · {replyWords[guest.reply]}</span>
        </li>
      ))}
    </ul>
  );
}
