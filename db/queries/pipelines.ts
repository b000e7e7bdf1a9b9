import { asc, eq } from "drizzle-orm";
import type { Pipeline, Stage } from "@/lib/domain/records/record";
import type { Tx } from "../client";
import { pipelines, stages } from "../schema/pipelines";

/** Every pipeline with its stages, in the order people put them. */
export async function listPipelines(tx: Tx, accountId: string): Promise<Pipeline[]> {
  const [heads, rows] = await Promise.all([
    tx
      .select({ id: pipelines.id, kind: pipelines.kind, name: pipelines.name })
      .from(pipelines)
      .where(eq(pipelines.accountId, accountId))
      .orderBy(asc(pipelines.kind), asc(pipelines.position), asc(pipelines.id)),
    tx
      .select({
        pipelineId: stages.pipelineId,
        id: stages.id,
        name: stages.name,
        probability: stages.probability,
        closed: stages.closed,
      })
      .from(stages)
      .where(eq(stages.accountId, accountId))
      .orderBy(asc(stages.position), asc(stages.id)),
  ]);
  return heads.map((head) => ({
    ...head,
    stages: rows
      .filter((row) => row.pipelineId === head.id)
      .map(({ pipelineId: _pipeline, ...stage }): Stage => stage),
  }));
}

/** Stores pipelines with their stages, in the order given. */
export async function insertPipelines(tx: Tx, accountId: string, all: readonly Pipeline[]): Promise<void> {
  await tx
    .insert(pipelines)
    .values(all.map(({ id, kind, name }, position) => ({ accountId, id, kind, name, position })));
  const rows = all.flatMap((pipeline) =>
    pipeline.stages.map((stage, position) => ({ accountId, pipelineId: pipeline.id, position, ...stage })),
  );
  await tx.insert(stages).values(rows);
}
