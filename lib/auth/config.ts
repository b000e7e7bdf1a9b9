import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { noAccountId } from "@/lib/domain/accounts/no-account";
import { AppError } from "@/lib/domain/errors";
import { settings } from "@/lib/env";
import { childLogger } from "@/lib/log";
import { signIn } from "@/lib/services/accounts/sign-in";
import { systemCtx } from "@/lib/services/wiring";
import {
  cookieName,
  cookieOptions,
  decodeToken,
  encodeToken,
  isSecure,
  SESSION_SECONDS,
} from "./session-token";

/** How next-auth signs people in: e-mail and password, and a sealed cookie with nothing in it but ids. */
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
    providers: [credentials],
    callbacks: {
      jwt: ({ token, user }) =>
        user && "accountId" in user ? { sub: user.id, accountId: user.accountId } : token,
      // The browser learns whether there is a session, and nothing that stands in it.
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: { error: logAuthError, warn: () => undefined, debug: () => undefined },
  };
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

function logAuthError(code: string, metadata: unknown): void {
  // A refused sign-in is no fault of ours, and its message has been logged where it arose.
  if (code === "CALLBACK_CREDENTIALS_HANDLER_ERROR") return;
  const error = metadata instanceof Error ? metadata : undefined;
  childLogger({ part: "next-auth" }).warn({ reason: code, ...(error ? { err: error } : {}) }, "next-auth");
}
