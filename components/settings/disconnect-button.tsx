"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { reachServer } from "@/components/records/reach-server";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { disconnectCalendarAction } from "@/lib/actions/calendar";
import { attentionKey, calendarKey } from "@/lib/queries/calendar";

/** Disconnects the viewer's own calendar, after saying what goes and what stays (RULES C6). */
export function DisconnectButton({ app, email }: { app: string; email: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const disconnect = async () => {
    const result = await reachServer(disconnectCalendarAction({}));
    if (!result.ok) return result.message;
    await Promise.all([calendarKey, attentionKey].map((queryKey) => client.invalidateQueries({ queryKey })));
    router.replace("/settings/general/calendar");
    toast("Your calendar is disconnected");
    return null;
  };
  return (
    <>
      <Button size="s" onClick={() => setAsking(true)}>
        Disconnect
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Disconnect your calendar?"
        confirmLabel="Disconnect"
        onConfirm={disconnect}
      >
        <ul className="grid list-disc gap-1 pl-5">
          <li>{`Almanac stops following ${email} and forgets its access to ${app}.`}</li>
          <li>
            Every meeting stays on its timelines, and every event stays in your calendar. Nobody gets mail.
          </li>
          <li>Connecting the same account again goes on where it stopped.</li>
        </ul>
      </ConfirmDialog>
    </>
  );
}
