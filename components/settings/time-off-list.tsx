import { Pencil, Trash2 } from "lucide-react";
import { meetingWhen } from "@/components/timeline/when";
import { Chip } from "@/components/ui/chip";
import { IconButton } from "@/components/ui/icon-button";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import type { TimeOffEntry } from "@/lib/domain/time-off/view";
import { standingWords } from "./time-off-words";

type TimeOffListProps = {
  label: string;
  entries: readonly TimeOffEntry[];
  now: Instant;
  zone: ZoneId;
  mayChange: boolean;
  onEdit: (entry: TimeOffEntry) => void;
  onRemove: (entry: TimeOffEntry) => void;
};

/** One row per entry: when, what for, and where it stands. */
export function TimeOffList({ label, entries, now, zone, mayChange, onEdit, onRemove }: TimeOffListProps) {
  return (
    <ul aria-label={label}>
      {entries.map((entry) => {
        const when = timeOffWhen(entry, zone, now);
        return (
          <li
            key={entry.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t py-2.5 last:pb-0"
          >
            <div className="min-w-0 basis-full sm:flex-1 sm:basis-56">
              <p className="font-medium">{when}</p>
              {entry.note && (
                <p className="wrap-anywhere text-ink-2 text-s">
                  <bdi>{entry.note}</bdi>
                </p>
              )}
              {entry.reason && <p className="text-ink-3 text-s">{entry.reason}</p>}
            </div>
            {isNow(entry, now) && <Chip tone="brand">Now</Chip>}
            <Chip tone={standingWords[entry.standing].tone} dot>
              {standingWords[entry.standing].label}
            </Chip>
            {mayChange && (
              <div className="flex max-sm:ml-auto">
                <IconButton label={`Edit ${when}`} onClick={() => onEdit(entry)}>
                  <Pencil aria-hidden="true" className="size-4" />
                </IconButton>
                <IconButton label={`Remove ${when}`} onClick={() => onRemove(entry)}>
                  <Trash2 aria-hidden="true" className="size-4" />
                </IconButton>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** `Tue 24 Nov – Wed 25 Nov, all day`, or the hours on the viewer's clock. */
export const timeOffWhen = (entry: TimeOffEntry, zone: ZoneId, now: Instant | null): string =>
  meetingWhen({ start: entry.startAt, end: entry.endAt, allDay: entry.allDay, zone: entry.zone }, zone, now);

const isNow = ({ startAt, endAt }: TimeOffEntry, now: Instant): boolean => startAt <= now && now < endAt;
