import { json, route } from "@/lib/http/route";
import { getSyncRules } from "@/lib/services/sync-rules/get-sync-rules";

export const GET = route("sync-rules", async ({ ctx }) => json(await getSyncRules(ctx)));
