import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RawNotification } from "@/lib/domain/calendar/provider";
import {
  BOB,
  CLIENT,
  connect,
  control,
  EVENTS_SCOPE,
  inDays,
  LEE,
  MIA,
  REDIRECT,
  startReceiver,
  startSandbox,
  walkThroughConsent,
} from "@/lib/sandbox/google/testing/sandbox";
import { type ContractTrouble, type ContractWorld, describeContract } from "../contract";
import { googleProvider } from "./provider";

const troubles: Record<ContractTrouble, object> = {
  "cursors-expire": { kind: "expire-sync-tokens", email: MIA },
  "access-expires": { kind: "expire-access-tokens", email: MIA },
  "grant-dies": { kind: "revoke-grant", email: MIA },
  // The client library answers a 403 with one refresh and one more try of its own.
  "slow-down": { kind: "rate-limit-429", retryAfter: 2 },
  "rate-limit": { kind: "rate-limit-403", count: 2 },
  quota: { kind: "quota-exceeded", count: 2 },
  "server-error": { kind: "server-error-500" },
  silence: { kind: "timeout", seconds: 0.05 },
  "lost-answer": { kind: "drop-connection-after-write", method: "POST" },
};

async function makeWorld(): Promise<ContractWorld> {
  const sandbox = await startSandbox();
  const line = await startNarrowLine(sandbox.origin);
  const act = (method: string, path: string, body?: unknown) => control(sandbox.origin, method, path, body);
  const ofMia = (id: string) => `/people/${MIA}/events/${id}`;
  return {
    provider: googleProvider({ ...CLIENT, apiRoot: sandbox.origin }),
    paged: googleProvider({ ...CLIENT, apiRoot: line.origin }),
    redirectUri: REDIRECT,
    guest: LEE,
    async foreignCursor() {
      const { api } = await connect(sandbox.origin, BOB, [EVENTS_SCOPE]);
      const { data } = await api.events.list({
        calendarId: "primary",
        singleEvents: false,
        maxResults: 1_000,
      });
      return data.nextSyncToken ?? "";
    },
    async consent(url, { untick }) {
      const choice = { account: MIA, untick: untick ? [EVENTS_SCOPE] : [] };
      if (untick) await act("POST", "/trouble", { kind: "revoke-grant", email: MIA });
      return (await walkThroughConsent(url, choice)).searchParams;
    },
    async create(title) {
      const times = { start: { dateTime: inDays(3, "10:00") }, end: { dateTime: inDays(3, "10:30") } };
      return (await act("POST", `/people/${MIA}/events`, { summary: title, ...times })).json.id;
    },
    rename: (id, title) => act("PATCH", ofMia(id), { summary: title }),
    remove: (id) => act("DELETE", ofMia(id)),
    async mailsAbout(title) {
      const { json } = await act("GET", `/outbox?to=${LEE}`);
      return json.mails.filter((mail: { subject: string }) => mail.subject.includes(title)).length;
    },
    trouble: (kind) => act("POST", "/trouble", troubles[kind]),
    calm: () => act("POST", "/trouble/clear"),
    receiver,
    async close() {
      await line.close();
      await sandbox.close();
    },
  };
}

async function receiver() {
  const { address, received, close } = await startReceiver();
  const raw = (): RawNotification[] =>
    received.map(({ headers }) => ({
      headers: { get: (name) => headers[name]?.toString() ?? null },
      query: new URLSearchParams(),
      body: "",
    }));
  return { address, received: raw, close };
}

/** A line to the sandbox that asks for two rows a page and puts an empty page in front of every listing. */
async function startNarrowLine(origin: string) {
  const server = createServer(async (request, response) => {
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
    const answer = await fetch(url, { headers: { authorization: request.headers.authorization ?? "" } });
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://localhost:${port}`, close };
}

describeContract("Google Calendar", makeWorld);
