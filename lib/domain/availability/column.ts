import type { Instant } from "../time/instant";
import type { BusyBlock } from "./busy";
import { type DayGrid, type Stretch, stretchOf } from "./day-grid";
import { type InLane, inLanes, joined } from "./lanes";

/** What a column draws: times away over its whole width, and busy blocks, those that overlap side by side. */
export type Column = {
  away: Stretch[];
  busy: InLane<Stretch & { title: string | null }>[];
  /** The time that is being chosen, and whether something is there already; null in the columns of others. */
  chosen: (Stretch & { clashes: boolean }) | null;
};

type Told = {
  blocks: readonly BusyBlock[];
  timeOff: readonly { startAt: Instant; endAt: Instant }[];
  chosen: Stretch | null;
};

/**
 * One person's column. Time off is told twice where it stands in the calendar too (RULES section 4), and drawn once; a meeting
 * that is out of office in the calendar counts as that.
 */
export function columnOf(grid: DayGrid, { blocks, timeOff, chosen }: Told): Column {
  const stretches = (spans: readonly { startAt: Instant; endAt: Instant }[]) =>
    spans.map((span) => stretchOf(grid, span)).filter((stretch) => stretch !== null);
  const busy = blocks.flatMap((block) => {
    const stretch = block.kind === "busy" ? stretchOf(grid, block) : null;
    return stretch ? [{ ...stretch, title: block.title }] : [];
  });
  const away = joined(stretches([...timeOff, ...blocks.filter(({ kind }) => kind === "away")]));
  const taken = [...busy, ...away];
  return {
    away,
    busy: inLanes(busy),
    chosen: chosen && { ...chosen, clashes: taken.some((stretch) => overlap(stretch, chosen)) },
  };
}

const overlap = (one: Stretch, other: Stretch): boolean => one.from < other.until && other.from < one.until;
