"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reachServer } from "@/components/records/reach-server";
import { cancelBackFillAction, confirmBackFillAction, startBackFillAction } from "@/lib/actions/calendar";
import { type BackFillDays, type BackFillView, isWalking } from "@/lib/domain/calendar/back-fill";
import type { ActionResult } from "@/lib/domain/result";
import { backFillState } from "@/lib/queries/calendar";

const REFRESH_MS = 5_000;
const { queryKey } = backFillState();

export type BackFillAct = "start" | "confirm" | "cancel";

/** The viewer's latest back-fill, kept up to date, and what can be done about it; one thing at a time. */
export function useBackFill(initial: BackFillView | null) {
  const client = useQueryClient();
  const [working, setWorking] = useState<BackFillAct | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const { data: backFill } = useQuery({
    ...backFillState(),
    initialData: initial,
    // Pages of a walk are told live; this is for a line that is down.
    refetchInterval: ({ state }) => (state.data && isWalking(state.data.state) ? REFRESH_MS : false),
  });
  const act = async (what: BackFillAct, call: Promise<ActionResult<BackFillView>>): Promise<boolean> => {
    setWorking(what);
    setFault(null);
    const result = await reachServer(call);
    if (result.ok) client.setQueryData(queryKey, result.data);
    else setFault(result.message);
    await client.invalidateQueries({ queryKey });
    setWorking(null);
    return result.ok;
  };
  return {
    backFill,
    working,
    fault,
    start: (days: BackFillDays) => act("start", startBackFillAction({ days })),
    confirm: (id: string) => act("confirm", confirmBackFillAction({ id })),
    cancel: (id: string) => act("cancel", cancelBackFillAction({ id })),
  };
}
