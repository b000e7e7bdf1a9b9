import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { safeReturnTo } from "@/components/sign-in/return-to";
import { SignInPage } from "@/components/sign-in/sign-in-page";
import { currentSessionUser } from "@/lib/auth/require-user";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignIn({ searchParams }: Props) {
  const asked = (await searchParams).returnTo;
  const returnTo = safeReturnTo(Array.isArray(asked) ? asked[0] : asked);
  if (await currentSessionUser()) redirect(returnTo);
  return <SignInPage returnTo={returnTo} />;
}
