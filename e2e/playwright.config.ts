import { existsSync } from "node:fs";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.PLAYWRIGHT_CHROMIUM || known.find((file) => existsSync(file));

export default defineConfig({
  testDir: ".",
  outputDir: ".output/results",
  globalSetup: path.join(import.meta.dirname, "launch.ts"),
  // One at a time: some specs take the product or its database down.
  workers: 1,
  // Generous, since a busy machine can take several times as long as a quiet one.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    baseURL: process.env.E2E_APP_URL ?? "http://localhost:3000",
    // Recording costs a third of the time; `npm run e2e -- --trace on <spec>` shows a failure step by step.
    trace: "off",
    screenshot: "only-on-failure",
    locale: "en-GB",
    timezoneId: "Europe/Warsaw",
  },
  projects: [
    {
      name: "chromium",
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 1440, height: 900 },
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
    },
  ],
});
