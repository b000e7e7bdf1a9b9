import { AppError } from "../errors";
import type { Instant, PlainDate } from "../time/instant";
import type { Pipeline, PropertyValue, Stage } from "./record";

/** What decides where a deal or ticket may stand, and which day it is for the person who moves it. */
export type Placing = { pipelines: readonly Pipeline[]; now: Instant; today: PlainDate };

/**
 * The stage that a form's pipeline and stage mean: the first stage when none was chosen, and never a stage of another
 * pipeline. Throws `invalid` at the field that is wrong.
 */
export function stageFor(
  pipelines: readonly Pipeline[],
  kind: Pipeline["kind"],
  pipelineId: PropertyValue | undefined,
  stageId: PropertyValue | undefined,
): { pipelineId: string; stage: Stage } {
  const ofKind = pipelines.filter((pipeline) => pipeline.kind === kind);
  const pipeline = pipelineId == null ? ofKind[0] : ofKind.find((one) => one.id === pipelineId);
  if (!pipeline) throw refused("pipelineId", "Choose one of the pipelines.");
  const stage = stageId == null ? pipeline.stages[0] : pipeline.stages.find((one) => one.id === stageId);
  if (!stage) throw refused("stageId", "Choose a stage of this pipeline.");
  return { pipelineId: pipeline.id, stage };
}

/** A stage by its id, whatever pipeline it is in; null for one the account does not have. */
export const findStage = (pipelines: readonly Pipeline[], id: PropertyValue | undefined): Stage | null =>
  pipelines.flatMap((pipeline) => pipeline.stages).find((stage) => stage.id === id) ?? null;

const refused = (field: string, sentence: string): AppError =>
  new AppError("invalid", sentence, { [field]: sentence });
