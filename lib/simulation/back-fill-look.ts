import type { Run } from "./run";

/** Where a back-fill stands, for the oracle. */
export type BackFillRow = { connectionId: string; state: string; cursor: string | null };

export async function readBackFill({ scene }: Run, id: string | undefined): Promise<BackFillRow | null> {
  if (!id) return null;
  const [row] = await scene.stage.owner<BackFillRow[]>`
    select connection_id as "connectionId", state, cursor from back_fills where id = ${id}`;
  return row ?? null;
}

/** What a job has read for certain: a confirmed pass that began and ended in it has listed the whole calendar. */
export function howListed(before: BackFillRow | null, after: BackFillRow | null): "whole" | "perhaps" | null {
  if (before?.state !== "running") return null;
  return before.cursor === null && after?.state === "done" ? "whole" : "perhaps";
}

/** At quiet no pass is still on its way where the calendar may be read. */
export async function unfinishedBackFills(run: Run): Promise<string[]> {
  const readable = run.mailboxes.filter((mailbox) => mailbox.isLive && mailbox.isSyncing);
  if (readable.length === 0) return [];
  const { owner } = run.scene.stage;
  const rows = await owner<{ connectionId: string; state: string }[]>`
    select connection_id as "connectionId", state from back_fills
    where state in ('counting', 'running')
      and connection_id in ${owner(readable.map(({ connectionId }) => connectionId))}`;
  return rows.map(({ connectionId, state }) => `a back-fill of ${connectionId} is ${state} for ever`);
}
