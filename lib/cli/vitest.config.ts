import path from "node:path";
import { defineConfig } from "vitest/config";

// Rules hold in any zone; the usual run has one that nobody's machine changes.
process.env.TZ ??= "UTC";

const root = path.resolve(import.meta.dirname, "../..");

const needsDatabase = {
  globalSetup: ["lib/cli/vitest-database.ts"],
  hookTimeout: 60_000,
  pool: "forks" as const,
  maxWorkers: 2,
};

/**
 * `unit` is pure and fast (part of `npm run verify`); `system` needs PostgreSQL or a sandbox over HTTP. `outlook` runs the
 * suites about calendars a second time, with Outlook in Google's place.
 */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    // Code under test reads settings like the product does; no test reaches a database through these.
    env: {
      APP_SECRET: "a-secret-for-tests-and-nothing-else",
      DATABASE_URL: "postgres://nobody@database.invalid/none",
      LOG_LEVEL: "silent",
    },
    // Beside other work even a property test may take seconds; what this ends is a test that hangs.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["lib/**/*.test.ts", "db/**/*.test.ts", "components/**/*.test.ts"],
          exclude: ["**/*.system.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "system",
          include: ["lib/**/*.system.test.ts", "db/**/*.system.test.ts"],
          provide: { calendarProvider: "google" },
          ...needsDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: "outlook",
          include: [
            "lib/{services/{availability,back-fill,calendar,meetings,sync-log,time-off},jobs}/*.system.test.ts",
            "lib/services/calendar/cases/*.system.test.ts",
          ],
          provide: { calendarProvider: "microsoft" },
          ...needsDatabase,
        },
      },
    ],
  },
});
