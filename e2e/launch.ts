import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Facts, RunningProgram } from "./program";
import { writeStack } from "./stack";

type Programs = Record<"database" | "sandbox" | "app", RunningProgram>;

/**
 * Playwright's global setup: the built product on free ports, with a database and both sandboxes of its own, each a
 * process that specs can take down (`control` in stack.ts). Answers with the teardown.
 */
export default async function launch(): Promise<() => Promise<void>> {
  if (!existsSync(path.join(import.meta.dirname, "../dist/start.js")))
    throw new Error("Run npm run build first.");
  await rm(path.join(import.meta.dirname, ".output"), { recursive: true, force: true });
  await mkdir(path.join(import.meta.dirname, ".output"), { recursive: true });
  const home = await mkdtemp(path.join(tmpdir(), "almanac-e2e-"));
  // PostgreSQL runs as another account when this is root, and has to pass through.
  await chmod(home, 0o711);
  const { programs, urls } = await startAll(home);
  const controls = await serveControls(programs);
  writeStack({ ...urls, controlUrl: `http://127.0.0.1:${portOf(controls)}` });
  Object.assign(process.env, { E2E_APP_URL: urls.appUrl });
  return async () => {
    controls.close();
    for (const program of [programs.app, programs.sandbox, programs.database]) await program.end("SIGTERM");
    await rm(home, { recursive: true, force: true });
  };
}

async function startAll(home: string) {
  const [databasePort, googlePort, microsoftPort, appPort] = await freePorts();
  const appUrl = `http://localhost:${appPort}`;
  const database = new RunningProgram("database", {
    DATA_DIR: path.join(home, "database"),
    DATABASE_PORT: String(databasePort),
  });
  const sandbox = new RunningProgram("sandbox", {
    DATA_DIR: path.join(home, "sandbox"),
    SANDBOX_PORT: String(googlePort),
    MICROSOFT_SANDBOX_PORT: String(microsoftPort),
    APP_URL: appUrl,
  });
  const [{ url }, facts] = await Promise.all([database.start(), sandbox.start()]);
  const app = new RunningProgram("demo", {
    DATA_DIR: path.join(home, "app"),
    DATABASE_URL: String(url),
    APP_URL: appUrl,
    PORT: String(appPort),
    ...providerSettings(facts),
    // A developer's own .env must not reach a test run.
    ...Object.fromEntries(
      ["APP_SECRET", "HOST", "SMTP_URL", "WEB", "WORKER", "TRUST_PROXY"].map((name) => [name, ""]),
    ),
  });
  await app.start();
  return {
    programs: { database, sandbox, app },
    urls: {
      appUrl,
      sandboxUrls: { google: String(facts.origin), microsoft: String(facts.microsoftOrigin) },
      databaseUrl: String(url),
    },
  };
}

/** What the sandboxes say makes them the product's providers. */
const providerSettings = (facts: Facts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      /^(GOOGLE|MICROSOFT)_/.test(name) ? [[name, String(value)]] : [],
    ),
  );

async function freePorts(): Promise<[number, number, number, number]> {
  const servers = [createServer(), createServer(), createServer(), createServer()] as const;
  // All are held at once, so that they differ.
  await Promise.all(servers.map((server) => listen(server)));
  const [one = 0, two = 0, three = 0, four = 0] = servers.map(portOf);
  for (const server of servers) server.close();
  return [one, two, three, four];
}

async function serveControls(programs: Programs): Promise<Server> {
  const server = createServer((request, response) => {
    obey(programs, request.url ?? "").then(
      () => response.end("done"),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await listen(server);
  return server;
}

async function obey(programs: Programs, url: string): Promise<void> {
  const [, name = "", verb] = url.split("/");
  const program = Object.entries(programs).find(([known]) => known === name)?.[1];
  if (!program) throw new Error(`there is no program ${name}`);
  if (verb === "start") await program.start();
  else if (verb === "stop" || verb === "kill") await program.end(verb === "stop" ? "SIGTERM" : "SIGKILL");
  else throw new Error(`there is no verb ${verb}`);
}

async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
