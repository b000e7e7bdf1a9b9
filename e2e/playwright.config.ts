import { existsSync } from "node:fs";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";
import type { Options } from "./fixtures";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.PLAYWRIGHT_CHROMIUM || known.find((file) => existsSync(file));

/** Specs about the calendar run once with each provider, and so does what is marked `@both` elsewhere. */
const both = [
  /(calendar-\w+|connect-calendar|connection-\w+|schedule-(meeting|crash)|edit-meeting)\.spec/,
  /@both/,
];

export default defineConfig<Options>({
  testDir: ".",
  outputDir: ".output/results",
  globalSetup: path.join(import.meta.dirname, "launch.ts"),
  // One at a time: some specs take the product or its database down, and the account has one calendar app.
  workers: 1,
  // Generous, since a busy machine can take several times as long as a quiet one.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  // Once more, and told as flaky at the end: a slow machine is no fault of the product, a second failure is.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    baseURL: process.env.E2E_APP_URL ?? "http://localhost:3000",
    // Recording costs a third of the time; `npm run e2e -- --trace on <spec>` shows a failure step by step.
    trace: "off",
    screenshot: "only-on-failure",
    locale: "en-GB",
    timezoneId: "Europe/Warsaw",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-gpu",
      ],
    },
  },
  projects: [
    { name: "google", grepInvert: /@microsoft/, use: { provider: "google" } },
    { name: "outlook", grep: both, grepInvert: /@google/, use: { provider: "microsoft" } },
  ],
});
