import { createHmac, timingSafeEqual } from "node:crypto";

/** Packs a small value into an opaque, tamper-evident token, so page and sync tokens need no table. */
export function seal(secret: string, purpose: string, value: unknown): string {
  const body = Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${body}.${sign(secret, purpose, body)}`;
}

/** The value a token was sealed with for this purpose, or undefined when it was not made here. */
export function unseal(secret: string, purpose: string, token: string): unknown {
  const [body, signature] = token.split(".");
  if (!body || !signature) return undefined;
  const expected = Buffer.from(sign(secret, purpose, body));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
}

function sign(secret: string, purpose: string, body: string): string {
  return createHmac("sha256", secret).update(`${purpose}\n${body}`).digest("base64url").slice(0, 27);
}
