import type { PropertyDefinition } from "@/lib/domain/records/properties";
import type { Pipeline, PropertyValue, UserRef } from "@/lib/domain/records/record";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { count, fullDay, money, plainDay } from "./format";

/** What turns stored values into words: names for ids, and the reader's zone and clock. */
export type Glossary = {
  users: readonly UserRef[];
  pipelines: readonly Pipeline[];
  currency: string;
  zone: ZoneId;
  now: Instant;
};

/** The name of a stage or pipeline; null for an id the account does not have. */
export const stageName = (pipelines: readonly Pipeline[], id: PropertyValue): string | null =>
  pipelines.flatMap((pipeline) => pipeline.stages).find((stage) => stage.id === id)?.name ?? null;

/** A property's value in words; null when there is none to show. */
export function propertyText(
  property: PropertyDefinition,
  value: PropertyValue | undefined,
  glossary: Glossary,
): string | null {
  if (value === null || value === undefined || value === "") return null;
  switch (property.type) {
    case "owner":
      return glossary.users.find((user) => user.id === value)?.name ?? "Someone who left";
    case "pipeline":
      return glossary.pipelines.find((pipeline) => pipeline.id === value)?.name ?? null;
    case "stage":
      return stageName(glossary.pipelines, value);
    case "money":
      return money(Number(value), glossary.currency);
    case "number":
      return count(Number(value));
    case "date":
      return plainDay(String(value));
    case "moment":
      return fullDay(String(value), glossary.zone);
    default:
      return String(value);
  }
}
