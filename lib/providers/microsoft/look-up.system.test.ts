import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { Access } from "@/lib/domain/calendar/provider";
import type { MicrosoftSandbox } from "@/lib/sandbox/microsoft/server";
import {
  CLIENT,
  control,
  inDays,
  MIA,
  REDIRECT,
  startSandbox,
  walkThroughConsent,
} from "@/lib/sandbox/microsoft/testing/sandbox";
import { startLine } from "../contract/line.testing";
import { grantIn, TokenStore } from "../contract/world.testing";
import { microsoftProvider } from "./provider";

let sandbox: MicrosoftSandbox;
let access: Access;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const ask = async (method: string, path: string, body?: unknown) =>
  (await control(sandbox.origin, method, path, body)).json;
const provider = () => microsoftProvider({ ...CLIENT, tenant: "common", apiRoot: sandbox.origin });
const cause = (kind: string, more: object = {}) => ask("POST", "/trouble", { kind, email: MIA, ...more });

beforeEach(async () => {
  await ask("POST", "/reset");
  const consent = async (url: string) => (await walkThroughConsent(url, { account: MIA })).searchParams;
  const grant = await grantIn({ provider: provider(), redirectUri: REDIRECT, consent });
  access = new TokenStore(grant.credentials).open(MIA);
});

const at = (days: number, clock: string) => ({ dateTime: `${inDays(days, clock).dateTime}Z` });
async function make(title: string, more: object = {}): Promise<string> {
  const times = { start: at(3, "10:00"), end: at(3, "10:30") };
  return (await ask("POST", `/people/${MIA}/events`, { summary: title, ...times, ...more })).id;
}
const makeMany = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth += 1) ids.push(await make(`E${nth}`));
  return ids;
};
const remove = (id: string) => ask("DELETE", `/people/${MIA}/events/${encodeURIComponent(id)}?scope=all`);
const lookUp = (ids: readonly string[], onPrimary = true) =>
  provider().lookUp(
    access,
    ids.map((id) => ({ id, onPrimary })),
  );
const namesOf = (changes: CalendarChange[]) =>
  changes.map((change) => (change.kind === "upsert" ? change.event.title : `gone ${change.id}`)).sort();

/** How many calls `work` costs, parts of a batch not counted. */
async function calls(work: () => Promise<unknown>): Promise<string[]> {
  const lines = async () => (await ask("GET", "/requests")).requests as { path: string; part?: true }[];
  const before = (await lines()).length;
  await work();
  const made = (await lines()).slice(before);
  return made.filter(({ part }) => !part).map(({ path }) => path);
}

describe("many look-ups", () => {
  it("go twenty to a call, the slots taken out of series as well", async () => {
    const ids = await makeMany(41);
    const rule = { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=4"] };
    for (const title of ["S1", "S2", "S3"]) ids.push(await make(title, rule));
    let told: CalendarChange[] = [];
    const made = await calls(async () => {
      told = await lookUp(ids);
    });
    expect(made).toEqual(Array.from({ length: 3 + 1 }, () => "/v1.0/$batch"));
    expect(told).toHaveLength(44);
  });

  it("find out about every one behind a few that are missing", async () => {
    const ids = await makeMany(25);
    const missing = [ids[0], ids[7], ids[19], ids[24]].filter((id) => id !== undefined);
    for (const id of missing) await remove(id);
    const told = await lookUp(ids);
    const left = ids.flatMap((id, nth) => (missing.includes(id) ? [] : [`E${nth}`]));
    expect(namesOf(told)).toEqual([...left, ...missing.map((id) => `gone ${id}`)].sort());
  });

  it("ask for what may well be missing two at a time, and for its calendar together", async () => {
    const ids = await makeMany(6);
    for (const id of ids.slice(0, 3)) await remove(id);
    let told: CalendarChange[] = [];
    const made = await calls(async () => {
      told = await lookUp(ids, false);
    });
    expect(made).toHaveLength(3 + 1);
    expect(namesOf(told)).toEqual(["E3", "E4", "E5", ...ids.slice(0, 3).map((id) => `gone ${id}`)].sort());
  });

  it("leave out one that Graph never shows, and no other", async () => {
    const ids = await makeMany(5);
    await cause("access-denied-403", { pathContains: encodeURIComponent(ids[1] ?? "") });
    expect(namesOf(await lookUp(ids))).toEqual(["E0", "E2", "E3", "E4"]);
  });

  it("go on with fresh tokens when the old ones end", async () => {
    const ids = await makeMany(3);
    await cause("expire-access-tokens");
    expect(namesOf(await lookUp(ids))).toEqual(["E0", "E1", "E2"]);
  });
});

describe("a part that fails", () => {
  it.each<[string, string, object, object]>([
    ["throttled", "rate-limit-429", { retryAfter: 7 }, { kind: "slow-down", retryAfterMs: 7_000 }],
    ["over concurrency", "mailbox-concurrency", {}, { kind: "slow-down", retryAfterMs: null }],
    ["a server error", "server-error-500", {}, { kind: "temporary" }],
    ["busy", "service-unavailable-503", { retryAfter: 3 }, { kind: "temporary", retryAfterMs: 3_000 }],
    ["a mailbox on its way", "mailbox-moving", {}, { kind: "temporary", retryAfterMs: 900_000 }],
    ["no mailbox", "no-mailbox", {}, { kind: "no-calendar" }],
    ["a challenge", "claims-challenge", {}, { kind: "reauthorise", why: "sign-in" }],
  ])("%s: is told as what it is", async (_what, kind, more, expected) => {
    const ids = await makeMany(4);
    await cause(kind, { pathContains: "/me/events/", ...more });
    await expect(lookUp(ids)).rejects.toMatchObject(expected);
    expect(await lookUp(ids)).toHaveLength(4);
  });

  it("of several waits the longest counts", async () => {
    const ids = await makeMany(2);
    for (const [nth, retryAfter] of [3, 9].entries())
      await cause("rate-limit-429", { pathContains: encodeURIComponent(ids[nth] ?? ""), retryAfter });
    await expect(lookUp(ids)).rejects.toMatchObject({ kind: "slow-down", retryAfterMs: 9_000 });
  });

  it.each<[string, string, object, object]>([
    ["refused for now", "rate-limit-429", { retryAfter: 5 }, { kind: "slow-down", retryAfterMs: 5_000 }],
    ["silent", "timeout", { seconds: 0.05 }, { kind: "temporary" }],
  ])("the batch itself, %s: is told too", async (_what, kind, more, expected) => {
    const ids = await makeMany(4);
    await cause(kind, { pathContains: "/$batch", ...more });
    await expect(lookUp(ids)).rejects.toMatchObject(expected);
  });

  it.each([
    ["without parts", { responses: [] }],
    ["with every part undone", { responses: ["0", "1", "2"].map((id) => ({ id, status: 424 })) }],
    ["that is something else", "<html>"],
  ])("an answer %s is no answer", async (_what, answer) => {
    const line = await startLine(async (_request, response) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer));
    });
    onTestFinished(line.close);
    const odd = microsoftProvider({ ...CLIENT, tenant: "common", apiRoot: line.origin });
    const hints = ["a", "b", "c"].map((id) => ({ id, onPrimary: true }));
    await expect(odd.lookUp(access, hints)).rejects.toMatchObject({ kind: "temporary" });
  });
});
