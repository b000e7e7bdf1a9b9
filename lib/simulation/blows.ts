import { Fate } from "./faults";
import { count, type Run } from "./run";
import { cutConnections, healPool } from "./stage";
import type { Blow } from "./steps";

/** What is to become of the next piece of work. */
export function fateOf(run: Run, blow: Blow | null): Fate {
  if (!blow) return new Fate();
  const told = () => count(run.tally, "blow struck");
  if (blow.kind === "kill") return new Fate(blow.at, "kill", told);
  const cut = async () => {
    await cutConnections(run.scene.stage);
    await healPool();
  };
  return new Fate(blow.at, cut, told);
}
