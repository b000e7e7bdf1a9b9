import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { demoGuests, demoUsers, type Person } from "@/lib/cli/demo-people";
import { freePort, listenFault } from "@/lib/cli/ports";
import { onShutdown } from "@/lib/cli/shutdown";
import { StartError } from "@/lib/cli/start-error";
import { log } from "@/lib/log";

const usualPort = 3009;
const client = { id: "almanac-sandbox-client", secret: "almanac-sandbox-secret" };

export type GoogleSandbox = { origin: string; settings: Record<string, string> };

/** Whether Google's side is to be played by the sandbox: only when no real or other Google is named. */
export function needsGoogleSandbox(): boolean {
  return !process.env.GOOGLE_BASE_URL?.trim() && !process.env.GOOGLE_CLIENT_ID?.trim();
}

/**
 * Starts the Google sandbox as a process of its own, with its state in `folder`, and keeps it running on its port.
 * Answers with the settings under which the product takes it for Google.
 */
export async function startGoogleSandbox(folder: string, appUrl: string): Promise<GoogleSandbox> {
  const wished = Number(process.env.SANDBOX_PORT?.trim() || 0);
  const port = wished || (await usualOrFreePort());
  const environment = {
    SANDBOX_PORT: String(port),
    SANDBOX_STATE: path.join(folder, "google-sandbox.json"),
    SANDBOX_PEOPLE: JSON.stringify([...demoUsers, ...demoGuests].map(toSandboxPerson)),
    SANDBOX_CLIENT_ID: client.id,
    SANDBOX_CLIENT_SECRET: client.secret,
    SANDBOX_BACK_URL: appUrl,
  };
  const origin = await supervise(environment);
  return {
    origin,
    settings: { GOOGLE_BASE_URL: origin, GOOGLE_CLIENT_ID: client.id, GOOGLE_CLIENT_SECRET: client.secret },
  };
}

async function usualOrFreePort(): Promise<number> {
  const fault = await listenFault(usualPort, "127.0.0.1");
  return fault === null ? usualPort : await freePort();
}

function toSandboxPerson({ email, name, timeZone, role }: Person) {
  return { email, name, timeZone, role: role === "guest" ? "guest" : "rep" };
}

async function supervise(environment: Record<string, string>): Promise<string> {
  let child = launch(environment);
  let ending = false;
  onShutdown(async () => {
    ending = true;
    await end(child);
  });
  const origin = await ready(child);
  const keepAlive = (launchedAt: number) => {
    child.once("exit", () => {
      if (ending) return;
      // One that dies at once would only be started for ever.
      if (performance.now() - launchedAt < 5_000) return log.error("the Google sandbox keeps stopping");
      log.warn("the Google sandbox stopped and is started again");
      child = launch(environment);
      child.stderr?.pipe(process.stderr);
      keepAlive(performance.now());
    });
  };
  keepAlive(performance.now());
  return origin;
}

function launch(environment: Record<string, string>): ChildProcess {
  // In its own process group: Ctrl-C reaches it through us, after the worker has finished with it.
  return fork(path.resolve("dist/google-sandbox.js"), {
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}

async function ready(child: ChildProcess): Promise<string> {
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said = `${said}${chunk}`.slice(-2_000);
  });
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      reject(new StartError(said.trim().split("\n").at(-1) || "The Google sandbox could not start."));
    });
    child.on("message", (message) => {
      if (typeof message !== "object" || message === null || !("ready" in message) || !("origin" in message))
        return;
      child.stderr?.pipe(process.stderr);
      resolve(String(message.origin));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), 2_000);
  await exited;
  clearTimeout(impatience);
}
