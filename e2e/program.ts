import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

export type Facts = Record<string, unknown>;

/** One verb of the built product as a process that can be taken down and brought up with the same settings. */
export class RunningProgram {
  private child: ChildProcess | undefined;

  constructor(
    private readonly verb: string,
    private readonly env: Record<string, string>,
  ) {}

  /** Starts it and answers with what it says once it is ready. */
  async start(): Promise<Facts> {
    if (this.child) throw new Error(`${this.verb} is running already`);
    const output = openSync(path.join(import.meta.dirname, ".output", `${this.verb}.log`), "a");
    const child = fork(path.join(root, "dist/start.js"), [this.verb], {
      cwd: root,
      env: { ...process.env, ...this.env },
      stdio: ["ignore", output, output, "ipc"],
    });
    this.child = child;
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) =>
        reject(new Error(`${this.verb} ended with ${code}: see e2e/.output/${this.verb}.log`)),
      );
      child.once("message", (facts) => resolve({ ...Object(facts) }));
    });
  }

  /** Ends it with `signal` and returns once it is gone. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }
}
