"use client";

import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { BackFillView } from "@/lib/domain/calendar/back-fill";
import type { ConnectionView } from "@/lib/domain/calendar/connection";
import { heldUpBy, progressOf, spanWords } from "./back-fill-words";

type BackFillProgressProps = {
  backFill: BackFillView;
  connection: ConnectionView;
  stopping: boolean;
  onStop: () => void;
};

/** How far counting or logging has come, what holds it up, and the way to stop it. */
export function BackFillProgress({ backFill, connection, stopping, onStop }: BackFillProgressProps) {
  const isCounting = backFill.state === "counting";
  const heldUp = heldUpBy(backFill, connection);
  const what = isCounting
    ? `Counting the meetings of ${spanWords(backFill.days)}`
    : `Logging the meetings of ${spanWords(backFill.days)}`;
  return (
    <>
      <div className="flex w-full flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-56 items-center gap-2.5">
          {!heldUp && <Spinner className="text-brand" />}
          <div className="min-w-0">
            <p role="status" className="font-semibold">
              {what}
            </p>
            <p className="text-ink-3 text-s tabular-nums">{progressOf(backFill)}</p>
          </div>
        </div>
        <Button size="s" loading={stopping} onClick={onStop}>
          {isCounting ? "Cancel" : "Stop"}
        </Button>
      </div>
      {!isCounting && (
        <progress
          aria-label="Meetings logged"
          value={backFill.meetings}
          max={Math.max(backFill.planned ?? 0, backFill.meetings, 1)}
          className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-brand"
        />
      )}
      {heldUp && <p className="max-w-[76ch] text-ink-2">{heldUp}</p>}
      {!isCounting && (
        <p className="text-ink-3 text-s">What is logged stays when you stop. You can leave this page.</p>
      )}
    </>
  );
}
