import { text } from "node:stream/consumers";
import {
  BOB,
  CLIENT,
  connect,
  control,
  EVENTS_SCOPE,
  LEE,
  MIA,
  REDIRECT,
  startSandbox,
  walkThroughConsent,
} from "@/lib/sandbox/google/testing/sandbox";
import { describeContract } from "../contract";
import { peakIn, startLine } from "../contract/line.testing";
import type { ContractTraits, ContractTrouble, ContractWorld } from "../contract/world.testing";
import { googleProvider } from "./provider";

const troubles: Partial<Record<ContractTrouble, object>> = {
  "cursors-expire": { kind: "expire-sync-tokens", email: MIA },
  "access-expires": { kind: "expire-access-tokens", email: MIA },
  "grant-dies": { kind: "revoke-grant", email: MIA },
  // The client library tries this one call again by itself.
  "sign-in-down": { kind: "server-error-500", pathContains: "/token", count: 9 },
  "slow-down": { kind: "rate-limit-429", retryAfter: 2 },
  "rate-limit": { kind: "rate-limit-403" },
  quota: { kind: "quota-exceeded" },
  "server-error": { kind: "server-error-500" },
  silence: { kind: "timeout", seconds: 0.05 },
  "lost-answer": { kind: "drop-connection-after-write" },
};

const traits: ContractTraits = {
  troubles: Object.keys(troubles) as ContractTrouble[],
  greets: true,
  handshakes: 0,
  namesEvents: false,
  prolongs: false,
  rotatesRefreshTokens: false,
  hearsOtherCalendars: false,
  ownRemoval: "called-off",
};

async function makeWorld(): Promise<ContractWorld> {
  const sandbox = await startSandbox();
  const line = await startNarrowLine(sandbox.origin);
  const ask = (method: string, path: string, body?: unknown) => control(sandbox.origin, method, path, body);
  return {
    provider: googleProvider({ ...CLIENT, apiRoot: sandbox.origin }),
    paged: googleProvider({ ...CLIENT, apiRoot: line.origin }),
    redirectUri: REDIRECT,
    me: MIA,
    colleague: BOB,
    guest: LEE,
    async foreignCursor() {
      const { api } = await connect(sandbox.origin, BOB, [EVENTS_SCOPE]);
      const asked = { calendarId: "primary", singleEvents: false, maxResults: 1_000 };
      return (await api.events.list(asked)).data.nextSyncToken ?? "";
    },
    async consent(url, choice) {
      const untick = choice === "lacking" ? [EVENTS_SCOPE] : [];
      if (choice === "lacking") await ask("POST", "/trouble", { kind: "revoke-grant", email: MIA });
      const decision = choice === "declined" ? "cancel" : "allow";
      return (await walkThroughConsent(url, { account: MIA, untick, decision })).searchParams;
    },
    act: async (person, method, path, body) => (await ask(method, `/people/${person}${path}`, body)).json,
    slotId: (masterId, start) => `${masterId}_${start.replace(/[-:]|\.\d+/g, "")}`,
    async mailsAbout(title) {
      const { json } = await ask("GET", `/outbox?to=${LEE}`);
      return json.mails.filter((mail: { subject: string }) => mail.subject.includes(title)).length;
    },
    trouble: (kind) => ask("POST", "/trouble", troubles[kind]),
    calm: () => ask("POST", "/trouble/clear"),
    peakDuring: (work) => peakIn(ask, MIA, work),
    async close() {
      await line.close();
      await sandbox.close();
    },
  };
}

/** Asks for two rows a page and puts an empty page in front of every listing. */
function startNarrowLine(origin: string) {
  return startLine(async (request, response) => {
    const url = new URL(request.url ?? "/", origin);
    const isListing =
      request.method === "GET" && url.pathname.endsWith("/events") && url.searchParams.has("maxResults");
    response.setHeader("content-type", "application/json");
    if (isListing && !url.searchParams.has("pageToken")) {
      response.end(JSON.stringify({ items: [], nextPageToken: "empty-first", timeZone: "Europe/Berlin" }));
      return;
    }
    if (url.searchParams.get("pageToken") === "empty-first") url.searchParams.delete("pageToken");
    if (isListing) url.searchParams.set("maxResults", "2");
    const { authorization = "", "content-type": type = "" } = request.headers;
    const asked = { method: request.method ?? "GET", headers: { authorization, "content-type": type } };
    const body = request.method === "GET" ? {} : { body: await text(request) };
    const answer = await fetch(url, { ...asked, ...body });
    response.setHeader("content-type", answer.headers.get("content-type") ?? "");
    response.writeHead(answer.status).end(await answer.text());
  });
}

describeContract("Google Calendar", traits, makeWorld);
