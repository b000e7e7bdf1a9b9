"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RecordRef } from "@/lib/domain/records/record";
import { type TimelinePage, upcomingSteps } from "@/lib/domain/timeline/entry";
import {
  askForUpcoming,
  type TimelineData,
  type TimelineFilters,
  timelineKey,
  upcomingOf,
} from "@/lib/queries/timeline";

export type MoreOfUpcoming = {
  /** How many of what is coming are shown. */
  shown: number;
  more: boolean;
  /** As many as a page may hold are shown. */
  isMost: boolean;
  working: boolean;
  failed: boolean;
  load: () => Promise<void>;
};

type Input = {
  record: RecordRef;
  filters: TimelineFilters;
  data: (Pick<TimelineData, "pages"> & { pageParams: unknown[] }) | undefined;
  refetch: () => Promise<{ isError: boolean }>;
};

/**
 * More of what is coming than the first page holds. It is asked for by number and not by cursor, so that one answer
 * holds all of it: a live change between two pages could otherwise lose an entry.
 */
export function useMoreUpcoming({ record, filters, data, refetch }: Input): MoreOfUpcoming {
  const client = useQueryClient();
  const [working, setWorking] = useState(false);
  const [failed, setFailed] = useState(false);
  const first: TimelinePage | undefined = data?.pages[0];
  const asked = upcomingOf(data);
  const load = async () => {
    if (working) return;
    const key = timelineKey(record, filters);
    setWorking(true);
    setFailed(false);
    askForUpcoming(client, key, Math.min(asked + upcomingSteps.step, upcomingSteps.most));
    const { isError } = await refetch();
    if (isError) askForUpcoming(client, key, asked);
    setFailed(isError);
    setWorking(false);
  };
  return {
    shown: first?.upcoming.length ?? 0,
    more: first?.moreUpcoming ?? false,
    isMost: asked >= upcomingSteps.most,
    working,
    failed,
    load,
  };
}
