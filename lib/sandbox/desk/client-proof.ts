import { createHash, timingSafeEqual } from "node:crypto";
import { type Call, headerOf } from "../google/http";

/** The client's id and secret: from a Basic header, or else from the form. */
export function clientCredentials(
  call: Pick<Call, "headers">,
  form: URLSearchParams,
): { id: string; secret: string } {
  const encoded = /^Basic (.+)$/i.exec(headerOf(call, "authorization") ?? "")?.[1];
  if (!encoded) return { id: form.get("client_id") ?? "", secret: form.get("client_secret") ?? "" };
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret.join(":")) };
}

/** Whether a PKCE verifier is the one the challenge was made of; without a challenge none is asked for. */
export function verifierFits(code: { challenge?: string | undefined }, verifier: string | null): boolean {
  if (!code.challenge) return true;
  if (!verifier) return false;
  return sameText(createHash("sha256").update(verifier).digest("base64url"), code.challenge);
}

/** Equality that takes the same time wherever two texts differ. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
