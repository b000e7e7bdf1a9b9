"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { type BackFillDays, backFillDays } from "@/lib/domain/calendar/back-fill";

type BackFillChoiceProps = {
  /** What is chosen at first. */
  first: BackFillDays;
  /** How the last one ended, and why it failed. */
  ended: string | null;
  failed: string | null;
  counting: boolean;
  onCount: (days: BackFillDays) => void;
};

/** How far back to look, and the button that counts. */
export function BackFillChoice({ first, ended, failed, counting, onCount }: BackFillChoiceProps) {
  const [days, setDays] = useState(first);
  const name = useId();
  return (
    <>
      {ended && (
        <p role="status" className="max-w-[76ch] text-ink-2">
          {ended}
        </p>
      )}
      {failed && (
        <p role="alert" className="max-w-[76ch] text-danger">
          {`${failed} What was logged stays, and counting again finds the rest.`}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <legend className="float-left w-full font-medium sm:mr-1 sm:w-auto">How far back</legend>
          {backFillDays.map((each) => (
            <label key={each} className="inline-flex items-center gap-2">
              <input
                type="radio"
                name={name}
                value={each}
                checked={days === each}
                onChange={() => setDays(each)}
                className="size-4 accent-brand"
              />
              {`${each} days`}
            </label>
          ))}
        </fieldset>
        <Button size="s" loading={counting} onClick={() => onCount(days)}>
          {failed ? "Try again" : "Count meetings"}
        </Button>
      </div>
    </>
  );
}
