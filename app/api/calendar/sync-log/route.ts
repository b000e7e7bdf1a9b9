import { readSyncLogQuery } from "@/components/settings/sync-log-address";
import { json, route } from "@/lib/http/route";
import { getSyncLog } from "@/lib/services/sync-log/get-sync-log";

export const GET = route("calendar.sync-log", async ({ url, ctx }) =>
  json(await getSyncLog(ctx, readSyncLogQuery(Object.fromEntries(url.searchParams)))),
);
