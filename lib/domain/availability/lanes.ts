import { QUARTER, type Stretch } from "./day-grid";

/** Where a block is drawn: in lane `lane` of the `lanes` its neighbours share. */
export type InLane<T> = T & { lane: number; lanes: number };

/** A block is never drawn lower than a quarter of an hour, or nobody could read it. */
export const drawnUntil = ({ from, until }: Stretch): number => Math.max(until, from + QUARTER);

/** Puts blocks that would cover each other side by side, the earlier and then the longer one first. */
export function inLanes<T extends Stretch>(blocks: readonly T[]): InLane<T>[] {
  const ordered = [...blocks].sort((a, b) => a.from - b.from || b.until - a.until);
  const placed: InLane<T>[] = [];
  let group: InLane<T>[] = [];
  let ends: number[] = [];
  const close = () => {
    placed.push(...group.map((block) => ({ ...block, lanes: ends.length })));
    group = [];
    ends = [];
  };
  for (const block of ordered) {
    if (ends.every((end) => end <= block.from)) close();
    const free = ends.findIndex((end) => end <= block.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = drawnUntil(block);
    group.push({ ...block, lane, lanes: 0 });
  }
  close();
  return placed;
}

/** Stretches without overlaps: what touches or overlaps becomes one. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const ordered = [...stretches].sort((a, b) => a.from - b.from);
  const whole: Stretch[] = [];
  for (const { from, until } of ordered) {
    const last = whole.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else whole.push({ from, until });
  }
  return whole;
}
