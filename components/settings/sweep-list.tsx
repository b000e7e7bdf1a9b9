"use client";

import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { count } from "@/components/records/format";
import { Button } from "@/components/ui/button";
import type { SweepView } from "@/lib/domain/calendar/sweep-view";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { SweepLine } from "./sweep-line";

type SweepListProps = {
  sweep: SweepView;
  unticked: ReadonlySet<string>;
  onUntick: (unticked: ReadonlySet<string>) => void;
  now: Instant;
  zone: ZoneId;
};

const AT_FIRST = 100;

/** Everything that is missing, in the order in which it takes place; all of it is ticked at first. */
export function SweepList({ sweep: { losses, provider }, unticked, onUntick, now, zone }: SweepListProps) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? losses : losses.slice(0, AT_FIRST);
  const chosen = losses.filter((loss) => !unticked.has(loss.eventId)).length;
  const isAll = chosen === losses.length;
  const list = useRef<HTMLUListElement>(null);
  const showAll = () => {
    // The pressed button goes: the focus goes on with the first line that it brought.
    flushSync(() => setIsWhole(true));
    list.current?.querySelectorAll<HTMLElement>("input")[AT_FIRST]?.focus();
  };
  const tick = (eventId: string) => {
    const next = new Set(unticked);
    if (!next.delete(eventId)) next.add(eventId);
    onUntick(next);
  };
  const tickAll = () => onUntick(new Set(isAll ? losses.map((loss) => loss.eventId) : []));
  return (
    <div>
      <label className="flex items-center gap-3 px-1 py-2 font-medium text-ink-3 text-s">
        <input
          type="checkbox"
          checked={isAll}
          ref={(box) => {
            if (box) box.indeterminate = !isAll && chosen > 0;
          }}
          onChange={tickAll}
          className="size-4 flex-none accent-brand"
        />
        <span aria-live="polite">
          {isAll
            ? `All ${count(losses.length)} chosen`
            : `${count(chosen)} of ${count(losses.length)} chosen`}
        </span>
      </label>
      <ul ref={list} aria-label="Missing meetings">
        {shown.map((loss) => (
          <SweepLine
            key={loss.eventId}
            loss={loss}
            provider={provider}
            now={now}
            zone={zone}
            ticked={!unticked.has(loss.eventId)}
            onTick={tick}
          />
        ))}
      </ul>
      {shown.length < losses.length && (
        <div className="border-line border-t pt-3">
          <Button size="s" onClick={showAll}>
            {`Show ${count(losses.length - shown.length)} more`}
          </Button>
        </div>
      )}
    </div>
  );
}
