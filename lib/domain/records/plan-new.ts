import { AppError } from "../errors";
import type { PlainDate } from "../time/instant";
import { missingAtCreation } from "./inputs";
import { recordName } from "./naming";
import { type Placing, stageFor } from "./placing";
import type { PropertyValues, RecordKind, Stage } from "./record";

/** A record about to be stored: what all kinds share, and the columns of its own kind. */
export type NewRecord = { name: string; ownerId: string | null; details: PropertyValues };

/**
 * Completes what a form sent: stage, close date and lifecycle stage get their defaults (as in HubSpot).
 * Throws `invalid` with a sentence per field.
 */
export function planNewRecord(kind: RecordKind, values: PropertyValues, placing: Placing): NewRecord {
  const complete = { ...values, ...defaultsOf(kind, values, placing) };
  const faults = missingAtCreation(kind, complete);
  if (Object.keys(faults).length > 0) throw new AppError("invalid", "Some fields need another look.", faults);
  const { name: _name, ownerId, ...details } = complete;
  return {
    name: recordName(kind, complete),
    ownerId: typeof ownerId === "string" ? ownerId : null,
    details,
  };
}

function defaultsOf(kind: RecordKind, values: PropertyValues, placing: Placing): PropertyValues {
  if (kind === "contact") return values.lifecycleStage == null ? { lifecycleStage: "Lead" } : {};
  if (kind === "company") return {};
  const { pipelineId, stage } = stageFor(placing.pipelines, kind, values.pipelineId, values.stageId);
  const place = { pipelineId, stageId: stage.id, stageEnteredAt: placing.now };
  if (kind === "ticket") return { ...place, closedAt: stage.closed ? placing.now : null };
  return { ...place, closeDate: values.closeDate ?? closeDateFor(stage, placing.today) };
}

const closeDateFor = (stage: Stage, today: PlainDate): PlainDate =>
  stage.closed ? today : lastDayOfMonth(today);

function lastDayOfMonth(day: PlainDate): PlainDate {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
