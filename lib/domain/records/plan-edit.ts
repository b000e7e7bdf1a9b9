import { AppError } from "../errors";
import { recordName } from "./naming";
import { findStage, type Placing, stageFor } from "./placing";
import type { PropertyValues, RecordKind } from "./record";

/** A record as it stands before an edit. */
export type StoredRecord = {
  kind: RecordKind;
  name: string;
  ownerId: string | null;
  properties: PropertyValues;
};

/** What an edit comes to; `details` holds the columns of the kind that change, and nothing when none does. */
export type RecordEdit = { name: string; ownerId: string | null; details: PropertyValues; changed: boolean };

/**
 * What an inline edit changes, with what follows from it: a new pipeline starts at its first stage, a move to won or lost
 * sets the close date (as in HubSpot), closing a ticket stamps it and reopening clears the stamp.
 * Throws `invalid` with a sentence per field.
 */
export function planEdit(stored: StoredRecord, edits: PropertyValues, placing: Placing): RecordEdit {
  const complete = { ...edits, ...consequences(stored, edits, placing) };
  const after = { ...stored.properties, ...complete };
  const name = recordName(stored.kind, after);
  if (name === "") throw nameless();
  const ownerId = "ownerId" in complete ? ownerOf(complete) : stored.ownerId;
  const { name: _name, ownerId: _ownerId, ...columns } = complete;
  const details = Object.fromEntries(
    Object.entries(columns).filter(([key, value]) => (stored.properties[key] ?? null) !== value),
  );
  const changed = name !== stored.name || ownerId !== stored.ownerId || Object.keys(details).length > 0;
  return { name, ownerId, details, changed };
}

function consequences(stored: StoredRecord, edits: PropertyValues, placing: Placing): PropertyValues {
  const { kind, properties } = stored;
  if (kind !== "deal" && kind !== "ticket") return {};
  if (!("stageId" in edits) && !("pipelineId" in edits)) return {};
  const pipelineId = edits.pipelineId ?? properties.pipelineId;
  const moved = pipelineId !== properties.pipelineId;
  const { stage } = stageFor(
    placing.pipelines,
    kind,
    pipelineId,
    edits.stageId ?? (moved ? null : properties.stageId),
  );
  if (stage.id === properties.stageId) return {};
  const before = findStage(placing.pipelines, properties.stageId)?.closed ?? null;
  const place = { pipelineId: pipelineId ?? null, stageId: stage.id, stageEnteredAt: placing.now };
  if (stage.closed === before) return place;
  if (kind === "ticket") return { ...place, closedAt: stage.closed ? placing.now : null };
  return stage.closed && !("closeDate" in edits) ? { ...place, closeDate: placing.today } : place;
}

const ownerOf = (values: PropertyValues): string | null =>
  typeof values.ownerId === "string" ? values.ownerId : null;

function nameless(): AppError {
  const sentence = "A contact needs an email address or a name.";
  return new AppError("invalid", sentence, { email: sentence });
}
