import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MicrosoftSandbox } from "./server";
import { refusalOf } from "./testing/graph";
import { BOB, connect, control, inDays, MIA, startSandbox } from "./testing/sandbox";

let sandbox: MicrosoftSandbox;
let mia: Awaited<ReturnType<typeof connect>>;
let ids: string[];

const ask = async (method: string, path: string, body?: unknown) =>
  (await control(sandbox.origin, method, path, body)).json;
const wish = (subject: string) => ({ subject, start: inDays(2, "09:00"), end: inDays(2, "10:00") });

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(async () => {
  await ask("POST", "/reset");
  mia = await connect(sandbox.origin, MIA);
  ids = [];
  for (const subject of ["A", "B", "C"]) ids.push((await mia.graph.api("/me/events").post(wish(subject))).id);
});
afterAll(() => sandbox.close());

type PartReply = {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: { id?: string; subject?: string; error?: { code: string } };
};
const eventPath = (id: string) => `/me/events/${encodeURIComponent(id)}`;
const get = (id: string | number, url: string, more = {}) => ({
  id: String(id),
  method: "GET",
  url,
  ...more,
});

async function post(requests: unknown[]): Promise<Map<string, PartReply>> {
  const { responses } = (await mia.graph.api("/$batch").post({ requests })) as { responses: PartReply[] };
  return new Map(responses.map((each) => [each.id, each]));
}

async function peak(work: () => Promise<unknown>): Promise<number> {
  await ask("PATCH", "/behaviours", { answerMilliseconds: 40 });
  await ask("POST", "/in-flight/reset");
  await work();
  return (await ask("GET", "/in-flight")).peaks[MIA];
}

describe("a batch", () => {
  it("answers each part with a status, headers and a body of its own", async () => {
    const prefer = { headers: { Prefer: 'IdType="ImmutableId"' } };
    const replies = await post([
      get("a", eventPath(ids[0] ?? ""), prefer),
      // The leading slash is optional, and an id without preferences is a default one.
      get("b", eventPath(ids[1] ?? "").slice(1)),
      get("lost", "/me/events/AAkALgAAbm9uZQ="),
      {
        id: "new",
        method: "POST",
        url: "/me/events",
        headers: { "content-type": "application/json" },
        body: wish("D"),
      },
      { id: "old", method: "DELETE", url: eventPath(ids[2] ?? "") },
    ]);
    expect(Object.fromEntries([...replies].map(([id, { status }]) => [id, status]))).toEqual({
      ...{ a: 200, b: 200, lost: 404, new: 201, old: 204 },
    });
    expect(replies.get("a")?.headers["Preference-Applied"]).toContain("ImmutableId");
    expect(replies.get("b")?.headers).not.toHaveProperty("Preference-Applied");
    expect(replies.get("a")?.body?.subject).toBe("A");
    expect(replies.get("lost")?.body?.error?.code).toBe("ErrorItemNotFound");
    expect(replies.get("old")).not.toHaveProperty("body");
    expect(await refusalOf(mia.graph.api(eventPath(ids[2] ?? "")).get())).toMatchObject({ status: 404 });
  });

  it("runs four parts at a time, each of which counts at the mailbox", async () => {
    const twenty = Array.from({ length: 20 }, (_, at) => get(at, eventPath(ids[at % 3] ?? "")));
    expect(await peak(() => post(twenty))).toBe(4);
    const meanwhile = await Promise.all([post(twenty), post(twenty)]);
    const statuses = meanwhile.flatMap((replies) => [...replies.values()].map(({ status }) => status));
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    const throttled = meanwhile
      .flatMap((replies) => [...replies.values()])
      .find((each) => each.status === 429);
    expect(throttled).toMatchObject({
      headers: { "Retry-After": "1" },
      body: { error: { code: "ApplicationThrottled" } },
    });
  });

  it("runs one after another when each waits for the one before, and fails what follows a failure", async () => {
    const chain = ids.map((id, at) => get(at, eventPath(id), at > 0 ? { dependsOn: [String(at - 1)] } : {}));
    expect(await peak(() => post(chain))).toBe(1);
    const broken = await post([
      get("x", eventPath(ids[0] ?? "")),
      get("y", "/me/events/AAkALgAAbm9uZQ=", { dependsOn: ["x"] }),
      get("z", eventPath(ids[1] ?? ""), { dependsOn: ["y"] }),
    ]);
    expect(["x", "y", "z"].map((id) => broken.get(id)?.status)).toEqual([200, 404, 424]);
  });

  it.each<[string, () => unknown]>([
    ["nothing", () => []],
    ["more than twenty", () => Array.from({ length: 21 }, (_, at) => get(at, "/me"))],
    ["the same id twice", () => [get("a", "/me"), get("A", "/me")]],
    ["no id", () => [{ method: "GET", url: "/me" }]],
    ["a whole address", () => [get("a", `${sandbox.origin}/v1.0/me`)]],
    ["another host", () => [get("a", "//evil.example/me")]],
    ["a batch in a batch", () => [get("a", "/$batch")]],
    ["a body without its type", () => [{ id: "a", method: "POST", url: "/me/events", body: wish("E") }]],
    ["an unknown part to wait for", () => [get("a", "/me"), get("b", "/me", { dependsOn: ["c"] })]],
    [
      "some that wait and some that do not",
      () => [get("a", "/me"), get("b", "/me", { dependsOn: ["a"] }), get("c", "/me")],
    ],
  ])("with %s is refused as a whole", async (_what, requests) => {
    const refused = await refusalOf(mia.graph.api("/$batch").post({ requests: requests() }));
    expect(refused).toMatchObject({ status: 400 });
  });

  it("is nothing without a token, and shows nobody else's mailbox", async () => {
    const bare = await fetch(`${sandbox.origin}/v1.0/$batch`, { method: "POST", body: "{}" });
    expect(bare.status).toBe(401);
    const replies = await post([get("bob", `/users/${BOB}/events`)]);
    expect(replies.get("bob")?.status).toBe(403);
  });
});

describe("trouble in a batch", () => {
  const cause = (kind: string, more: object) => ask("POST", "/trouble", { kind, email: MIA, ...more });

  it("may hit one part of it, or the batch itself", async () => {
    await cause("rate-limit-429", { pathContains: "/me/events", retryAfter: 7 });
    const replies = await post(ids.map((id, at) => get(at, eventPath(id))));
    const statuses = [...replies.values()].map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 429]);
    await cause("service-unavailable-503", { pathContains: "/$batch" });
    expect(await refusalOf(post([get("a", "/me")]))).toMatchObject({ status: 503 });
  });

  it("loses no answer when nothing was written, and the whole answer when something was", async () => {
    await cause("drop-connection-after-write", {});
    expect((await post([get("a", "/me")])).get("a")?.status).toBe(200);
    const lost = post([get("a", "/me"), { id: "b", method: "DELETE", url: eventPath(ids[0] ?? "") }]);
    await expect(lost).rejects.toThrow();
    expect(await refusalOf(mia.graph.api(eventPath(ids[0] ?? "")).get())).toMatchObject({ status: 404 });
  });

  it("leaves one line in the log for the call, and one for each part that says so", async () => {
    await post([get("a", "/me"), get("b", "/me/calendar")]);
    const { requests } = (await ask("GET", "/requests")) as { requests: { path: string; part?: true }[] };
    expect(requests.slice(-3).map(({ path, part }) => [path, part === true])).toEqual([
      ["/v1.0/me", true],
      ["/v1.0/me/calendar", true],
      ["/v1.0/$batch", false],
    ]);
  });
});
