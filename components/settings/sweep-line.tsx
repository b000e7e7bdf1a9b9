import { meetingWhen } from "@/components/timeline/when";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { LossView } from "@/lib/domain/calendar/sweep";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { howWords, sizeWords } from "./sweep-words";

type SweepLineProps = {
  loss: LossView;
  provider: ProviderName;
  now: Instant;
  zone: ZoneId;
  ticked: boolean;
  onTick: (eventId: string) => void;
};

/** One missing event, or a series, to tick: what it is, when, with whom, and how it was lost. */
export function SweepLine({ loss, provider, now, zone, ticked, onTick }: SweepLineProps) {
  const { eventId, title, startAt, endAt, allDay, contacts, how } = loss;
  const when = meetingWhen({ start: startAt, end: endAt, allDay, zone }, zone, now);
  const size = sizeWords(loss);
  return (
    <li className="border-line border-t">
      <label className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 gap-y-0.5 px-1 py-2 hover:bg-sunken sm:grid-cols-[16px_minmax(0,1.5fr)_minmax(0,1fr)_minmax(0,1.2fr)]">
        <input
          type="checkbox"
          checked={ticked}
          onChange={() => onTick(eventId)}
          className="mt-0.5 size-4 flex-none accent-brand"
        />
        <span className="min-w-0">
          <bdi className="block truncate font-medium">{title}</bdi>
          {contacts.length > 0 && (
            <span className="block truncate text-ink-3 text-s" dir="auto">
              {contacts.join(", ")}
            </span>
          )}
        </span>
        <span className="min-w-0 text-ink-2 text-s max-sm:col-start-2 sm:mt-px">{when}</span>
        <span className="min-w-0 text-ink-3 text-s max-sm:col-start-2 sm:mt-px">
          {howWords(how, provider)}
          {size && <span className="block text-ink-2">{size}</span>}
        </span>
      </label>
    </li>
  );
}
