import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { onShutdown } from "@/lib/cli/shutdown";
import { StartError } from "@/lib/cli/start-error";
import { log } from "@/lib/log";

/** A program of `dist/` that runs beside this one; `name` is how people are told of it. */
export type SideProgram = { name: string; program: string; environment: Record<string, string> };

/**
 * Starts a program as a process of its own and keeps it running until this one ends; answers with the origin it says
 * it is ready on. Throws `StartError` with its last words when it does not come up.
 */
export async function supervise(side: SideProgram): Promise<string> {
  let child = launch(side);
  let ending = false;
  onShutdown(async () => {
    ending = true;
    await end(child);
  });
  const origin = await ready(child, side.name);
  const keepAlive = (launchedAt: number) => {
    child.once("exit", () => {
      if (ending) return;
      // One that dies at once would only be started for ever.
      if (performance.now() - launchedAt < 5_000) return log.error(`the ${side.name} keeps stopping`);
      log.warn(`the ${side.name} stopped and is started again`);
      child = launch(side);
      child.stderr?.pipe(process.stderr);
      keepAlive(performance.now());
    });
  };
  keepAlive(performance.now());
  return origin;
}

function launch({ program, environment }: SideProgram): ChildProcess {
  // In its own process group: Ctrl-C reaches it through us, after the worker has finished with it.
  return fork(path.resolve("dist", program), {
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}

async function ready(child: ChildProcess, name: string): Promise<string> {
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said = `${said}${chunk}`.slice(-2_000);
  });
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      reject(new StartError(said.trim().split("\n").at(-1) || `The ${name} could not start.`));
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
