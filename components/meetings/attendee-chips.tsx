import { X } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import type { FormGuest } from "@/lib/domain/meetings/form";

type AttendeeChipsProps = {
  guests: readonly FormGuest[];
  /** What keeps a teammate from coming at this time, in words; null for everyone else. */
  away: (email: string) => string | null;
  onRemove: (email: string) => void;
};

/** The people chosen so far, each with a button that takes them off again. */
export function AttendeeChips({ guests, away, onRemove }: AttendeeChipsProps) {
  if (guests.length === 0) return null;
  return (
    <ul aria-label="Chosen guests" className="flex max-h-36 max-w-full flex-wrap gap-1.5 overflow-y-auto">
      {guests.map((guest) => {
        const name = guest.name || guest.email;
        const missing = away(guest.email);
        return (
          <li
            key={guest.email}
            title={guest.email}
            className="inline-flex max-w-full items-center gap-1.5 rounded-full bg-sunken py-0.5 pr-1 pl-[3px] text-s has-disabled:pr-2.5"
          >
            <Avatar name={name} size="xs" />
            <bdi className="truncate">{name}</bdi>
            {missing && <span className="flex-none font-medium text-warn">{missing}</span>}
            <button
              type="button"
              aria-label={`Remove ${name}`}
              onClick={() => onRemove(guest.email)}
              className="grid size-5 flex-none place-items-center rounded-full text-ink-3 hover:bg-line hover:text-ink disabled:hidden"
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
