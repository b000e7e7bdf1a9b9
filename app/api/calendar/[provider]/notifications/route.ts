import { providerIn } from "@/lib/http/calendar-flow";
import { publicRoute } from "@/lib/http/route";
import { receiveNotifications } from "@/lib/services/calendar/receive-notification";

/** Push intake: reads, checks, leaves a job, answers. It calls no provider and tells a stranger nothing. */
export const POST = publicRoute("calendar.notifications", async ({ request, url, params, log }) => {
  const body = await request.text();
  const raw = { headers: request.headers, query: url.searchParams, body };
  const reception = await receiveNotifications(providerIn(params), raw);
  log.info({ reception: reception.words }, "notification");
  if (reception.handshake !== null)
    return new Response(reception.handshake, { headers: { "content-type": "text/plain" } });
  return new Response(null, { status: reception.malformed ? 400 : 202 });
});
