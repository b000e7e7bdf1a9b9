import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { noAccountId } from "@/lib/domain/accounts/no-account";
import { AppError } from "@/lib/domain/errors";
import { settings } from "@/lib/env";
import { childLogger } from "@/lib/log";
import { signIn } from "@/lib/services/accounts/sign-in";
import { systemCtx } from "@/lib/services/wiring";
import { admit } from "./admit";
import { currentAttempt } from "./attempt";
import { noteFault } from "./faults";
import { signInProviders } from "./providers";
import {
  cookieName,
  cookieOptions,
  decodeToken,
  encodeToken,
  isSecure,
  SESSION_SECONDS,
} from "./session-token";

/** How next-auth signs people in: a password, Google or Microsoft, and a sealed cookie with nothing in it but ids. */
export function authOptions(): NextAuthOptions {
  // next-auth learns its own address from the environment alone, and would answer for localhost:3000 without it.
  process.env.NEXTAUTH_URL = settings().appUrl;
  return {
    secret: settings().appSecrets[0].secret,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS, encode: encodeToken, decode: decodeToken },
    useSecureCookies: isSecure(),
    cookies: { sessionToken: { name: cookieName(), options: cookieOptions() } },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [credentials, ...signInProviders(settings())],
    callbacks: {
      signIn: ({ account, profile }) => account?.type !== "oauth" || admit(profile),
      jwt: ({ token, user }) => (user ? idsOf(user) : token),
      // The browser learns whether there is a session, and nothing that stands in it.
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: { error: noteFault, warn: () => undefined, debug: () => undefined },
  };
}

// All that is sealed into the cookie: neither the provider's tokens nor anything of its profile.
function idsOf(user: Partial<User>): { sub?: string; accountId?: string } {
  const found = currentAttempt()?.found;
  if (found) return { sub: found.userId, accountId: found.accountId };
  return user.id && user.accountId ? { sub: user.id, accountId: user.accountId } : {};
}

const credentials = CredentialsProvider({
  id: "credentials",
  credentials: { email: { label: "Email" }, password: { label: "Password", type: "password" } },
  authorize: async (given): Promise<User | null> => {
    if (!given?.email || !given.password) return null;
    try {
      const ctx = systemCtx(noAccountId, "sign-in");
      const found = await signIn(ctx, { email: given.email, password: given.password });
      return found && { id: found.userId, accountId: found.accountId };
    } catch (error) {
      throw new Error(codeFor(error));
    }
  },
});

/** next-auth puts the message into the answer, so it must be one of our words and nothing from inside. */
function codeFor(error: unknown): string {
  if (error instanceof AppError && error.code === "too-many") return "too-many";
  childLogger({ part: "sign-in" }).error({ err: error }, "sign-in failed");
  return "unavailable";
}
