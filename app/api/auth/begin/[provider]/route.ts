import { safeReturnTo } from "@/components/sign-in/return-to";
import { beginSignIn } from "@/lib/auth/begin-sign-in";
import { offeredProviders } from "@/lib/auth/providers";
import { notFound } from "@/lib/domain/errors";
import { publicRoute, refuseOtherSites } from "@/lib/http/route";

/** "Continue with Google" and "Continue with Microsoft". */
export const POST = publicRoute("auth.begin", async ({ request, params }) => {
  refuseOtherSites(request);
  const provider = offeredProviders().find((name) => name === params.provider);
  if (!provider) throw notFound("way to sign in");
  const asked = (await request.formData()).get("returnTo");
  return beginSignIn(provider, safeReturnTo(typeof asked === "string" ? asked : null));
});
