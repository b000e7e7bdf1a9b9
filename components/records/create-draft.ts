import { missingAtCreation, type PropertyFaults, readProperties } from "@/lib/domain/records/inputs";
import { type PropertyDefinition, properties } from "@/lib/domain/records/properties";
import type { Pipeline, PropertyValues, RecordKind } from "@/lib/domain/records/record";

/** What stands in the create form, by property name; empty text for nothing. */
export type CreateDraft = Record<string, string>;

/** The properties the create panel asks for, in the order of "About". */
export const creationProperties = (kind: RecordKind): readonly PropertyDefinition[] =>
  properties[kind].filter((property) => property.atCreation);

/**
 * The form as it opens: owned by the person who creates, in the first stage of the first pipeline, a contact as a Lead
 * (as in HubSpot).
 */
export function startingDraft(
  kind: RecordKind,
  ownerId: string,
  pipelines: readonly Pipeline[],
): CreateDraft {
  const pipeline = pipelines.find((candidate) => candidate.kind === kind);
  const starts: CreateDraft = {
    ownerId,
    lifecycleStage: "Lead",
    pipelineId: pipeline?.id ?? "",
    stageId: pipeline?.stages[0]?.id ?? "",
  };
  return Object.fromEntries(creationProperties(kind).map(({ name }) => [name, starts[name] ?? ""]));
}

/** The draft with one property changed; another pipeline brings its own first stage. */
export function changeDraft(
  draft: CreateDraft,
  name: string,
  value: string,
  pipelines: readonly Pipeline[],
): CreateDraft {
  if (name !== "pipelineId") return { ...draft, [name]: value };
  const stageId = pipelines.find((pipeline) => pipeline.id === value)?.stages[0]?.id ?? "";
  return { ...draft, pipelineId: value, stageId };
}

/** The values to send, or a sentence per property; the same rules as the server's. */
export function checkDraft(
  kind: RecordKind,
  draft: CreateDraft,
): { ok: true; values: PropertyValues } | { ok: false; faults: PropertyFaults } {
  const filled = Object.entries(draft).filter(([, value]) => value.trim() !== "");
  const read = readProperties(kind, Object.fromEntries(filled));
  const faults = {
    ...missingAtCreation(kind, Object.fromEntries(filled)),
    ...(read.ok ? {} : read.faults),
  };
  if (!read.ok || Object.keys(faults).length > 0) return { ok: false, faults };
  return read;
}
