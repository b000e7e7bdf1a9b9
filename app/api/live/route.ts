import { route } from "@/lib/http/route";
import { eventStream } from "@/lib/live/event-stream";
import { liveHub } from "@/lib/live/live";
import { findSessionUser } from "@/lib/services/accounts/find-session-user";
import { keepWatched } from "@/lib/services/calendar/keep-watched";

export const dynamic = "force-dynamic";

/** Server-sent events: hints to look again (RULES N2), from LISTEN/NOTIFY. */
export const GET = route("live", async ({ user, ctx }) => {
  await keepWatched(ctx);
  const stream = eventStream({
    hub: liveHub(),
    viewer: { accountId: user.accountId, userId: user.id },
    isStillWelcome: async () => {
      await keepWatched(ctx);
      return (await findSessionUser(ctx, user.id)) !== null;
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // "no-transform" keeps compression away, which would hold events back.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
