import { randomUUID } from "node:crypto";
import { request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWebServer, type WebServer, type WebSettings } from "@/lib/http/web-server";

const settings: WebSettings = {
  appUrl: "https://crm.example.com",
  google: { clientId: "id", clientSecret: "secret", apiRoot: null },
  microsoft: null,
  trustProxy: false,
  nodeEnv: "production",
};

let web: WebServer;
let origin: string;
let seen: { headers: Record<string, unknown>; body: string } | undefined;

beforeEach(async () => {
  seen = undefined;
  web = createWebServer(async (request, response) => {
    if (request.url === "/stream") {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write("data: hello\n\n");
      return;
    }
    if (request.url === "/broken") throw new Error("token abc is no good");
    seen = { headers: { ...request.headers }, body: await text(request) };
    response.end("ok");
  }, settings);
  await new Promise<void>((resolve) => web.server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(web.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await web.close(0);
});

/** A body without an announced length, as a hostile client sends it. */
async function sendChunked(path: string, size: number): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    const out = send(`${origin}${path}`, { method: "POST" }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    out.once("error", reject);
    for (let sent = 0; sent < size; sent += 10_000) out.write("x".repeat(Math.min(10_000, size - sent)));
    out.end();
  });
}

describe("every response", () => {
  it("lets only scripts with its own fresh nonce run, and tells the page that nonce", async () => {
    const first = await fetch(origin);
    const policy = first.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(seen?.headers).toMatchObject({ "x-nonce": nonce, "content-security-policy": policy });
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' https://accounts.google.com");
    expect(policy).not.toContain("unsafe-eval");
    const second = await fetch(origin);
    expect(second.headers.get("content-security-policy")).not.toBe(policy);
  });

  it("carries the security headers, and HSTS where the address is https", async () => {
    const { headers } = await fetch(origin);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("strict-transport-security")).toMatch(/max-age=31536000/);
    expect(headers.get("referrer-policy")).toBe("same-origin");
  });

  it("says nothing of an inner failure", async () => {
    const answer = await fetch(`${origin}/broken`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("abc");
  });
});

describe("a request", () => {
  it("cannot bring its own nonce, policy or forwarded address", async () => {
    await fetch(origin, {
      headers: {
        "Content-Security-Policy-Report-Only": "script-src 'nonce-evil'",
        "X-Nonce": "evil",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "10.0.0.1",
      },
    });
    expect(JSON.stringify(seen?.headers)).not.toMatch(/evil|10\.0\.0\.1/);
  });

  it("keeps its id when that is one, and gets one otherwise", async () => {
    const id = randomUUID();
    expect((await fetch(origin, { headers: { "X-Request-Id": id } })).headers.get("x-request-id")).toBe(id);
    const forged = (await fetch(origin, { headers: { "X-Request-Id": "1 level=fatal" } })).headers.get(
      "x-request-id",
    );
    expect(forged).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("of usual size arrives whole", async () => {
    expect(await sendChunked("/api/anything", 900_000)).toBe(200);
    expect(seen?.body).toHaveLength(900_000);
  });

  it.each([
    ["/api/anything", 1_000_001],
    ["/api/calendar/google/notifications", 512_001],
    ["/api/calendar/google/notifications?x=1", 512_001],
  ])("to %s with %d bytes is refused, announced or not", async (path, size) => {
    const announced = await fetch(`${origin}${path}`, { method: "POST", body: "x".repeat(size) }).catch(
      () => null,
    );
    if (announced) expect(announced.status).toBe(413);
    expect(seen).toBeUndefined();
    const status = await sendChunked(path, size).catch((error: NodeJS.ErrnoException) => error.code);
    expect([413, "EPIPE", "ECONNRESET"]).toContain(status);
    expect(seen).toBeUndefined();
  });
});

it("ends event streams when it closes instead of waiting for them", async () => {
  const stream = await fetch(`${origin}/stream`);
  const reading = stream.text();
  await Promise.all([expect(reading).rejects.toThrow(), web.close(60_000)]);
});
