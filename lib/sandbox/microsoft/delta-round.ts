import { deltaRows, type KeyedRow } from "./delta-rows";
import type { DeltaPosition } from "./delta-tokens";
import type { Viewer } from "./event-render";
import type { World } from "./world";

type Made = { of: string; rows: KeyedRow[] };

const latest = new WeakMap<World, Made>();

/** The rows of a round, made once for all its pages as long as nothing that they are made of changes. */
export function roundRows(world: World, viewer: Viewer, at: DeltaPosition): KeyedRow[] {
  const { revision } = world.store.mailbox(viewer.email);
  const { after: _, ...round } = at;
  const of = JSON.stringify([viewer, revision, round, world.store.state.behaviours]);
  const known = latest.get(world);
  if (known?.of === of) return known.rows;
  const rows = deltaRows(world, viewer, at);
  latest.set(world, { of, rows });
  return rows;
}
