import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { SessionUser } from "@/lib/domain/accounts/user";
import type { Ctx } from "@/lib/services/context";
import { userCtx } from "@/lib/services/wiring";
import { readSession } from "./session";

/** The signed-in person of this page or action; null when there is none. Read once per request. */
export const currentSessionUser = cache(async (): Promise<SessionUser | null> => {
  const jar = await cookies();
  const session = await readSession({ get: (name) => jar.get(name)?.value });
  return session?.user ?? null;
});

/** The signed-in person and the context of what they do; whoever is signed out is sent to sign in and then back here. */
export async function requireUser(): Promise<{ user: SessionUser; ctx: Ctx }> {
  const user = await currentSessionUser();
  if (!user) redirect(`/sign-in?returnTo=${encodeURIComponent(await pathOfRequest())}`);
  return { user, ctx: userCtx(user) };
}

// Next tells a server component nothing about its own address; our server writes it into the request.
const pathOfRequest = async (): Promise<string> => (await headers()).get("x-path") ?? "/";
