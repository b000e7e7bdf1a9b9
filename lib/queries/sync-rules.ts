import { queryOptions } from "@tanstack/react-query";
import type { SyncRules } from "@/lib/domain/sync-rules/sync-rules";
import { getJson, worthRetrying } from "./json";

export const syncRulesKey = ["sync-rules"] as const;

/** The account's lists as the viewer may see them; live changes invalidate it. */
export const syncRulesState = () =>
  queryOptions({
    queryKey: syncRulesKey,
    queryFn: ({ signal }) => getJson<SyncRules>("/api/sync-rules", signal),
    staleTime: 30_000,
    retry: worthRetrying,
  });
