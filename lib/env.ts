// Relative, because Next resolves the alias against the wrong folder when its configuration loads this file.
import { type AppSecrets, type LogLevel, logLevels, type SettingValues, settingShape } from "./env-values";

export type Env = {
  nodeEnv: "development" | "production" | "test";
  databaseUrl: string;
  /** Origin without a trailing slash, as people and providers reach it. */
  appUrl: string;
  /** Whether a provider can call us back: https, or a sandbox on this machine. Otherwise calendars are polled. */
  publicUrl: boolean;
  /** The first is current; the others only open what an earlier one sealed. */
  appSecrets: AppSecrets;
  google: { clientId: string; clientSecret: string; apiRoot: string | null } | null;
  microsoft: { clientId: string; clientSecret: string; tenant: string; apiRoot: string | null } | null;
  smtpUrl: string | null;
  host: string;
  port: number;
  logLevel: LogLevel;
  /** Forwarded addresses are believed only when a proxy of ours writes them. */
  trustProxy: boolean;
  runWeb: boolean;
  runWorker: boolean;
  sandbox: boolean;
};

/** Settings that cannot be used; the message has one line per fault and never a secret's value. */
export class SettingsError extends Error {
  override name = "SettingsError";
  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

const missingSecret =
  "APP_SECRET is missing: set it to 32 or more random characters (openssl rand -base64 32)";
const missingDatabase = "DATABASE_URL is missing: set it to postgres://user:password@host:5432/database";

/**
 * Reads every setting once. Empty values count as absent.
 * Throws one `SettingsError` that lists all faults.
 */
export function parseEnv(source: NodeJS.ProcessEnv): Env {
  const { values, faults } = read(source);
  if (!isGiven(source.APP_SECRET)) faults.push(missingSecret);
  if (!isGiven(source.DATABASE_URL)) faults.push(missingDatabase);
  if (!values?.APP_SECRET || !values.DATABASE_URL || faults.length > 0) throw new SettingsError(faults);
  return toEnv(values, values.APP_SECRET, values.DATABASE_URL);
}

/** Throws a `SettingsError` for values that are wrong, but lets them be absent: for builds and launchers. */
export function checkSettings(source: NodeJS.ProcessEnv): void {
  const { faults } = read(source);
  if (faults.length > 0) throw new SettingsError(faults);
}

let parsed: Env | undefined;

/** The settings of this process, parsed at the first call so that a build needs none. */
export function settings(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** The log level alone, which must be known even when other settings are wrong. */
export function logLevel(): LogLevel {
  return logLevels.find((level) => level === process.env.LOG_LEVEL?.trim()) ?? "info";
}

function read(source: NodeJS.ProcessEnv): { values: SettingValues | undefined; faults: string[] } {
  const given = Object.entries(source).filter(([, value]) => isGiven(value));
  const result = settingShape.safeParse(
    Object.fromEntries(given.map(([key, value]) => [key, value?.trim()])),
  );
  const faults = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  const have = (key: string) => given.some(([name]) => name === key);
  faults.push(...pairFaults("GOOGLE", have), ...pairFaults("MICROSOFT", have));
  return { values: result.data, faults };
}

function isGiven(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== "";
}

function pairFaults(provider: string, have: (key: string) => boolean): string[] {
  const id = `${provider}_CLIENT_ID`;
  const secret = `${provider}_CLIENT_SECRET`;
  if (have(id) && !have(secret)) return [`${secret} is missing: ${id} is set, and one needs the other`];
  if (have(secret) && !have(id)) return [`${id} is missing: ${secret} is set, and one needs the other`];
  if (have(`${provider}_BASE_URL`) && !have(id)) {
    return [`${id} and ${secret} are missing: ${provider}_BASE_URL is set, and needs both`];
  }
  return [];
}

function toEnv(values: SettingValues, appSecrets: AppSecrets, databaseUrl: string): Env {
  const port = values.PORT ?? 3000;
  const appUrl = values.APP_URL ?? `http://localhost:${port}`;
  const google = clientOf(values.GOOGLE_CLIENT_ID, values.GOOGLE_CLIENT_SECRET, values.GOOGLE_BASE_URL);
  const microsoft = clientOf(
    values.MICROSOFT_CLIENT_ID,
    values.MICROSOFT_CLIENT_SECRET,
    values.MICROSOFT_BASE_URL,
  );
  const sandbox = values.SANDBOX ?? false;
  return {
    nodeEnv: values.NODE_ENV ?? "development",
    databaseUrl,
    appUrl,
    publicUrl: appUrl.startsWith("https:") || isLoopback(google?.apiRoot) || isLoopback(microsoft?.apiRoot),
    appSecrets,
    google,
    microsoft: microsoft && { ...microsoft, tenant: values.MICROSOFT_TENANT ?? "common" },
    smtpUrl: values.SMTP_URL ?? null,
    // A sandboxed installation has a password everybody knows: it stays on this machine unless told otherwise.
    host: values.HOST ?? (sandbox ? "127.0.0.1" : "0.0.0.0"),
    port,
    logLevel: values.LOG_LEVEL ?? "info",
    trustProxy: values.TRUST_PROXY ?? false,
    runWeb: values.WEB ?? true,
    runWorker: values.WORKER ?? true,
    sandbox,
  };
}

function clientOf(
  clientId: string | undefined,
  clientSecret: string | undefined,
  apiRoot: string | undefined,
) {
  return clientId && clientSecret ? { clientId, clientSecret, apiRoot: apiRoot ?? null } : null;
}

function isLoopback(root: string | null | undefined): boolean {
  return root != null && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(root).hostname);
}
