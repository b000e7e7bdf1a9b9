import type { Story } from "./every-kill-stories";
import { play } from "./play";
import type { Stage } from "./stage";

const MOST_EFFECTS = 300;

export type Kills = { user: string; story: Story; from: number; stride: number };

/**
 * Tells a story again and again, its last work killed before effect `from`, `from + stride` … until it lives to its end.
 * Answers how often it was killed, and with the faults of the first time that did not end as it must.
 */
export async function killEverywhere(
  stage: Stage,
  { user, story, from, stride }: Kills,
): Promise<{ kills: number; faults: string[] }> {
  let kills = 0;
  for (let at = from; at < MOST_EFFECTS; at += stride) {
    const tally = new Map<string, number>();
    const faults = await play(stage, 1, story(user, { kind: "kill", at }), tally, [user]);
    if (faults.length > 0) return { kills, faults: [`killed before effect ${at}`, ...faults] };
    if (!tally.has("blow struck")) return { kills, faults: [] };
    kills += 1;
  }
  return { kills, faults: ["the work has more effects than anybody would wait for"] };
}
