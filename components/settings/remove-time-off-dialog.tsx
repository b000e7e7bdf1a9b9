"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { reachServer } from "@/components/records/reach-server";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { removeTimeOffAction } from "@/lib/actions/time-off";
import type { ZoneId } from "@/lib/domain/time/instant";
import type { TimeOffEntry } from "@/lib/domain/time-off/view";
import { timeOffKey } from "@/lib/queries/time-off";
import { timeOffWhen } from "./time-off-list";

type RemoveTimeOffDialogProps = { entry: TimeOffEntry | null; zone: ZoneId; onClose: () => void };

/** Asks before an entry is taken away, and says what that does in the calendar. */
export function RemoveTimeOffDialog({ entry, zone, onClose }: RemoveTimeOffDialogProps) {
  const client = useQueryClient();
  // The dialog still shows its entry while it closes.
  const [shown, setShown] = useState(entry);
  if (entry !== null && entry !== shown) setShown(entry);
  const remove = async () => {
    if (!shown) return null;
    const result = await reachServer(removeTimeOffAction({ id: shown.id }));
    if (!result.ok) return result.message;
    await client.invalidateQueries({ queryKey: timeOffKey });
    toast("Time off removed");
    return null;
  };
  const isThere = shown?.standing === "in-calendar" || shown?.standing === "waiting";
  return (
    <ConfirmDialog
      open={entry !== null}
      onOpenChange={(next) => !next && onClose()}
      title="Remove this time off?"
      confirmLabel="Remove"
      onConfirm={remove}
    >
      <p>
        {shown && timeOffWhen(shown, zone, null)}
        {isThere ? " is taken out of your calendar as well. Nobody gets mail." : " is removed here."}
      </p>
    </ConfirmDialog>
  );
}
