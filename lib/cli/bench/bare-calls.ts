import { createHash, randomBytes } from "node:crypto";
import { chunksOf } from "@/lib/providers/chunks";
import { inParallel } from "@/lib/providers/in-parallel";
import type { BenchProvider, BenchStack } from "./stack";

/** Reads everything that changed since a cursor, the way a round asks for it, and throws it away; answers the next one. */
export type BareReader = (cursor: string | null) => Promise<string>;

const scopes = {
  google: "openid email profile https://www.googleapis.com/auth/calendar.events.owned",
  microsoft: "openid profile email offline_access User.Read Calendars.ReadWrite",
};
const doors = {
  google: { authorize: "/o/oauth2/v2/auth", token: "/token" },
  microsoft: { authorize: "/common/oauth2/v2.0/authorize", token: "/common/oauth2/v2.0/token" },
};
const PARTS = 20;
const BATCHES_AT_ONCE = 2;
const PREFER = 'IdType="ImmutableId", outlook.timezone="UTC"';
const DAY_MS = 86_400_000;

/** A reader with a token of its own, for a person who has connected the calendar before. */
export async function openBareReader(
  stack: BenchStack,
  provider: BenchProvider,
  email: string,
): Promise<BareReader> {
  const token = await tokenFor(stack, provider, email);
  const origin = stack.sandboxUrls[provider];
  const ask = askingAs(token);
  return provider === "google"
    ? (cursor) => readGoogle(ask, origin, cursor)
    : (cursor) => readGraph(ask, origin, cursor);
}

/** Consent is known, so that the authorize address answers with a code at once. */
async function tokenFor(stack: BenchStack, provider: BenchProvider, email: string): Promise<string> {
  const { id, secret } = stack.clients[provider];
  const [origin, verifier] = [stack.sandboxUrls[provider], randomBytes(32).toString("base64url")];
  const redirect = `${stack.appUrl}/api/calendar/${provider}/callback`;
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const asked = new URLSearchParams({
    client_id: id,
    redirect_uri: redirect,
    response_type: "code",
    scope: scopes[provider],
    state: "bench",
    login_hint: email,
    prompt: "none",
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  const sent = await fetch(`${origin}${doors[provider].authorize}?${asked}`, { redirect: "manual" });
  const code = new URL(sent.headers.get("location") ?? "", stack.appUrl).searchParams.get("code");
  if (!code) throw new Error(`no consent of ${email} at ${provider} (${sent.status})`);
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: id,
    client_secret: secret,
    redirect_uri: redirect,
    code,
    code_verifier: verifier,
  });
  const answer = await fetch(`${origin}${doors[provider].token}`, { method: "POST", body });
  const { access_token } = Object(await answer.json());
  if (typeof access_token !== "string") throw new Error(`no token of ${email} at ${provider}`);
  return access_token;
}

type Ask = (
  url: string,
  headers?: Record<string, string>,
  body?: unknown,
) => Promise<Record<string, unknown>>;

const askingAs =
  (token: string): Ask =>
  async (url, headers = {}, body = undefined) => {
    const json = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const asked = { ...json, headers: { authorization: `Bearer ${token}`, ...type, ...headers } };
    // A connection kept since the last measurement may have been closed meanwhile; nothing but reads goes over it.
    const answer = await fetch(url, asked).catch(() => fetch(url, asked));
    if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
    return Object(await answer.json());
  };

async function readGoogle(ask: Ask, origin: string, cursor: string | null): Promise<string> {
  const since = cursor ? { syncToken: cursor, maxResults: "1000" } : { maxResults: "2500" };
  for (let page: Record<string, string> = {}; ; ) {
    const query = new URLSearchParams({ singleEvents: "false", ...since, ...page });
    const answer = await ask(`${origin}/calendar/v3/calendars/primary/events?${query}`);
    if (typeof answer.nextSyncToken === "string") return answer.nextSyncToken;
    page = { pageToken: String(answer.nextPageToken) };
  }
}

async function readGraph(ask: Ask, origin: string, cursor: string | null): Promise<string> {
  const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  const first = `${origin}/v1.0/me/calendarView/delta?startDateTime=${day(-30)}&endDateTime=${day(730)}`;
  for (let link = cursor ?? first; ; ) {
    const page = await ask(link, { prefer: `${PREFER}, odata.maxpagesize=200` });
    const rows: { id: string }[] = Array.isArray(page.value) ? page.value : [];
    if (cursor) await lookUp(ask, origin, [...new Set(rows.map(({ id }) => id))]);
    const delta = page["@odata.deltaLink"];
    if (typeof delta === "string") return delta;
    link = String(page["@odata.nextLink"]);
  }
}

async function lookUp(ask: Ask, origin: string, ids: string[]): Promise<void> {
  await inParallel(chunksOf(ids, PARTS), BATCHES_AT_ONCE, async (some) => {
    const requests = some.map((id, at) => ({
      id: String(at),
      method: "GET",
      url: `/me/events/${encodeURIComponent(id)}`,
      headers: { Prefer: PREFER },
      ...(at > 0 ? { dependsOn: [String(at - 1)] } : {}),
    }));
    await ask(`${origin}/v1.0/$batch`, {}, { requests });
  });
}
