import { createHmac } from "node:crypto";
import { listenFault } from "@/lib/cli/ports";
import { onShutdown } from "@/lib/cli/shutdown";
import { StartError } from "@/lib/cli/start-error";
import { settings } from "@/lib/env";

type Mode = "production" | "development";

/** Starts what this process is to run, web and worker unless `WEB=0` or `WORKER=0`; all settings are in place. */
export async function startProduct(mode: Mode): Promise<void> {
  const env = settings();
  applySessionSettings();
  const parts: Promise<void>[] = [];
  if (env.runWorker) parts.push(startWorkerPart());
  if (env.runWeb) parts.push(startWebPart(mode));
  if (parts.length === 0) throw new StartError("WEB and WORKER are both 0: there is nothing to run.");
  await Promise.all(parts);
}

/** Refuses early, before a database is started, when the web server's port is taken. */
export async function refuseBusyPort(): Promise<void> {
  if (process.env.WEB?.trim() === "0") return;
  const port = Number(process.env.PORT?.trim() || 3000);
  const fault = await listenFault(port, process.env.HOST?.trim() || "127.0.0.1");
  if (fault) throw portFault(port, fault);
}

async function startWorkerPart(): Promise<void> {
  const { startWorker } = await import("@/lib/jobs/worker");
  const worker = await startWorker({});
  onShutdown(() => worker.stop());
}

async function startWebPart(mode: Mode): Promise<void> {
  const { startWeb } = await import("@/lib/http/server");
  const { port, host } = settings();
  const web = await startWeb({ port, host, mode }).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === "listen" ? portFault(port, error.code ?? "") : error;
  });
  onShutdown(() => web.close());
}

function portFault(port: number, code: string): StartError {
  if (code === "EADDRINUSE")
    return new StartError(`Port ${port} is taken: set PORT to a free one, such as PORT=${port + 1}.`);
  if (code === "EACCES")
    return new StartError(`Port ${port} is not allowed to this user: set PORT to one above 1024.`);
  return new StartError(`Almanac cannot listen on port ${port} (${code}): check HOST and PORT.`);
}

/** The sign-in library reads its two settings from the environment; its key is derived, so that one secret is enough. */
function applySessionSettings(): void {
  const { appUrl, appSecrets } = settings();
  const key = createHmac("sha256", appSecrets[0].secret).update("almanac sessions").digest("base64url");
  Object.assign(process.env, { NEXTAUTH_URL: appUrl, NEXTAUTH_SECRET: key });
}
