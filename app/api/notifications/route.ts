import { json, route } from "@/lib/http/route";
import { listNotifications } from "@/lib/services/notifications/list-notifications";

export const GET = route("notifications", async ({ ctx }) => json(await listNotifications(ctx)));
