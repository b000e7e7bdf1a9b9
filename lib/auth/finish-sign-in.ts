import { refusalOfAnswer } from "@/lib/domain/accounts/sign-in-refusal";
import { type ProviderName, providerNames } from "@/lib/domain/calendar/connection";
import { settings } from "@/lib/env";
import { type Attempt, asAttempt } from "./attempt";
import { backToSignIn } from "./back-to-sign-in";
import { authIds } from "./providers";
import { cookiesOf } from "./session";
import { isSecure } from "./session-token";

/**
 * Lets next-auth answer a request to `/api/auth/*`. A person who comes back from a provider and is not signed in goes to the
 * sign-in page with one of our words, instead of next-auth's, which are the same for cancelling and for a provider that is down.
 */
export async function answerAuth(request: Request, ask: () => Promise<Response>): Promise<Response> {
  const url = new URL(request.url);
  // Browsers' own complaints: anybody could fill our log through this door.
  if (url.pathname === "/api/auth/_log") return new Response(null, { status: 204 });
  const provider = providerNames.find((name) => url.pathname === `/api/auth/callback/${authIds[name]}`);
  return provider ? finishSignIn(provider, request, ask) : ask();
}

function finishSignIn(
  provider: ProviderName,
  request: Request,
  ask: () => Promise<Response>,
): Promise<Response> {
  return asAttempt(provider, async (attempt) => {
    const asked = new URL(request.url).searchParams;
    const declined = asked.get("error");
    if (declined !== null) {
      attempt.refusal = refusalOfAnswer(declined, asked.get("error_description") ?? "");
      return backToSignIn(attempt, returnToOf(request));
    }
    const answer = await ask();
    return isSignedIn(answer, attempt)
      ? answer
      : backToSignIn(attempt, returnToOf(request), answer.headers.getSetCookie());
  });
}

function isSignedIn(answer: Response, { found }: Attempt): boolean {
  const location = answer.headers.get("location");
  if (!found || location === null) return false;
  const { pathname } = new URL(location, settings().appUrl);
  return !pathname.startsWith("/api/auth/");
}

/** Where the person was going: next-auth keeps it in a cookie while they are at the provider. Ours alone, else null. */
function returnToOf(request: Request): string | null {
  const name = `${isSecure() ? "__Secure-" : ""}next-auth.callback-url`;
  const kept = decodeURIComponent(cookiesOf(request).get(name) ?? "");
  const url = URL.canParse(kept) ? new URL(kept) : null;
  return url?.origin === settings().appUrl ? url.pathname + url.search + url.hash : null;
}
