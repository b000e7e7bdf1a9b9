import { AppError } from "@/lib/domain/errors";
import { readProperties } from "@/lib/domain/records/inputs";
import type { PropertyValues, RecordKind } from "@/lib/domain/records/record";

/** What a form sent, as values of the kind's properties. Throws `invalid` with a sentence per field. */
export function readInput(kind: RecordKind, input: Record<string, unknown>): PropertyValues {
  const read = readProperties(kind, input);
  if (read.ok) return read.values;
  const faults = Object.values(read.faults);
  const sentence = faults.length === 1 ? faults[0] : undefined;
  throw new AppError("invalid", sentence ?? "Some fields need another look.", read.faults);
}
