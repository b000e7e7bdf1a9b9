import { looksLost } from "@/db/lost-connections";
import { StartError } from "@/lib/cli/start-error";
import { SettingsError } from "@/lib/env";
import { describeError, log } from "@/lib/log";

type Stop = () => Promise<unknown>;

const stops: Stop[] = [];
let stopping: Promise<void> | undefined;
let askedAt = 0;

/** Registers what has to be stopped when the process ends; the last registered is stopped first. */
export function onShutdown(stop: Stop): void {
  stops.push(stop);
}

/** Ends the process in order on Ctrl-C, a polite kill, a closed terminal, or when the program that forked it is gone. */
export function stopOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => asked());
  if (process.channel) process.once("disconnect", () => asked());
  if (process.env.npm_lifecycle_event) stopWithoutParent();
  process.on("uncaughtException", (error) => stopAfter(error));
  process.on("unhandledRejection", (error) => {
    // A connection that is cut while it opens: the driver asks it for the array types, and nobody awaits that answer.
    if (!looksLost(error)) return stopAfter(error);
    log.warn({ err: error }, "a database connection was cut while it opened");
  });
}

function stopAfter(error: unknown): void {
  log.fatal({ err: error }, "stopping after an unexpected error");
  void shutdown(1);
}

/** Like `onShutdown`, for something that is still starting: it is stopped also when it is up only later. */
export function onShutdownOf(starting: Promise<{ stop(): Promise<unknown> }>): void {
  // Whoever waits for it tells of a failed start; here there is then nothing to stop.
  starting.catch(() => undefined);
  onShutdown(() =>
    starting.then(
      (started) => started.stop(),
      () => undefined,
    ),
  );
}

/** Stops everything and exits; what refuses to stop does not keep the others from it. */
export async function shutdown(code: number): Promise<void> {
  stopping ??= stopAll();
  await stopping;
  process.exit(code);
}

/** Prints why the start failed (one line per fault when a person can act on it), stops what runs, exits with 1. */
export async function failStart(error: unknown): Promise<void> {
  // Parts that were still starting when they were stopped have nothing to tell.
  if (stopping) return;
  const known = error instanceof StartError || error instanceof SettingsError;
  const described = describeError(error);
  console.error(known ? error.message : `Almanac could not start: ${described.stack ?? described.message}`);
  await shutdown(1);
}

// A killed npm cannot pass anything on; without it nobody could stop us, and the next start would find us in its way.
function stopWithoutParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) asked();
  }, 250).unref();
}

function asked(): void {
  // A terminal and npm both pass on one Ctrl-C; only a later one means "now".
  const again = askedAt > 0 && performance.now() - askedAt > 1_000;
  if (again) process.exit(130);
  if (askedAt === 0) askedAt = performance.now();
  void shutdown(0);
}

async function stopAll(): Promise<void> {
  for (const stop of stops.reverse()) {
    await stop().catch((error: unknown) => log.error({ err: error }, "could not stop a part"));
  }
}
