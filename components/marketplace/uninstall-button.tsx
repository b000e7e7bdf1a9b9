"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { reachServer } from "@/components/records/reach-server";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { uninstallIntegrationAction } from "@/lib/actions/calendar";

/** Uninstalls the account's calendar app, after saying what that does to everyone (RULES C6). */
export function UninstallButton({ app }: { app: string }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const uninstall = async () => {
    const result = await reachServer(uninstallIntegrationAction({}));
    if (!result.ok) return result.message;
    toast(`${app} is uninstalled`);
    router.refresh();
    return null;
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>Uninstall</Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Uninstall ${app}?`}
        confirmLabel="Uninstall"
        onConfirm={uninstall}
      >
        <p>For everyone in this account:</p>
        <ul className="grid list-disc gap-1 pl-5">
          <li>Every connected calendar is disconnected, and its access is given back and forgotten.</li>
          <li>
            Changes in calendars no longer reach timelines, and meetings scheduled here no longer reach
            calendars.
          </li>
          <li>
            Every meeting stays on its timelines, and every event stays in its calendar. Nobody gets mail.
          </li>
        </ul>
      </ConfirmDialog>
    </>
  );
}
