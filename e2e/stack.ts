import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ProviderName } from "@/lib/domain/calendar/connection";

/** Where the running product under test and its surroundings are reached. */
export type Stack = {
  appUrl: string;
  sandboxUrls: Record<ProviderName, string>;
  databaseUrl: string;
  /** Takes `POST /<program>/<verb>`: see `control`. */
  controlUrl: string;
};

/** `sandbox` is both providers' at once. */
export type Program = "app" | "database" | "sandbox";
/** `stop` is polite, `kill` is `kill -9`; both return once the program is gone, `start` once it is ready again. */
export type Verb = "start" | "stop" | "kill";

const file = path.join(import.meta.dirname, ".output/stack.json");

/** The stack that the global setup started for this run. */
export function readStack(): Stack {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Leaves the stack's addresses where specs find them. */
export function writeStack(stack: Stack): void {
  writeFileSync(file, JSON.stringify(stack, null, 2));
}

/** Takes a program of the stack down or up, for specs about crashes and outages. Always bring it up again. */
export async function control(program: Program, verb: Verb): Promise<void> {
  const answer = await fetch(`${readStack().controlUrl}/${program}/${verb}`, { method: "POST" });
  if (!answer.ok) throw new Error(`${program} ${verb}: ${await answer.text()}`);
}
