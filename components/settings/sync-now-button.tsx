"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { reachServer } from "@/components/records/reach-server";
import { Button } from "@/components/ui/button";
import { syncNowAction } from "@/lib/actions/calendar";
import { calendarKey } from "@/lib/queries/calendar";
import { mendWords } from "./calendar-words";

/** Has the viewer's calendar read at once; the state beside it tells how that went. */
export function SyncNowButton() {
  const client = useQueryClient();
  const [working, setWorking] = useState(false);
  const sync = async () => {
    setWorking(true);
    const result = await reachServer(syncNowAction({}));
    setWorking(false);
    toast(result.ok ? "The calendar is being read now" : result.message);
    await client.invalidateQueries({ queryKey: calendarKey });
  };
  return (
    <Button size="s" loading={working} onClick={sync}>
      {mendWords["sync-now"]}
    </Button>
  );
}
