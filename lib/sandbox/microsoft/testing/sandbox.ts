import { createHash, randomBytes } from "node:crypto";
import type { SandboxPerson } from "../../google/people";
import { type MicrosoftSandbox, type MicrosoftSandboxOptions, startMicrosoftSandbox } from "../server";
import { graphClient } from "./graph";

export const MIA = "mia@acme.test";
export const BOB = "bob@acme.test";
export const LEE = "lee@client.test";
export const PAT = "pat@outlook.com";
export const REDIRECT = "http://localhost:3999/api/calendar/microsoft/callback";
export const CLIENT = { clientId: "5d1f0c5e-6b7a-4f0e-9b8d-0c1a2b3c4d5e", clientSecret: "crm-secret" };
export const SCOPES = "openid profile email offline_access User.Read Calendars.ReadWrite";
/** What the product sends with every calendar call: UTC and immutable ids. */
export const PREFER = 'outlook.timezone="UTC", IdType="ImmutableId"';

const PEOPLE: SandboxPerson[] = [
  { email: MIA, name: "Mia Berg", timeZone: "Europe/Berlin", role: "rep" },
  { email: BOB, name: "Bob Ray", timeZone: "Europe/London", role: "rep" },
  { email: LEE, name: "Lee Park", timeZone: "America/New_York", role: "guest" },
  { email: PAT, name: "Pat Moss", timeZone: "UTC", role: "guest" },
];

/** A sandbox on a free port with two colleagues, a guest elsewhere and a personal account. */
export function startSandbox(more: Partial<MicrosoftSandboxOptions> = {}): Promise<MicrosoftSandbox> {
  return startMicrosoftSandbox({ port: 0, people: PEOPLE, ...CLIENT, ...more });
}

type Choice = { account: string; decision?: "accept" | "cancel" | "return" };

/** An authorize address with PKCE; `more` overrides or adds parameters. */
export function authorizeUrl(origin: string, more: Record<string, string> = {}, tenant = "common") {
  const verifier = randomBytes(32).toString("base64url");
  const parameters = new URLSearchParams({
    client_id: CLIENT.clientId,
    redirect_uri: REDIRECT,
    response_type: "code",
    response_mode: "query",
    scope: SCOPES,
    state: "state-1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...more,
  });
  return { url: `${origin}/${tenant}/oauth2/v2.0/authorize?${parameters}`, verifier };
}

/** Walks through the sign-in pages as a person would; gives the address the browser is sent to in the end. */
export async function walkThroughConsent(url: string, choice: Choice): Promise<URL> {
  const { origin } = new URL(url);
  const first = await fetch(url, { redirect: "manual" });
  const straight = first.headers.get("location");
  if (straight) return new URL(straight);
  const links = [...(await first.text()).matchAll(/href="(\/sign-in[^"]*)"/g)].map(([, link]) =>
    unescapeHtml(link ?? ""),
  );
  const link = links.find((each) => each.includes(encodeURIComponent(choice.account)));
  if (!link) throw new Error(`the picker does not offer ${choice.account}`);
  const review = await fetch(new URL(link, origin), { redirect: "manual" });
  const known = review.headers.get("location");
  if (known) return new URL(known);
  const page = await review.text();
  const action = /action="(\/sign-in[^"]*)"/.exec(page)?.[1] ?? "/";
  const body = new URLSearchParams({ decision: choice.decision ?? "accept" });
  for (const [tag] of page.matchAll(/<input[^>]*>/g)) {
    const value = (name: string) => unescapeHtml(new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
    body.append(value("name"), value("value"));
  }
  const decided = await fetch(new URL(action, origin), { method: "POST", body, redirect: "manual" });
  return new URL(decided.headers.get("location") ?? "about:blank");
}

/** A token call; `more` is the grant. */
export async function tokenCall(origin: string, more: Record<string, string>, tenant = "common") {
  const body = new URLSearchParams({
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
    redirect_uri: REDIRECT,
    ...more,
  });
  const answer = await fetch(`${origin}/${tenant}/oauth2/v2.0/token`, { method: "POST", body });
  return { status: answer.status, json: await answer.json() };
}

/** Connects a person's calendar: consent, code exchange, and a Graph client. */
export async function connect(origin: string, account: string, scope = SCOPES) {
  const { url, verifier } = authorizeUrl(origin, { scope });
  const target = await walkThroughConsent(url, { account });
  const code = target.searchParams.get("code") ?? "";
  const { json: tokens } = await tokenCall(origin, {
    grant_type: "authorization_code",
    code,
    code_verifier: verifier,
  });
  return { tokens, graph: graphClient(origin, tokens.access_token) };
}

/** Talks to the control routes. */
export async function control(origin: string, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${origin}/sandbox${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, json: text === "" ? undefined : JSON.parse(text) };
}

/** A UTC wall clock some days from now, as Graph takes it. */
export function inDays(days: number, clock: string): { dateTime: string; timeZone: string } {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return { dateTime: `${day}T${clock}:00`, timeZone: "UTC" };
}

function unescapeHtml(text: string): string {
  return text
    .replace(/&amp;/g, "&")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"');
}
