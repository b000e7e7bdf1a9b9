import type { NextAuthOptions } from "next-auth";
import AzureADProvider from "next-auth/providers/azure-ad";
import GoogleProvider from "next-auth/providers/google";
import { type ProviderName, providerNames } from "@/lib/domain/calendar/connection";
import type { Env } from "@/lib/env";
import { settings } from "@/lib/env";
import { redeemMicrosoftCode } from "./microsoft-code";

type Configured = Pick<Env, "google" | "microsoft">;
type Provider = NextAuthOptions["providers"][number];

/** next-auth's own names; they stand in the redirect addresses that are registered with the providers. */
export const authIds: Record<ProviderName, string> = { google: "google", microsoft: "azure-ad" };

/** The providers this server has a client for, in the order of their buttons. */
export const offeredProviders = (env: Configured = settings()): ProviderName[] =>
  providerNames.filter((name) => env[name] !== null);

/** What next-auth needs to sign people in with each of them. A calendar is connected elsewhere, with scopes of its own. */
export function signInProviders(env: Configured): Provider[] {
  return [...(env.google ? [google(env.google)] : []), ...(env.microsoft ? [microsoft(env.microsoft)] : [])];
}

// Who somebody is, and nothing else; no offline access, so there is no refresh token. People with several accounts choose.
const ask = { params: { scope: "openid email profile", prompt: "select_account" } };
const patience = { timeout: 10_000 };
const checks: ("pkce" | "state" | "nonce")[] = ["pkce", "state", "nonce"];
// The ids come from `admit`; the presets' own profiles carry names and pictures, and Microsoft's calls Graph.
const profile = ({ sub }: { sub: string }) => ({ id: sub });

function google({ clientId, clientSecret, apiRoot }: NonNullable<Env["google"]>): Provider {
  const root = apiRoot ?? "https://accounts.google.com";
  return GoogleProvider({
    clientId,
    clientSecret,
    wellKnown: `${root}/.well-known/openid-configuration`,
    authorization: ask,
    httpOptions: patience,
    checks,
    profile,
  });
}

function microsoft(env: NonNullable<Env["microsoft"]>): Provider {
  const { clientId, clientSecret, tenant, apiRoot } = env;
  const root = apiRoot ?? "https://login.microsoftonline.com";
  return AzureADProvider({
    clientId,
    clientSecret,
    tenantId: tenant,
    wellKnown: `${root}/${tenant}/v2.0/.well-known/openid-configuration`,
    authorization: ask,
    token: { request: (call) => redeemMicrosoftCode(call, { root, tenant }) },
    httpOptions: patience,
    checks,
    profile,
  });
}
