import { expect } from "vitest";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { Rep } from "./cast.testing";
import type { Stage } from "./stage.testing";

/** A case of the table, ready to be played. */
export type Case = {
  no: number;
  name: string;
  /** Where it exists on one provider alone: which, and why not on the other. */
  only?: { on: ProviderName; because: string };
  /** How the product decides, where the contract leaves it open or says otherwise. */
  ruling?: string;
  play(stage: Stage): Promise<void>;
};

type Told<Given, Done> = Omit<Case, "play"> & {
  /** Whose calendars are connected before anything happens; Mia's unless told. */
  connected?: readonly ("mia" | "bob")[];
  given?(stage: Stage): Promise<Given>;
  when(stage: Stage, given: Given): Promise<Done>;
  /** Looked at after a pull, and once more after another, which must change nothing (RULES I14). */
  shows(stage: Stage, given: Given, done: Done): Promise<unknown>;
};

/** One row: what is there, what happens, and what the contact's timeline shows after the calendars were read. */
export function row<Given = undefined, Done = unknown>(told: Told<Given, Done>): Case {
  const { connected = ["mia"], given, when, shows, ...about } = told;
  return {
    ...about,
    async play(stage) {
      for (const name of connected) await stage[name].connect();
      const before = (await given?.(stage)) as Given;
      await pullAll(stage);
      const done = await when(stage, before);
      await pullAll(stage);
      await shows(stage, before, done);
      await pullAll(stage, "Bob first");
      await shows(stage, before, done);
    },
  };
}

/** A round that fails is only noted, and the next one waits: nothing a case shows could be believed then. */
async function pullAll({ mia, bob }: Stage, order: "Mia first" | "Bob first" = "Mia first"): Promise<void> {
  const reps: Rep[] = order === "Mia first" ? [mia, bob] : [bob, mia];
  for (const rep of reps) {
    await rep.pull();
    expect([null, "in-sync"], `the calendar of ${rep.email}`).toContain(await rep.state());
  }
}
