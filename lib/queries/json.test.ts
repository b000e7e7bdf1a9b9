import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getJson, RequestError, worthRetrying } from "./json";

const answers: Record<string, { status: number; body: string }> = {
  "/fine": { status: 200, body: '{"results":[]}' },
  "/refused": { status: 404, body: '{"ok":false,"code":"not-found","message":"This contact is gone."}' },
  "/login": { status: 401, body: "<html>" },
  "/broken": { status: 502, body: "<html>Bad gateway</html>" },
  "/cut": { status: 200, body: '{"results":[' },
};
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = answers[request.url ?? ""] ?? { status: 500, body: "" };
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

const failing = async (path: string): Promise<RequestError> => {
  const error = await getJson(`${origin}${path}`).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RequestError);
  return error as RequestError;
};

describe("getJson", () => {
  it("answers the body", async () => {
    expect(await getJson(`${origin}/fine`)).toEqual({ results: [] });
  });
  it("passes on the server's own sentence", async () => {
    expect(await failing("/refused")).toMatchObject({ code: "not-found", message: "This contact is gone." });
  });
  it("says so when the person is signed out, the server is broken or the answer is cut off", async () => {
    expect((await failing("/login")).code).toBe("unauthenticated");
    expect((await failing("/broken")).code).toBe("unexpected");
    expect((await failing("/cut")).code).toBe("unexpected");
  });
  it("tells an unreachable server from a refusal", async () => {
    const error = await getJson("http://127.0.0.1:1/").catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "unavailable" });
  });
});

describe("worthRetrying", () => {
  it("tries again when waiting can help, and twice at most", () => {
    expect(worthRetrying(0, new RequestError("unavailable", "…"))).toBe(true);
    expect(worthRetrying(2, new RequestError("unavailable", "…"))).toBe(false);
    expect(worthRetrying(0, new RequestError("not-found", "…"))).toBe(false);
  });
});
