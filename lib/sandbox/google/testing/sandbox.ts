import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { google } from "googleapis";
import { calendar, type calendar_v3 } from "googleapis/build/src/apis/calendar";
import type { SandboxPerson } from "../people";
import { type GoogleSandbox, startGoogleSandbox } from "../server";

export const MIA = "mia@acme.test";
export const BOB = "bob@acme.test";
export const LEE = "lee@client.test";
export const REDIRECT = "http://localhost:3999/api/calendar/google/callback";
export const CLIENT = { clientId: "crm-client", clientSecret: "crm-secret" };
export const EVENTS_SCOPE = "https://www.googleapis.com/auth/calendar.events.owned";
export const FREEBUSY_SCOPE = "https://www.googleapis.com/auth/calendar.freebusy";

/** Two colleagues and one guest. */
export const PEOPLE: SandboxPerson[] = [
  { email: MIA, name: "Mia Berg", timeZone: "Europe/Berlin", role: "rep" },
  { email: BOB, name: "Bob Ray", timeZone: "Europe/London", role: "rep" },
  { email: LEE, name: "Lee Park", timeZone: "America/New_York", role: "guest" },
];

/** A sandbox on a free port with two colleagues and one guest. */
export function startSandbox(statePath?: string, port = 0): Promise<GoogleSandbox> {
  return startGoogleSandbox({ port, people: PEOPLE, ...CLIENT, ...(statePath ? { statePath } : {}) });
}

/** An OAuth client pointed at the sandbox the way the product points its own. */
export function oauthClient(origin: string) {
  return new google.auth.OAuth2({
    ...CLIENT,
    redirectUri: REDIRECT,
    endpoints: {
      oauth2AuthBaseUrl: `${origin}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${origin}/token`,
      oauth2RevokeUrl: `${origin}/revoke`,
      tokenInfoUrl: `${origin}/tokeninfo`,
      oauth2FederatedSignonPemCertsUrl: `${origin}/oauth2/v1/certs`,
      oauth2FederatedSignonJwkCertsUrl: `${origin}/oauth2/v3/certs`,
    },
    issuers: [origin],
    forceRefreshOnFailure: true,
  });
}

type Choice = { account: string; untick?: string[]; decision?: "allow" | "cancel" };

/** Walks through the sign-in pages as a person would; gives the address the browser is sent to in the end. */
export async function walkThroughConsent(authorizeUrl: string, choice: Choice): Promise<URL> {
  const origin = new URL(authorizeUrl).origin;
  const chooser = await (await fetch(authorizeUrl)).text();
  const links = [...chooser.matchAll(/href="([^"]*consent[^"]*)"/g)].map(([, link]) =>
    unescapeHtml(link ?? ""),
  );
  const link = links.find((each) => each.includes(encodeURIComponent(choice.account)));
  if (!link) throw new Error(`the chooser does not offer ${choice.account}`);
  const consent = await fetch(new URL(link, origin), { redirect: "manual" });
  const straight = consent.headers.get("location");
  if (straight) return new URL(straight);
  const form = formFields(await consent.text(), choice);
  const decided = await fetch(`${origin}/signin/oauth/decide`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return new URL(decided.headers.get("location") ?? "about:blank");
}

/** Connects a person's calendar: consent, code exchange, and a Calendar API client. */
export async function connect(origin: string, account: string, scopes = [EVENTS_SCOPE, FREEBUSY_SCOPE]) {
  const auth = oauthClient(origin);
  const url = auth.generateAuthUrl({
    access_type: "offline",
    prompt: "consent",
    scope: ["openid", "email", "profile", ...scopes],
  });
  const target = await walkThroughConsent(url, { account });
  const { tokens } = await auth.getToken(target.searchParams.get("code") ?? "");
  auth.setCredentials(tokens);
  return { auth, tokens, api: calendarApi(origin, auth) };
}

/** The Calendar API with the client library's own retries off. */
export function calendarApi(origin: string, auth: ReturnType<typeof oauthClient>): calendar_v3.Calendar {
  return calendar({ version: "v3", auth, rootUrl: origin, retry: false });
}

/** What a call was refused with: HTTP status, first reason and its place. */
export async function refusalOf(call: Promise<unknown>) {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as { status?: number; response?: { data?: { error?: unknown } } };
    const body = response?.data?.error as { errors?: { reason?: string; location?: string }[] } | undefined;
    return { status, reason: body?.errors?.[0]?.reason, location: body?.errors?.[0]?.location };
  }
  throw new Error("the call was not refused");
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

/** A small webhook receiver that answers with the given statuses in turn, then 200. */
export async function startReceiver(statuses: number[] = []) {
  const received: { headers: IncomingHttpHeaders; size: number }[] = [];
  const server = createServer((request, response) => {
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
    });
    request.on("end", () => {
      received.push({ headers: request.headers, size });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { address: `http://localhost:${port}/hooks/google`, received, close };
}

/** An RFC 3339 instant some days from now at a UTC clock time. */
export function inDays(days: number, clock: string): string {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return `${day}T${clock}:00Z`;
}

function formFields(page: string, choice: Choice): URLSearchParams {
  const form = new URLSearchParams({ decision: choice.decision ?? "allow" });
  for (const [tag] of page.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1] ?? "";
    const value = unescapeHtml(/value="([^"]*)"/.exec(tag)?.[1] ?? "");
    if (name === "scope" && choice.untick?.includes(value)) continue;
    form.append(name, value);
  }
  return form;
}

function unescapeHtml(text: string): string {
  return text
    .replace(/&amp;/g, "&")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"');
}
