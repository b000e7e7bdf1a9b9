import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId, randomToken, sameSecret, seal, sha256, unseal } from "./crypto";

const key = { kid: "1", secret: "a-secret-that-is-long-enough-for-us" };
const next = { kid: "2", secret: "another-secret-that-is-long-enough" };

describe("seal and unseal", () => {
  it("gives back any text, and never the same sealed text twice", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const sealed = seal([key], "tokens", text);
        expect(unseal([key], "tokens", sealed)).toBe(text);
        expect(seal([key], "tokens", text)).not.toBe(sealed);
      }),
      { numRuns: 30 },
    );
  });

  it("refuses another purpose, another key of the same name, and a key that is gone", () => {
    const sealed = seal([key], "tokens", "text");
    expect(unseal([key], "oauth-flow", sealed)).toBeNull();
    expect(unseal([{ ...next, kid: "1" }], "tokens", sealed)).toBeNull();
    expect(unseal([next], "tokens", sealed)).toBeNull();
    expect(unseal([], "tokens", sealed)).toBeNull();
  });

  it("opens what an older key sealed, and seals with the first (rotation)", () => {
    const old = seal([key], "tokens", "text");
    expect(unseal([next, key], "tokens", old)).toBe("text");
    expect(seal([next, key], "tokens", "text")).toMatch(/^v1\.2\./);
  });

  it("refuses every text that was tampered with", () => {
    const sealed = seal([key], "tokens", "a refresh token");
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom(..."ABCxyz019-_."), (at, sign) => {
        const tampered = sealed.slice(0, at) + sign + sealed.slice(at + 1);
        const opened = unseal([key], "tokens", tampered);
        // The last sign of a base64url part may hold bits that stand for nothing.
        expect(tampered === sealed || opened === null || opened === "a refresh token").toBe(true);
      }),
    );
    expect(unseal([key], "tokens", sealed.replace(/[^.]+$/, ""))).toBeNull();
  });

  it("refuses a shortened authentication tag", () => {
    const [version, kid, iv, tag, text] = seal([key], "tokens", "text").split(".");
    for (const bytes of [4, 8, 12, 15]) {
      const short = Buffer.from(tag ?? "", "base64url")
        .subarray(0, bytes)
        .toString("base64url");
      expect(unseal([key], "tokens", [version, kid, iv, short, text].join("."))).toBeNull();
    }
  });

  it.each(["", "v1", "v1.1.x.y.z", "v2.1.AAAA.AAAA.AAAA", "....", "v1.1..."])("refuses %j", (sealed) => {
    expect(unseal([key], "tokens", sealed)).toBeNull();
  });

  it("says so when there is no key", () => {
    expect(() => seal([], "tokens", "text")).toThrow("APP_SECRET");
  });
});

describe("secrets and ids", () => {
  it("compares secrets of any length", () => {
    expect([sameSecret("", ""), sameSecret("a", "a"), sameSecret("a", "b")]).toEqual([true, true, false]);
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameSecret(a, b) === (a === b)));
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(randomToken()).toMatch(/^[\w-]{43}$/);
  });

  it("makes version 7 ids that sort by time of creation", () => {
    const time = fc.integer({ min: 0, max: 2 ** 47 });
    fc.assert(
      fc.property(time, time, (a, b) => {
        const [first, second] = [newId(Math.min(a, b)), newId(Math.max(a, b))];
        expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(a === b || first < second).toBe(true);
      }),
    );
    expect(newId()).not.toBe(newId());
  });
});
