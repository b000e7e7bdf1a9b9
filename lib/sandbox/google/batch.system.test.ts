import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { GoogleSandbox } from "./server";
import { BOB, connect, control, inDays, MIA, startSandbox } from "./testing/sandbox";

const EVENTS = "/calendar/v3/calendars/primary/events";
let sandbox: GoogleSandbox;
let mia: Awaited<ReturnType<typeof connect>>;
let ids: string[];

const ask = async (method: string, path: string, body?: unknown) =>
  (await control(sandbox.origin, method, path, body)).json;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(async () => {
  await ask("POST", "/reset");
  mia = await connect(sandbox.origin, MIA);
  ids = [];
  for (const summary of ["A", "B", "C"]) {
    const requestBody = {
      summary,
      start: { dateTime: inDays(2, "09:00") },
      end: { dateTime: inDays(2, "10:00") },
    };
    const { data } = await mia.api.events.insert({ calendarId: "primary", requestBody });
    ids.push(data.id ?? "");
  }
});
afterAll(() => sandbox.close());

const part = (id: string, ...lines: string[]) =>
  ["--mark", "Content-Type: application/http", `Content-ID: <${id}>`, "", ...lines, "", ""].join("\r\n");
const get = (id: string, path: string) => part(id, `GET ${path}`);

async function post(body: string, more: { query?: string; type?: string; token?: string } = {}) {
  const { query = "", type = "multipart/mixed; boundary=mark", token = mia.tokens.access_token } = more;
  const answer = await fetch(`${sandbox.origin}/batch/calendar/v3${query}`, {
    method: "POST",
    headers: { "content-type": type, authorization: `Bearer ${token}` },
    body: `${body}--mark--\r\n`,
  });
  return { status: answer.status, type: answer.headers.get("content-type") ?? "", text: await answer.text() };
}

/** Names and statuses of the parts, in the order they came. */
const partsIn = (text: string) =>
  [...text.matchAll(/Content-ID: <([^>]+)>\r\n\r\nHTTP\/1\.1 (\d{3})/g)].map(
    ([, id, status]) => `${id} ${status}`,
  );

describe("a batch", () => {
  it("answers each part for itself, in their order, under its own name", async () => {
    const json = JSON.stringify({ summary: "Renamed" });
    const { status, type, text } = await post(
      get("one", `${EVENTS}/${ids[0]}`) +
        get("lost", `${EVENTS}/never0was0here`) +
        part(
          "two",
          `PATCH ${EVENTS}/${ids[1]}?sendUpdates=none HTTP/1.1`,
          "Content-Type: application/json",
          "",
          json,
        ) +
        part("three", `DELETE ${EVENTS}/${ids[2]}`),
    );
    expect([status, type]).toEqual([200, expect.stringMatching(/^multipart\/mixed; boundary=batch_/)]);
    expect(partsIn(text)).toEqual([
      ...["response-one 200", "response-lost 404", "response-two 200", "response-three 204"],
    ]);
    expect(text).toContain('"summary":"Renamed"');
    expect(text).toContain('"reason":"notFound"');
  });

  it("hands its own query and bearer on to parts without", async () => {
    const short = await post(get("a", `${EVENTS}/${ids[0]}`), { query: "?fields=id" });
    expect(short.text).not.toContain("summary");
    const bob = await connect(sandbox.origin, BOB);
    const own = part("b", `GET ${EVENTS}/${ids[0]}`, `Authorization: Bearer ${bob.tokens.access_token}`);
    expect(partsIn((await post(get("a", `${EVENTS}/${ids[0]}`) + own)).text)).toEqual([
      ...["response-a 200", "response-b 404"],
    ]);
    const nobody = await post(get("a", `${EVENTS}/${ids[0]}`), { token: "unknown" });
    expect([nobody.status, ...partsIn(nobody.text)]).toEqual([200, "response-a 401"]);
  });

  it.each<[string, () => ReturnType<typeof post>]>([
    ["nothing", () => post("")],
    ["more than fifty", () => post(Array.from({ length: 51 }, (_, at) => get(String(at), EVENTS)).join(""))],
    ["no boundary", () => post(get("a", EVENTS), { type: "multipart/mixed" })],
    ["another type", () => post(get("a", EVENTS), { type: "application/json" })],
    ["a whole address", () => post(get("a", `${sandbox.origin}${EVENTS}`))],
    ["another API", () => post(get("a", "/gmail/v1/users/me"))],
    ["a part that is no request", () => post(part("a", "hello"))],
    ["a part of another type", () => post(`--mark\r\nContent-Type: text/plain\r\n\r\nGET ${EVENTS}\r\n`)],
  ])("with %s is refused as a whole", async (_what, send) => {
    const { status, text } = await send();
    expect([status, JSON.parse(text).error.errors[0].reason]).toEqual([400, "badRequest"]);
  });
});

describe("trouble in a batch", () => {
  it("may hit one part of it", async () => {
    await ask("POST", "/trouble", { kind: "rate-limit-403", email: MIA, retryAfter: 4 });
    const { status, text } = await post(ids.map((id) => get(id, `${EVENTS}/${id}`)).join(""));
    expect([status, partsIn(text).filter((each) => each.endsWith("403")).length]).toEqual([200, 1]);
    expect(text).toContain("Retry-After: 4");
  });

  it("leaves one line in the log for the call, and one for each part that says so", async () => {
    await post(get("a", EVENTS) + get("b", EVENTS));
    const { requests } = (await ask("GET", "/requests")) as { requests: { path: string; part?: true }[] };
    expect(requests.slice(-3).map(({ path, part: inner }) => [path, inner === true])).toEqual([
      [EVENTS, true],
      [EVENTS, true],
      ["/batch/calendar/v3", false],
    ]);
  });
});
