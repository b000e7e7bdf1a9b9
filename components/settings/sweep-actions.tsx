"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { reachServer } from "@/components/records/reach-server";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { checkSweepAction, decideSweepAction } from "@/lib/actions/calendar";
import type { LossView } from "@/lib/domain/calendar/sweep";
import type { DecideSweepInput } from "@/lib/domain/calendar/sweep-inputs";
import type { SweepView } from "@/lib/domain/calendar/sweep-view";
import { calendarKey } from "@/lib/queries/calendar";
import { cancelLabel, choiceOf, doneWords, keepLabel } from "./sweep-words";

type SweepActionsProps = { sweep: SweepView; unticked: ReadonlySet<string>; onDecided: () => void };
type Decision = DecideSweepInput["decision"];

/** What can be done with the ticked lines: follow the calendar, keep them, or have the provider asked once more. */
export function SweepActions({ sweep, unticked, onDecided }: SweepActionsProps) {
  const client = useQueryClient();
  const [asking, setAsking] = useState<Decision | null>(null);
  const [working, setWorking] = useState(false);
  const chosen = sweep.losses.filter((loss) => !unticked.has(loss.eventId));
  const lookAgain = () => client.invalidateQueries({ queryKey: calendarKey });
  const decide = (decision: Decision) => async () => {
    const result = await reachServer(decideSweepAction(choiceOf(sweep, unticked, decision)));
    // Not waited for: the question closes with the words it was asked in.
    void lookAgain();
    if (!result.ok) return result.message;
    onDecided();
    toast(result.data.decided === 0 ? "Nothing was left to decide" : doneWords(decision, chosen));
    return null;
  };
  const check = async () => {
    setWorking(true);
    const result = await reachServer(checkSweepAction({}));
    if (!result.ok) toast(result.message);
    await lookAgain();
    setWorking(false);
  };
  const isNone = chosen.length === 0;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button variant="danger" disabled={isNone} onClick={() => setAsking("cancel")}>
        {cancelLabel(chosen)}
      </Button>
      <Button disabled={isNone} onClick={() => setAsking("keep")}>
        {keepLabel(chosen, sweep.losses)}
      </Button>
      <Button variant="quiet" loading={working || sweep.checking} onClick={check}>
        {sweep.checking ? "Checking…" : "Check again"}
      </Button>
      <CancelDialog
        chosen={chosen}
        open={asking === "cancel"}
        onClose={() => setAsking(null)}
        onConfirm={decide("cancel")}
      />
      <KeepDialog open={asking === "keep"} onClose={() => setAsking(null)} onConfirm={decide("keep")} />
    </div>
  );
}

type AskProps = { open: boolean; onClose: () => void; onConfirm: () => Promise<string | null> };

function CancelDialog({ chosen, open, onClose, onConfirm }: AskProps & { chosen: readonly LossView[] }) {
  const label = cancelLabel(chosen);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`${label}?`}
      confirmLabel={label}
      dismissLabel="Back"
      onConfirm={onConfirm}
    >
      <ul className="grid list-disc gap-1 pl-5">
        <li>Their cards stay on the timelines, struck through, with the outcome Canceled.</li>
        {chosen.some((loss) => loss.effect === "leave") && (
          <li>Those that would say that you declined stay as they are, with your answer “no”.</li>
        )}
        <li>Nobody gets mail, and nothing is written to your calendar.</li>
        <li>A meeting opens again by itself if its event comes back.</li>
      </ul>
    </ConfirmDialog>
  );
}

function KeepDialog({ open, onClose, onConfirm }: AskProps) {
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title="Keep these meetings?"
      confirmLabel="Keep them"
      tone="primary"
      onConfirm={onConfirm}
    >
      <ul className="grid list-disc gap-1 pl-5">
        <li>They stay on the timelines as they are, and no longer follow your calendar.</li>
        <li>Almanac does not ask about them again.</li>
        <li>A meeting follows again if its event comes back.</li>
      </ul>
    </ConfirmDialog>
  );
}
