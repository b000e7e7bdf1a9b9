/** A stretch of one day, in minutes from midnight. */
export type Stretch = { from: number; to: number };
export type Placed<Item> = Item & { lane: number; lanes: number };

const MIN_HEIGHT_MINUTES = 25;

/** Puts overlapping stretches side by side: each gets a lane, and knows how many lanes its cluster has. */
export function placeInLanes<Item extends Stretch>(items: Item[]): Placed<Item>[] {
  const placed: Placed<Item>[] = [];
  let cluster: Placed<Item>[] = [];
  let laneEnds: number[] = [];
  const closeCluster = () => {
    for (const item of cluster) item.lanes = laneEnds.length;
    placed.push(...cluster);
    cluster = [];
    laneEnds = [];
  };
  for (const item of [...items].sort((one, other) => one.from - other.from || other.to - one.to)) {
    if (laneEnds.every((end) => end <= item.from)) closeCluster();
    const free = laneEnds.findIndex((end) => end <= item.from);
    const lane = free < 0 ? laneEnds.length : free;
    laneEnds[lane] = Math.max(item.to, item.from + MIN_HEIGHT_MINUTES);
    cluster.push({ ...item, lane, lanes: 1 });
  }
  closeCluster();
  return placed;
}
