import { createHash, createPrivateKey, createPublicKey, createSign, type KeyObject } from "node:crypto";
import { selfSignedCertificate } from "./certificate";

/** The RSA key that signs identity tokens, in the three shapes clients ask for. */
export class SigningKey {
  readonly kid: string;
  private readonly key: KeyObject;

  constructor(pem: string) {
    this.key = createPrivateKey(pem);
    const der = createPublicKey(this.key).export({ type: "spki", format: "der" });
    this.kid = createHash("sha1").update(der).digest("hex");
  }

  /** A compact RS256 token with the key's id in its header. */
  sign(claims: Record<string, unknown>): string {
    const header = encode({ alg: "RS256", kid: this.kid, typ: "JWT" });
    const body = `${header}.${encode(claims)}`;
    return `${body}.${createSign("sha256").update(body).sign(this.key).toString("base64url")}`;
  }

  /** `/oauth2/v3/certs`. */
  jwks() {
    const { kty, n, e } = createPublicKey(this.key).export({ format: "jwk" });
    return { keys: [{ kty, n, e, use: "sig", alg: "RS256", kid: this.kid }] };
  }

  /** `/oauth2/v1/certs`: the PEM map verifyIdToken reads in Node. */
  certificates(): Record<string, string> {
    return { [this.kid]: selfSignedCertificate(this.key, "google-sandbox") };
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
