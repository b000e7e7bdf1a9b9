import { z } from "zod";

/** One key that secrets are sealed with; `kid` says which one sealed a stored value. */
export type AppSecret = { kid: string; secret: string };
export type AppSecrets = readonly [AppSecret, ...AppSecret[]];

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

const flag = z
  .enum(["0", "1", "true", "false"], { error: "must be 1 or 0" })
  .transform((value) => value === "1" || value === "true");
const text = z.string();

/** What each setting may look like; absent is always allowed here. */
export const settingShape = z.object({
  NODE_ENV: z
    .enum(["development", "production", "test"], { error: "must be production, development or test" })
    .optional(),
  DATABASE_URL: url(
    ["postgres:", "postgresql:"],
    "must look like postgres://user:password@host:5432/database",
  ).optional(),
  APP_URL: origin().optional(),
  APP_SECRET: text.transform(toSecrets).optional(),
  GOOGLE_CLIENT_ID: text.optional(),
  GOOGLE_CLIENT_SECRET: text.optional(),
  GOOGLE_BASE_URL: origin().optional(),
  MICROSOFT_CLIENT_ID: text.optional(),
  MICROSOFT_CLIENT_SECRET: text.optional(),
  MICROSOFT_TENANT: z
    .string()
    .regex(/^[\w.-]+$/, "must be a tenant id, a domain or common")
    .optional(),
  MICROSOFT_BASE_URL: origin().optional(),
  SMTP_URL: url(["smtp:", "smtps:"], "must look like smtp://user:password@host:587").optional(),
  HOST: text.optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a number from 1 to 65535")
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, "must be a number from 1 to 65535")
    .optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` }).optional(),
  TRUST_PROXY: flag.optional(),
  WEB: flag.optional(),
  WORKER: flag.optional(),
  SANDBOX: flag.optional(),
});
export type SettingValues = z.output<typeof settingShape>;

function url(protocols: string[], message: string) {
  return z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), message);
}

function origin() {
  const message = "must be an origin such as https://crm.example.com, without a path";
  return z
    .string()
    .refine((value) => URL.canParse(value) && isOrigin(new URL(value)), message)
    .transform((value) => new URL(value).origin);
}

function isOrigin(at: URL): boolean {
  if (at.protocol !== "http:" && at.protocol !== "https:") return false;
  return (
    at.pathname === "/" && at.search === "" && at.hash === "" && at.username === "" && at.password === ""
  );
}

/** `secret`, or `kid:secret,older:secret` while keys are being rotated. */
function toSecrets(value: string, ctx: z.RefinementCtx<string>): AppSecrets {
  const keyed = /^[\w-]{1,16}:/.test(value);
  const [first, ...older] = keyed ? value.split(",").map(toSecret) : [{ kid: "1", secret: value }];
  const all = [first ?? { kid: "", secret: "" }, ...older] as const;
  const kids = new Set(all.map((one) => one.kid));
  if (all.some((one) => one.kid === "" || one.secret.length < 32)) {
    ctx.addIssue(
      "must be 32 or more random characters, or kid:secret,kid:secret with as many in each secret",
    );
  } else if (kids.size !== all.length) ctx.addIssue("names the same key id twice");
  return all;
}

function toSecret(part: string): AppSecret {
  const [, kid = "", secret = ""] = /^\s*([\w-]{1,16}):(.*?)\s*$/.exec(part) ?? [];
  return { kid, secret };
}
