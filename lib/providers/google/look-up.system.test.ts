import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { Access } from "@/lib/domain/calendar/provider";
import type { GoogleSandbox } from "@/lib/sandbox/google/server";
import {
  CLIENT,
  control,
  inDays,
  MIA,
  REDIRECT,
  startSandbox,
  walkThroughConsent,
} from "@/lib/sandbox/google/testing/sandbox";
import { startLine } from "../contract/line.testing";
import { grantIn, TokenStore } from "../contract/world.testing";
import { googleProvider } from "./provider";

let sandbox: GoogleSandbox;
let access: Access;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const ask = async (method: string, path: string, body?: unknown) =>
  (await control(sandbox.origin, method, path, body)).json;
const provider = (apiRoot = sandbox.origin) => googleProvider({ ...CLIENT, apiRoot });
const cause = (kind: string, more: object = {}) => ask("POST", "/trouble", { kind, email: MIA, ...more });

beforeEach(async () => {
  await ask("POST", "/reset");
  const consent = async (url: string) => (await walkThroughConsent(url, { account: MIA })).searchParams;
  const grant = await grantIn({ provider: provider(), redirectUri: REDIRECT, consent });
  access = new TokenStore(grant.credentials).open(MIA);
});

async function make(title: string, more: object = {}): Promise<string> {
  const times = { start: { dateTime: inDays(3, "10:00") }, end: { dateTime: inDays(3, "10:30") } };
  return (await ask("POST", `/people/${MIA}/events`, { summary: title, ...times, ...more })).id;
}
async function makeMany(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth += 1) ids.push(await make(`E${nth}`));
  return ids;
}
const lookUp = (ids: readonly string[]) =>
  provider().lookUp(
    access,
    ids.map((id) => ({ id, onPrimary: true })),
  );
const series = {
  recurrence: ["RRULE:FREQ=WEEKLY;COUNT=4"],
  start: { dateTime: inDays(3, "10:00"), timeZone: "UTC" },
  end: { dateTime: inDays(3, "10:30"), timeZone: "UTC" },
};
const slotOf = (id: string, days: number) => `${id}_${inDays(days, "10:00").replace(/[-:]/g, "")}`;

describe("many look-ups", () => {
  it("go fifty to a call, with the slots taken out of their series in one more", async () => {
    const ids = await makeMany(58);
    const masters = [await make("S1", series), await make("S2", series)];
    for (const id of masters) await ask("DELETE", `/people/${MIA}/events/${slotOf(id, 10)}?scope=this`);
    const lines = async () => (await ask("GET", "/requests")).requests as { path: string; part?: true }[];
    const before = (await lines()).length;
    const told = await lookUp([...ids, ...masters, "never0was0here"]);
    const made = (await lines()).slice(before).filter(({ part }) => !part);
    expect(made.map(({ path }) => path)).toEqual(Array.from({ length: 2 + 1 }, () => "/batch/calendar/v3"));
    const gone = told.filter(
      (change): change is Extract<CalendarChange, { kind: "gone" }> => change.kind === "gone",
    );
    expect(told).toHaveLength(58 + 2 + 2 + 1);
    expect(gone.map(({ id, how }) => [id, how])).toEqual([
      ...masters.map((id) => [slotOf(id, 10), "called-off"]),
      ["never0was0here", "vanished"],
    ]);
  });

  it("go on with fresh tokens when the old ones end", async () => {
    const ids = await makeMany(3);
    await cause("expire-access-tokens");
    expect(await lookUp(ids)).toHaveLength(3);
  });
});

describe("a part that fails", () => {
  it.each<[string, string, object, object]>([
    ["throttled", "rate-limit-429", { retryAfter: 7 }, { kind: "slow-down", retryAfterMs: 7_000 }],
    ["over its quota", "rate-limit-403", {}, { kind: "slow-down" }],
    ["a server error", "server-error-500", {}, { kind: "temporary" }],
    ["refused", "refuse", { status: 403, reason: "forbidden" }, { kind: "refused" }],
    ["silent", "timeout", { seconds: 0.05 }, { kind: "temporary" }],
  ])("%s: is told as what it is", async (_what, kind, more, expected) => {
    const ids = await makeMany(4);
    await cause(kind, more);
    await expect(lookUp(ids)).rejects.toMatchObject(expected);
    expect(await lookUp(ids)).toHaveLength(4);
  });

  it("the batch itself: is told too", async () => {
    await cause("rate-limit-429", { pathContains: "/batch/", retryAfter: 5 });
    await expect(lookUp(["a"])).rejects.toMatchObject({ kind: "slow-down", retryAfterMs: 5_000 });
  });

  it.each([
    ["multipart/mixed; boundary=b", "--b--\r\n"],
    ["application/json", "{}"],
  ])("an answer without parts is no answer: %s", async (type, body) => {
    const line = await startLine(async (_request, response) => {
      response.setHeader("content-type", type);
      response.end(body);
    });
    onTestFinished(line.close);
    const asked = provider(line.origin).lookUp(access, [{ id: "a", onPrimary: true }]);
    await expect(asked).rejects.toMatchObject({ kind: "temporary" });
  });
});
