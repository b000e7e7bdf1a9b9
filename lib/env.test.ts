import { describe, expect, it } from "vitest";
import { checkSettings, parseEnv, SettingsError } from "@/lib/env";

const secret = "0123456789abcdef0123456789abcdef";
const base = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://a:b@db:5432/almanac",
  APP_SECRET: secret,
} as const;

function faultsOf(source: NodeJS.ProcessEnv): readonly string[] {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

describe("settings", () => {
  it("has a default for everything but the secret and the database", () => {
    expect(parseEnv(base)).toMatchObject({
      appUrl: "http://localhost:3000",
      publicUrl: false,
      appSecrets: [{ kid: "1", secret }],
      google: null,
      microsoft: null,
      host: "0.0.0.0",
      port: 3000,
      runWeb: true,
      runWorker: true,
      sandbox: false,
    });
  });

  it("refuses to run without a secret, and says how to make one", () => {
    expect(faultsOf({ ...base, APP_SECRET: "" })).toEqual([
      "APP_SECRET is missing: set it to 32 or more random characters (openssl rand -base64 32)",
    ]);
  });

  it("lists every fault at once and never the value of a secret", () => {
    const faults = faultsOf({
      ...base,
      APP_SECRET: "too-short",
      DATABASE_URL: "mysql://root:hunter2@db/x",
      APP_URL: "https://crm.example.com/almanac",
      PORT: "70000",
      SANDBOX: "yes",
      GOOGLE_CLIENT_ID: "id",
    });
    expect(faults.map((fault) => fault.split(" ")[0]).sort()).toEqual(
      ["APP_SECRET", "APP_URL", "DATABASE_URL", "GOOGLE_CLIENT_SECRET", "PORT", "SANDBOX"].sort(),
    );
    expect(faults.join("\n")).not.toMatch(/hunter2|too-short/);
    for (const fault of faults) expect(fault).not.toContain("\n");
  });

  it.each([
    "https://api.test/google",
    "https://user@api.test",
    "ftp://api.test",
    "api.test",
    "https://api.test/?x=1",
  ])("refuses %s as a provider's base", (root) => {
    const faults = faultsOf({
      ...base,
      GOOGLE_CLIENT_ID: "i",
      GOOGLE_CLIENT_SECRET: "s",
      GOOGLE_BASE_URL: root,
    });
    expect(faults).toEqual([expect.stringMatching(/^GOOGLE_BASE_URL must be an origin/)]);
  });

  it("normalises origins to have no trailing slash", () => {
    const env = parseEnv({ ...base, APP_URL: "https://CRM.example.com/" });
    expect(env.appUrl).toBe("https://crm.example.com");
    expect(env.publicUrl).toBe(true);
  });

  it("can be called back by a sandbox on the same machine", () => {
    const google = {
      GOOGLE_CLIENT_ID: "i",
      GOOGLE_CLIENT_SECRET: "s",
      GOOGLE_BASE_URL: "http://127.0.0.1:3009",
    };
    expect(parseEnv({ ...base, ...google }).publicUrl).toBe(true);
    expect(parseEnv({ ...base, ...google, GOOGLE_BASE_URL: "http://10.0.0.8:3009" }).publicUrl).toBe(false);
  });

  it("takes a rotated secret: the first is current", () => {
    const older = secret.toUpperCase();
    expect(parseEnv({ ...base, APP_SECRET: `b:${secret}, a:${older}` }).appSecrets).toEqual([
      { kid: "b", secret },
      { kid: "a", secret: older },
    ]);
    expect(faultsOf({ ...base, APP_SECRET: `b:${secret},b:${older}` })).toHaveLength(1);
    expect(faultsOf({ ...base, APP_SECRET: `b:${secret},a:short` })).toHaveLength(1);
  });

  it("keeps a sandboxed installation on this machine", () => {
    expect(parseEnv({ ...base, SANDBOX: "1" }).host).toBe("127.0.0.1");
  });

  it("lets a build have no settings, but no wrong ones", () => {
    expect(() => checkSettings({ NODE_ENV: "production" })).not.toThrow();
    expect(() => checkSettings({ NODE_ENV: "production", APP_URL: "nowhere" })).toThrow(SettingsError);
  });
});
