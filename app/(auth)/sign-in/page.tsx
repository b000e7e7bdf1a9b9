import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { refusalSentence } from "@/components/sign-in/refusal-sentence";
import { safeReturnTo } from "@/components/sign-in/return-to";
import { SignInPage } from "@/components/sign-in/sign-in-page";
import { refusedCookie } from "@/lib/auth/back-to-sign-in";
import { offeredProviders } from "@/lib/auth/providers";
import { currentSessionUser } from "@/lib/auth/require-user";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignIn({ searchParams }: Props) {
  const asked = await searchParams;
  const one = (name: string) => [asked[name]].flat()[0];
  const returnTo = safeReturnTo(one("returnTo"));
  if (await currentSessionUser()) redirect(returnTo);
  const address = (await cookies()).get(refusedCookie)?.value;
  const problem = refusalSentence({ error: one("error"), with: one("with"), address });
  return <SignInPage returnTo={returnTo} providers={offeredProviders()} problem={problem} />;
}
