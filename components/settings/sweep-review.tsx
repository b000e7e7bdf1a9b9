"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarCheck } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { count } from "@/components/records/format";
import { useNow } from "@/components/shell/use-now";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { focusFallback } from "@/components/ui/use-return-focus";
import { providerWords } from "@/lib/domain/calendar/connection";
import { countLosses, lossWords } from "@/lib/domain/calendar/sweep";
import type { SweepView } from "@/lib/domain/calendar/sweep-view";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { sweepState } from "@/lib/queries/calendar";
import { SweepActions } from "./sweep-actions";
import { SweepList } from "./sweep-list";

type SweepReviewProps = { initial: SweepView | null; now: Instant; zone: ZoneId };

const CHECKING_MS = 2_000;
const QUIET_MS = 30_000;

/** Meetings whose events are missing, for their person to look through before anything happens (RULES N4). */
export function SweepReview({ initial, now: start, zone }: SweepReviewProps) {
  const now = useNow(start, 60_000);
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const { data: sweep } = useQuery({
    ...sweepState(),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.checking ? CHECKING_MS : QUIET_MS),
  });
  // What was decided leaves the list, and takes the button along that asked for it.
  const isDecided = useRef(false);
  useEffect(() => {
    if (!isDecided.current || sweep === undefined) return;
    isDecided.current = false;
    if (document.activeElement?.matches("body, :disabled")) focusFallback();
  }, [sweep]);
  if (!sweep || sweep.losses.length === 0) return <NothingLeft />;
  return (
    <Card className="grid grid-cols-1 gap-3">
      <div>
        <h2 data-focus-fallback tabIndex={-1} className="outline-none">
          {lossWords(countLosses(sweep.losses))}
        </h2>
        <Explanation sweep={sweep} />
      </div>
      <SweepActions
        sweep={sweep}
        unticked={unticked}
        onDecided={() => {
          isDecided.current = true;
        }}
      />
      <SweepList sweep={sweep} unticked={unticked} onUntick={setUnticked} now={now} zone={zone} />
    </Card>
  );
}

function Explanation({ sweep: { provider, email, losses, checked } }: { sweep: SweepView }) {
  const { app } = providerWords[provider];
  return (
    <p className="mt-1 max-w-[76ch] text-ink-2">
      {`${count(losses.length)} of ${count(checked)} events that Almanac follows in ${email} `}
      {`can no longer be found in ${app}. That is so many that nothing has been done about it. `}
      If you took them off yourself, cancel their meetings here; if not, keep them, or check again later.
    </p>
  );
}

function NothingLeft() {
  return (
    <Card>
      <h2 data-focus-fallback tabIndex={-1} className="sr-only">
        Review
      </h2>
      <EmptyState
        icon={<CalendarCheck />}
        title="Nothing to review"
        action={
          <Link href="/settings/general/calendar" className={buttonClass("default", "m")}>
            Back to Calendar
          </Link>
        }
      >
        When many events go missing from your calendar at once, their meetings wait here for your word.
      </EmptyState>
    </Card>
  );
}
