import { keepFlow, providerIn, resultPage, seeOther } from "@/lib/http/calendar-flow";
import { route } from "@/lib/http/route";
import { startConnect } from "@/lib/services/calendar/start-connect";

/** Starts installing or connecting a calendar: a posted form, answered by the way to the provider. */
export const POST = route("calendar.connect", async ({ request, params, ctx }) => {
  const form = await request.formData();
  const intent = form.get("intent") === "install" ? "install" : "connect";
  const returnTo = String(form.get("returnTo") ?? "");
  const provider = providerIn(params);
  const start = await startConnect(ctx, { provider, intent, returnTo });
  if (!start.ok) return seeOther(resultPage(start.returnTo, start.result, provider));
  return seeOther(start.url, keepFlow(start.sealedFlow));
});
