import { createPublicKey, createSign, type KeyObject } from "node:crypto";

const OID_SHA256_RSA = Buffer.from("06092a864886f70d01010b", "hex");
const OID_COMMON_NAME = Buffer.from("0603550403", "hex");
const DER_NULL = Buffer.from([0x05, 0x00]);

/** A self-signed X.509 v1 certificate in PEM: Google publishes its keys so, and Node has no builder for it. */
export function selfSignedCertificate(privateKey: KeyObject, commonName: string): string {
  const algorithm = sequence(OID_SHA256_RSA, DER_NULL);
  const name = sequence(tagged(0x31, sequence(OID_COMMON_NAME, tagged(0x0c, Buffer.from(commonName)))));
  const validity = sequence(generalizedTime("20200101000000Z"), generalizedTime("20991231235959Z"));
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const serial = tagged(0x02, Buffer.from([1]));
  const body = sequence(serial, algorithm, name, validity, name, publicKey);
  const signature = createSign("sha256").update(body).sign(privateKey);
  const certificate = sequence(body, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function generalizedTime(text: string): Buffer {
  return tagged(0x18, Buffer.from(text));
}

function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
