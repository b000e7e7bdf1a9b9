import { text } from "node:stream/consumers";
import {
  BOB,
  CLIENT,
  control,
  LEE,
  MIA,
  REDIRECT,
  startSandbox,
  walkThroughConsent,
} from "@/lib/sandbox/microsoft/testing/sandbox";
import { describeContract } from "../contract";
import { peakIn, startLine } from "../contract/line.testing";
import {
  type ContractTraits,
  type ContractTrouble,
  type ContractWorld,
  grantIn,
  TokenStore,
} from "../contract/world.testing";
import { microsoftProvider } from "./provider";

const troubles: Partial<Record<ContractTrouble, object>> = {
  "cursors-expire": { kind: "expire-sync-tokens", email: MIA },
  "access-expires": { kind: "expire-access-tokens", email: MIA },
  "grant-dies": { kind: "revoke-grant", email: MIA },
  "sign-in-down": { kind: "service-unavailable-503", pathContains: "/oauth2/v2.0/token" },
  "slow-down": { kind: "rate-limit-429", retryAfter: 2 },
  "rate-limit": { kind: "mailbox-concurrency" },
  "server-error": { kind: "server-error-500" },
  silence: { kind: "timeout", seconds: 0.05 },
  "lost-answer": { kind: "drop-connection-after-write" },
  "no-calendar": { kind: "no-mailbox" },
  "mailbox-moves": { kind: "mailbox-moving" },
  claims: { kind: "claims-challenge" },
  "admin-blocks": { kind: "access-denied-403" },
  "asks-renewal": { kind: "ask-reauthorization", email: MIA },
  "drops-channel": { kind: "remove-subscription", email: MIA },
  "loses-messages": { kind: "miss-notifications", email: MIA },
};

const traits: ContractTraits = {
  troubles: Object.keys(troubles) as ContractTrouble[],
  greets: false,
  // One for changes and one for the life of the subscription.
  handshakes: 2,
  namesEvents: true,
  prolongs: true,
  rotatesRefreshTokens: true,
  hearsOtherCalendars: true,
  ownRemoval: "vanished",
};

/** The other way round in all that Microsoft leaves open or does now and then (providers 10). */
const otherwise = {
  sendsMasters: false,
  saysRemovedSlots: false,
  repeatsRows: false,
  expiredStateStatus: 400,
  transactionReplay: "refused",
  instanceUid: "none",
  secondSubscription: "allowed",
  subscriptionMaxMinutes: 4_230,
  notificationCopies: 1,
  shufflesNotifications: false,
  teamsLinkSeconds: 0,
  scopeForm: "full",
  tellsEmail: false,
};

async function makeWorld(behaviours: object): Promise<ContractWorld> {
  const sandbox = await startSandbox();
  const line = await startNarrowLine(sandbox.origin);
  const settings = { ...CLIENT, tenant: "common" };
  const ask = (method: string, path: string, body?: unknown) => control(sandbox.origin, method, path, body);
  // What was traded is worthless at once: nothing may live on an old refresh token.
  await ask("PATCH", "/behaviours", { refreshGraceSeconds: 0, teamsLinkSeconds: 0.2, ...behaviours });
  const world: ContractWorld = {
    provider: microsoftProvider({ ...settings, apiRoot: sandbox.origin }),
    paged: microsoftProvider({ ...settings, apiRoot: line.origin }),
    redirectUri: REDIRECT,
    me: MIA,
    colleague: BOB,
    guest: LEE,
    async foreignCursor() {
      const { credentials } = await grantIn({ ...world, consent: (url) => consentOf(BOB, url) });
      const pages = world.provider.changes(new TokenStore(credentials).open(BOB), null);
      let cursor = "";
      for await (const page of pages) cursor = page.nextCursor ?? cursor;
      return cursor;
    },
    async consent(url, choice) {
      if (choice === "declined") return await consentOf(MIA, url, "cancel");
      if (choice === "everything") return await consentOf(MIA, url);
      // There are no boxes to untick: a tenant that grants less is played by asking for less.
      await ask("POST", "/trouble", { kind: "revoke-grant", email: MIA });
      return await consentOf(MIA, url.replace("+Calendars.ReadWrite", ""));
    },
    act: async (person, method, path, body) => (await ask(method, `/people/${person}${path}`, body)).json,
    slotId: (masterId, start) =>
      `AAkALgBB${Buffer.from(`${masterId}~${start.slice(0, 10)}`).toString("base64url")}=`,
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
  return world;
}

/** A grant that is there already is asked for again, or a decline would have nothing to say no to. */
async function consentOf(account: string, url: string, decision: "accept" | "cancel" = "accept") {
  const asked = decision === "cancel" ? url.replace("prompt=select_account", "prompt=consent") : url;
  return (await walkThroughConsent(asked, { account, decision })).searchParams;
}

/** Asks for two rows a page; the sandbox itself starts a round with an empty one. Its links lead back over the line. */
function startNarrowLine(origin: string) {
  return startLine(async (request, response, ownOrigin) => {
    const prefer = `${request.headers.prefer ?? ""}`.replace("odata.maxpagesize=200", "odata.maxpagesize=2");
    const { authorization = "", "content-type": sent = "" } = request.headers;
    const body = request.method === "GET" ? {} : { body: await text(request) };
    const answer = await fetch(new URL((request.url ?? "/").replace("$top=200", "$top=2"), origin), {
      method: request.method ?? "GET",
      headers: { authorization, prefer, ...(sent ? { "content-type": sent } : {}) },
      ...body,
    });
    const type = answer.headers.get("content-type") ?? "";
    response.writeHead(answer.status, { "content-type": type });
    response.end((await answer.text()).replaceAll(origin, ownOrigin));
  });
}

describeContract("Outlook Calendar", traits, () => makeWorld({}));
describeContract("Outlook Calendar, otherwise", traits, () => makeWorld(otherwise));
