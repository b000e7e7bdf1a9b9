"use client";

import Link from "next/link";
import { useNow } from "@/components/timeline/use-now";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import type { ScheduleFormDefaults } from "@/lib/domain/meetings/inputs";
import { FormFault } from "./form-fault";
import { saveHint } from "./save-hint";
import type { ScheduleFormState } from "./use-schedule-form";

type ScheduleFooterProps = { state: ScheduleFormState; defaults: ScheduleFormDefaults };

/** The button, what it will do, and what went wrong when it could not. */
export function ScheduleFooter({ state, defaults }: ScheduleFooterProps) {
  const now = useNow(10_000) ?? "";
  const hint = saveHint(state.form, defaults, now);
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
      <FormFault fault={state.fault} faults={state.faults} />
    </DialogFooter>
  );
}
