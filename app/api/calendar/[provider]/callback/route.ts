import { cookiesOf, readSession } from "@/lib/auth/session";
import { isApproval } from "@/lib/domain/calendar/connect-flow";
import { dropFlow, flowCookieName, providerIn, resultPage, seeOther } from "@/lib/http/calendar-flow";
import { publicRoute } from "@/lib/http/route";
import { finishConnect } from "@/lib/services/calendar/finish-connect";
import { userCtx } from "@/lib/services/wiring";

/** The way back from the provider. It always ends on one of our own pages, never on an error of its own (RULES C7). */
export const GET = publicRoute("calendar.callback", async ({ request, url, params, log }) => {
  const provider = providerIn(params);
  const cookies = cookiesOf(request);
  const session = await readSession(cookies);
  if (!session) {
    // An administrator of the tenant may have approved us without being anybody here.
    const result = isApproval(url.searchParams) ? "admin-approved" : "session-expired";
    return seeOther(resultPage("/settings/general/calendar", result, provider), dropFlow());
  }
  try {
    const end = await finishConnect(
      { ...userCtx(session.user), log },
      provider,
      cookies.get(flowCookieName) ?? null,
      url.searchParams,
    );
    return seeOther(resultPage(end.returnTo, end.result, provider), dropFlow());
  } catch (error) {
    log.error({ err: error }, "connecting failed");
    return seeOther(resultPage("/settings/general/calendar", "failed", provider), dropFlow());
  }
});
