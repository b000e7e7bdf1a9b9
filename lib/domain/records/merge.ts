import { recordName } from "./naming";
import { lifecycleStages, properties } from "./properties";
import type { PropertyValue, PropertyValues, RecordRef } from "./record";

/** One of two contacts that become one; `properties` as its page shows them. */
export type MergeSide = {
  ref: RecordRef;
  name: string;
  properties: PropertyValues;
  associations: readonly (RecordRef & { primary: boolean })[];
};

export type MergeReason = "primary-wins" | "primary-has-none" | "same" | "further-stage" | "older";

/** What a person reads beside a value that stays. */
export const mergeReasonWords: Record<MergeReason, string> = {
  "primary-wins": "The primary contact’s value stays",
  "primary-has-none": "The primary contact has none",
  same: "Both have it",
  "further-stage": "The further stage stays",
  older: "The earlier date stays",
};

export type KeptValue = {
  property: string;
  value: PropertyValue;
  from: "primary" | "secondary";
  reason: MergeReason;
};

/** An association of either; of the secondary's, those the primary has not yet. `primary`: its primary company. */
export type KeptAssociation = RecordRef & { primary: boolean; from: "primary" | "secondary" };

export type MergePlan = {
  /** Every property that has a value afterwards, in the order of "About". */
  kept: KeptValue[];
  name: string;
  /** What changes on the primary, by property. */
  changed: PropertyValues;
  /** The address that stays on record and matches nothing any more; null when there is none. */
  additionalEmail: string | null;
  associations: KeptAssociation[];
};

/**
 * What becomes of two contacts that are merged: the primary's values win and the secondary's fill what is empty. Two win
 * on their own merit, as in HubSpot: the further lifecycle stage and the earlier create date (RULES R7).
 */
export function planMerge(primary: MergeSide, secondary: MergeSide): MergePlan {
  const kept = properties.contact.flatMap(({ name }) => keep(name, primary.properties, secondary.properties));
  const changed = Object.fromEntries(
    kept.filter(({ from }) => from === "secondary").map(({ property, value }) => [property, value]),
  );
  const values = { ...primary.properties, ...changed };
  const email = secondary.properties.email ?? null;
  return {
    kept,
    name: recordName("contact", values) || primary.name,
    changed,
    additionalEmail: typeof email === "string" && email !== values.email ? email : null,
    associations: joinAssociations(primary, secondary),
  };
}

function keep(property: string, primary: PropertyValues, secondary: PropertyValues): KeptValue[] {
  const mine = primary[property] ?? null;
  const other = secondary[property] ?? null;
  if (mine === null && other === null) return [];
  if (mine === null) return [{ property, value: other, from: "secondary", reason: "primary-has-none" }];
  if (mine === other) return [{ property, value: mine, from: "primary", reason: "same" }];
  const merit = other === null ? null : meritOf(property, mine, other);
  if (merit) return [{ property, value: merit.value, from: merit.from, reason: merit.reason }];
  return [{ property, value: mine, from: "primary", reason: "primary-wins" }];
}

/** Of two different values the one that stays whoever is primary; null where the primary decides. */
function meritOf(
  property: string,
  mine: PropertyValue,
  other: PropertyValue,
): Omit<KeptValue, "property"> | null {
  if (property === "lifecycleStage") {
    const reason = "further-stage";
    return stageRank(other) > stageRank(mine)
      ? { value: other, from: "secondary", reason }
      : { value: mine, from: "primary", reason };
  }
  if (property !== "createdAt") return null;
  return String(other) < String(mine)
    ? { value: other, from: "secondary", reason: "older" }
    : { value: mine, from: "primary", reason: "older" };
}

/** How far down the funnel; "Other" stands beside it and gives way to every stage. */
const stageRank = (stage: PropertyValue): number =>
  stage === "Other" ? -1 : (lifecycleStages as readonly PropertyValue[]).indexOf(stage);

/** Those of both, each once and never one another. The primary's primary company stays; without one it takes the other's. */
function joinAssociations(primary: MergeSide, secondary: MergeSide): KeptAssociation[] {
  const own = primary.associations.filter(({ id }) => id !== secondary.ref.id);
  const known = new Set([primary.ref.id, ...own.map(({ id }) => id)]);
  const hasPrimaryCompany = own.some((one) => one.primary);
  return [
    ...own.map(({ kind, id, primary: isPrimary }) => ({
      kind,
      id,
      primary: isPrimary,
      from: "primary" as const,
    })),
    ...secondary.associations
      .filter(({ id }) => !known.has(id))
      .map(({ kind, id, primary: isPrimary }) => ({
        kind,
        id,
        primary: isPrimary && !hasPrimaryCompany,
        from: "secondary" as const,
      })),
  ];
}
