import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainUid } from "./ical-uid";

const SIGNATURE = "040000008200E00074C5B7101A82E008";
const little = (size: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(size);
  return bytes;
};
/** A global object id ([MS-OXCICAL]): signature, day, creation time, eight zeros, size, data. */
function globalId(data: Buffer, day = "00000000"): string {
  const middle = `${day}F0E1D2C3B4A5D601${"00".repeat(8)}`;
  return `${SIGNATURE}${middle}${little(data.length).toString("hex")}${data.toString("hex")}`.toUpperCase();
}
const wrap = (uid: string) =>
  globalId(Buffer.concat([Buffer.from("vCal-Uid\u0001\0\0\0", "latin1"), Buffer.from(`${uid}\0`, "latin1")]));

describe("plainUid", () => {
  it("takes a UID of foreign make out of Exchange's wrapping", () => {
    expect(plainUid(wrap("4k2n8v0q1r7t3c5m6p9s2a0b4d@google.com"))).toBe(
      "4k2n8v0q1r7t3c5m6p9s2a0b4d@google.com",
    );
  });

  it("takes the day of an instance out of Exchange's own", () => {
    const data = Buffer.alloc(16, 7);
    expect(plainUid(globalId(data, "07EA0B11"))).toBe(globalId(data));
    expect(plainUid(globalId(data))).toBe(globalId(data));
  });

  it.each([
    "abc@google.com",
    SIGNATURE,
    `${SIGNATURE}ZZ`,
    `${SIGNATURE}07EA0B11`,
    `${SIGNATURE}${"AB".repeat(24)}`,
  ])("leaves %s as it is", (uid) => {
    expect(plainUid(uid)).toBe(uid);
  });

  it.each([null, undefined, "", "\u0000"])("takes %j for none", (uid) => {
    expect(plainUid(uid)).toBeNull();
  });

  it("reads any text without a fault, and undoes any wrapping", () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 80 }), (text, bytes) => {
        plainUid(text);
        expect(plainUid(SIGNATURE + Buffer.from(bytes).toString("hex"))).toEqual(expect.any(String));
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9_@.-]{1,80}$/), (uid) => {
        expect(plainUid(wrap(uid))).toBe(uid);
      }),
    );
  });
});
