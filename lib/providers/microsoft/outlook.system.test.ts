import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { newId, randomToken } from "@/lib/crypto";
import type { Access } from "@/lib/domain/calendar/provider";
import type { MicrosoftSandbox } from "@/lib/sandbox/microsoft/server";
import {
  BOB,
  CLIENT,
  control,
  inDays,
  MIA,
  PAT,
  REDIRECT,
  startSandbox,
  walkThroughConsent,
} from "@/lib/sandbox/microsoft/testing/sandbox";
import { startLine } from "../contract/line.testing";
import { grantIn, TokenStore } from "../contract/world.testing";
import { microsoftProvider } from "./provider";

let sandbox: MicrosoftSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const ask = async (method: string, path: string, body?: unknown) =>
  (await control(sandbox.origin, method, path, body)).json;
const providerOf = (tenant = "common") => microsoftProvider({ ...CLIENT, tenant, apiRoot: sandbox.origin });
const times = (days: number) => ({ start: inDays(days, "10:00"), end: inDays(days, "10:30") });
const onPage = (days: number) => {
  const { start, end } = times(days);
  return {
    start: { ...start, dateTime: `${start.dateTime}Z` },
    end: { ...end, dateTime: `${end.dateTime}Z` },
  };
};

/** What a person's consent at one tenant's page leads to. */
async function grantOf(email: string, tenant = "common") {
  const consent = async (url: string) => (await walkThroughConsent(url, { account: email })).searchParams;
  return await grantIn({ provider: providerOf(tenant), redirectUri: REDIRECT, consent });
}

async function accessOf(email: string): Promise<Access> {
  return new TokenStore((await grantOf(email)).credentials).open(email);
}

describe("who signs in", () => {
  it("tells a personal account by its address at Graph and keys it by tenant and object", async () => {
    const [personal, mia, bob] = [await grantOf(PAT), await grantOf(MIA), await grantOf(BOB)];
    expect(personal).toMatchObject({ email: PAT, subject: expect.stringContaining("9188040d-") });
    expect(mia.subject).not.toBe(bob.subject);
    expect(mia.subject.split(":")[0]).toBe(bob.subject.split(":")[0]);
  });

  it.each([
    ["organizations", MIA],
    ["consumers", PAT],
    ["acme.test", MIA],
  ])("takes the accounts of %s", async (tenant, email) => {
    expect(await grantOf(email, tenant)).toMatchObject({ email, missingScopes: [] });
  });

  it("says that an administrator has to approve, and takes the person once that is done", async () => {
    await ask("POST", "/trouble", { kind: "revoke-grant", email: BOB });
    await ask("PATCH", "/behaviours", { userConsent: "administrators only" });
    const provider = providerOf();
    const url = provider.consentUrl({ redirectUri: REDIRECT, state: "s1", codeChallenge: randomToken(48) });
    const { searchParams } = await walkThroughConsent(url, { account: BOB, decision: "return" });
    expect([provider.readRefusal(searchParams), searchParams.get("state")]).toEqual(["ask-admin", "s1"]);
    const page = provider.adminConsentUrl({ redirectUri: REDIRECT, state: "s2" });
    const approved = await walkThroughConsent(page ?? "", { account: MIA });
    expect(Object.fromEntries(approved.searchParams)).toMatchObject({ admin_consent: "True", state: "s2" });
    expect(await grantOf(BOB)).toMatchObject({ email: BOB, missingScopes: [] });
    await ask("PATCH", "/behaviours", { userConsent: "allowed" });
  });
});

describe("what only Outlook does", () => {
  it("invites without a link where the calendar has no Teams", async () => {
    const access = await accessOf(PAT);
    const { start, end } = times(3);
    const { event } = await providerOf().insert(access, {
      id: "0".repeat(32),
      crmMeetingId: newId(),
      title: "No Teams here",
      descriptionHtml: null,
      slot: { kind: "timed", start: `${start.dateTime}.000Z`, end: `${end.dateTime}.000Z`, zone: "UTC" },
      locationText: null,
      conference: true,
      guests: [{ email: MIA, name: null }],
      sourceUrl: "http://localhost:3999/",
      askedAt: null,
    });
    expect(event).toMatchObject({ title: "No Teams here", joinUrl: null, joinPending: false });
  });

  it("tells nothing of a draft until it is sent", async () => {
    const access = await accessOf(MIA);
    const shown = await ask("POST", `/people/${MIA}/events`, {
      ...{ summary: "New Event", isDraft: true, attendees: [{ email: BOB }] },
      ...onPage(3),
    });
    const look = () => providerOf().lookUp(access, [{ id: shown.id, onPrimary: true }]);
    expect(await look()).toEqual([]);
    await ask("PATCH", `/people/${MIA}/events/${encodeURIComponent(shown.id)}`, {
      ...{ summary: "Planning", isDraft: false },
    });
    expect(await look()).toMatchObject([{ kind: "upsert", event: { id: shown.id, title: "Planning" } }]);
  });

  it("does not take a slot that a guest declined for one that was called off", async () => {
    const access = await accessOf(BOB);
    await ask("POST", `/people/${MIA}/events`, {
      ...{ summary: "Weekly", recurrence: ["RRULE:FREQ=WEEKLY;COUNT=4"], attendees: [{ email: BOB }] },
      ...onPage(2),
    });
    const { items } = await ask("GET", `/people/${BOB}/events`);
    const id: string = items.find((item: { summary: string }) => item.summary === "Weekly").id;
    const day = onPage(9).start.dateTime.slice(0, 10);
    const slot = `AAkALgBB${Buffer.from(`${id}~${day}`).toString("base64url")}=`;
    const answer = { response: "declined" };
    await ask("POST", `/people/${BOB}/events/${encodeURIComponent(slot)}/respond`, answer);
    const changes = await providerOf().lookUp(access, [{ id, onPrimary: true }]);
    expect(changes).toMatchObject([
      { kind: "upsert", event: { id, series: { role: "master" } } },
      {
        kind: "gone",
        how: "vanished",
        instance: { masterId: id, originalStart: onPage(9).start.dateTime.replace("Z", ".000Z") },
      },
    ]);
  });

  it.each([
    [404, { error: { code: "ResourceNotFound", message: "" } }],
    [400, { error: { code: "ErrorInvalidRequest", message: "" } }],
    [200, { id: "AAMk1", name: "Calendar" }],
  ])("takes no answer %i about the calendar of an event for another calendar", async (status, json) => {
    const access = await accessOf(MIA);
    const { id } = await ask("POST", `/people/${MIA}/events`, { summary: "Here", ...onPage(3) });
    const line = await startLine(async (request, response) => {
      const body = await text(request);
      const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] };
      response.setHeader("content-type", "application/json");
      if (requests.every((each) => each.url.includes("/calendar?"))) {
        const responses = requests.map((each) => ({ id: each.id, status, headers: {}, body: json }));
        response.end(JSON.stringify({ responses }));
        return;
      }
      const headers = {
        authorization: request.headers.authorization ?? "",
        "content-type": "application/json",
      };
      const url = new URL(request.url ?? "/", sandbox.origin);
      const answer = await fetch(url, { method: "POST", headers, body });
      response.writeHead(answer.status).end(await answer.text());
    });
    onTestFinished(line.close);
    const provider = microsoftProvider({ ...CLIENT, tenant: "common", apiRoot: line.origin });
    const changes = await provider.lookUp(access, [{ id, onPrimary: false }]);
    expect(changes).toMatchObject([{ kind: "upsert", event: { id, title: "Here" } }]);
  });
});
