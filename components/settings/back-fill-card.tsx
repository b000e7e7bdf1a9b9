"use client";

import { useId, useRef } from "react";
import { fullDay } from "@/components/records/format";
import { Card } from "@/components/ui/card";
import { type BackFillDays, type BackFillView, backFillDays } from "@/lib/domain/calendar/back-fill";
import type { ConnectionView } from "@/lib/domain/calendar/connection";
import type { ZoneId } from "@/lib/domain/time/instant";
import { BackFillChoice } from "./back-fill-choice";
import { BackFillPreview } from "./back-fill-preview";
import { BackFillProgress } from "./back-fill-progress";
import { endOf } from "./back-fill-words";
import { useBackFill } from "./use-back-fill";

type BackFillCardProps = { connection: ConnectionView; initial: BackFillView | null; zone: ZoneId };

/** Bringing in meetings from before the calendar was connected: choose, count, look, log (RULES N3). */
export function BackFillCard({ connection, initial, zone }: BackFillCardProps) {
  const { backFill, working, fault, start, confirm, cancel } = useBackFill(initial);
  const stage = useRef<HTMLElement>(null);
  const title = useId();
  // The pressed button goes with its stage: the next stage takes the focus over, so that it is not lost.
  const moveOn = async (act: Promise<boolean>) => {
    if (await act) stage.current?.focus();
  };
  return (
    <Card className="grid grid-cols-1 gap-3">
      <div>
        <h2 id={title}>Bring in earlier meetings</h2>
        <p className="max-w-[76ch] text-ink-3 text-s">
          Meetings made before you connected stay off timelines unless you bring them in: those of the time
          you choose, and those still to come. They are counted first. Nobody is mailed, nothing changes in
          your calendar, and private events stay out.
        </p>
      </div>
      <section
        ref={stage}
        tabIndex={-1}
        aria-labelledby={title}
        className="grid justify-items-start gap-3 border-line border-t pt-3 outline-none"
      >
        {stageOf(backFill)}
        {fault && (
          <p role="alert" className="text-danger text-s">
            {fault}
          </p>
        )}
      </section>
    </Card>
  );

  function stageOf(now: BackFillView | null) {
    const stop = () => now && moveOn(cancel(now.id));
    if (now?.state === "counting" || now?.state === "running")
      return (
        <BackFillProgress
          backFill={now}
          connection={connection}
          stopping={working === "cancel"}
          onStop={stop}
        />
      );
    if (now?.state === "ready")
      return (
        <BackFillPreview
          backFill={now}
          working={working}
          onConfirm={() => moveOn(confirm(now.id))}
          onCancel={stop}
        />
      );
    const day = now?.finishedAt ? fullDay(now.finishedAt, zone) : "";
    return (
      <BackFillChoice
        key={now?.id}
        first={daysOf(now)}
        ended={now && endOf(now, day)}
        failed={now?.state === "failed" ? now.reason : null}
        counting={working === "start"}
        onCount={(days) => moveOn(start(days))}
      />
    );
  }
}

const daysOf = (last: BackFillView | null): BackFillDays =>
  backFillDays.find((days) => days === last?.days) ?? 90;
