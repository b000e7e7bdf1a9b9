"use client";

import Link from "next/link";
import { useNow } from "@/components/timeline/use-now";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import type { ScheduleFormDefaults } from "@/lib/domain/meetings/inputs";
import { saveHint } from "./save-hint";
import type { ScheduleFormState } from "./use-schedule-form";

type ScheduleFooterProps = { state: ScheduleFormState; defaults: ScheduleFormDefaults };

/** The button, what it will do, and what went wrong when it could not. */
export function ScheduleFooter({ state, defaults }: ScheduleFooterProps) {
  const now = useNow(10_000) ?? "";
  const hint = saveHint(state.form, defaults, now);
  const refused = state.fault !== null || Object.keys(state.faults).length > 0;
  const unplaced = Object.entries(state.faults).find(([path]) => !hasField(path))?.[1];
  return (
    <DialogFooter className="flex-wrap">
      <Button type="submit" variant="primary" loading={state.saving} aria-describedby="schedule-hint">
        {hint.button}
      </Button>
      {state.restored && (
        <Button variant="quiet" onClick={state.discard}>
          Discard draft
        </Button>
      )}
      <p id="schedule-hint" className="min-w-40 flex-1 text-ink-3 text-s">
        {state.saving ? "Saving…" : hint.text}{" "}
        {hint.settings && (
          <Link href="/settings/general/calendar" className="link underline">
            {hint.settings}
          </Link>
        )}
      </p>
      {refused && (
        <p role="alert" className="w-full text-danger text-s">
          {state.fault?.message ?? unplaced ?? "Some fields need another look."}{" "}
          {state.fault?.link && (
            <Link href={state.fault.link.href} className="underline">
              {state.fault.link.label}
            </Link>
          )}
        </p>
      )}
    </DialogFooter>
  );
}

// What is wrong with something that has no field of its own is said beside the button.
const hasField = (path: string): boolean =>
  /^(title|date|start|end|zone|attendees|location|description|internalNote|records)\b/.test(path);
