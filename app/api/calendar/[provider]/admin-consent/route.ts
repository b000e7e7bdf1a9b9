import { notFound } from "@/lib/domain/errors";
import { providerIn, seeOther } from "@/lib/http/calendar-flow";
import { route } from "@/lib/http/route";
import { adminConsentAddress } from "@/lib/services/calendar/start-connect";

/** Leads to the provider's page where an administrator of the tenant allows the app for everyone (RULES C7). */
export const GET = route("calendar.admin-consent", async ({ params, ctx }) => {
  const address = adminConsentAddress(ctx, providerIn(params));
  if (!address) throw notFound("page");
  return seeOther(address);
});
