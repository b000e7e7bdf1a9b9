import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

/** A secret with its id; the id stands in front of everything the key has sealed, so that keys can be rotated. */
export type SecretKey = { kid: string; secret: string };

// Said on both sides: without it a text with a shortened tag, which is easy to forge, would open.
const TAG_BYTES = 16;

const derive = (key: SecretKey, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", key.secret, "almanac", purpose, 32));

/**
 * Seals a text with AES-256-GCM under the first key. `purpose` separates uses (tokens, OAuth state), so that a text sealed
 * for one is refused by another. Format: `v1.<key id>.<iv>.<tag>.<text>`, base64url.
 */
export function seal(keys: readonly SecretKey[], purpose: string, text: string): string {
  const [key] = keys;
  if (!key) throw new Error("No key to seal with: APP_SECRET is empty.");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", derive(key, purpose), iv, { authTagLength: TAG_BYTES });
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", key.kid, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(
    ".",
  );
}

/** Opens what `seal` made with any of `keys`; null when it was tampered with, meant for another purpose or the key is gone. */
export function unseal(keys: readonly SecretKey[], purpose: string, sealed: string): string | null {
  const [version, keyId, iv, tag, text] = sealed.split(".");
  const key = keys.find((candidate) => candidate.kid === keyId);
  if (version !== "v1" || !key || !iv || !tag || text === undefined) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", derive(key, purpose), Buffer.from(iv, "base64url"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString(
      "utf8",
    );
  } catch {
    return null;
  }
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A URL-safe secret of `bytes` random bytes. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString("base64url");

/** Compares two secrets in a time that does not depend on where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

/** A new id that sorts by time of creation (UUID version 7, RFC 9562). */
export function newId(nowMs: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
