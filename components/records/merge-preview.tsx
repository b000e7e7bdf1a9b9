"use client";

import { Check } from "lucide-react";
import { useId } from "react";
import { Avatar } from "@/components/ui/avatar";
import { classNames } from "@/components/ui/class-names";
import { type KeptValue, type MergeSide, mergeReasonWords, planMerge } from "@/lib/domain/records/merge";
import { propertyOf } from "@/lib/domain/records/properties";
import type { RecordDetail } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import { useChoices } from "./choices";
import { propertyText } from "./property-text";

type Sides = readonly [RecordDetail, RecordDetail];
type MergePreviewProps = {
  sides: Sides;
  primaryId: string;
  onPrimary: (id: string) => void;
  now: Instant;
};

/** Two contacts side by side: which is the primary, and what of either stays. */
export function MergePreview({ sides, primaryId, onPrimary, now }: MergePreviewProps) {
  const [one, other] = sides;
  const [primary, secondary] = one.id === primaryId ? [one, other] : [other, one];
  const plan = planMerge(sideOf(primary), sideOf(secondary));
  const added = plan.associations.filter(({ from }) => from === "secondary").length;
  return (
    <>
      <PrimaryChoice sides={sides} primaryId={primaryId} onPrimary={onPrimary} />
      <table className="w-full table-fixed border-collapse text-left max-sm:block">
        <caption className="mb-1.5 max-sm:block text-left font-medium text-ink-2 text-s">What stays</caption>
        <colgroup className="max-sm:hidden">
          <col className="w-36" />
          <col />
          <col />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">Property</th>
            {sides.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {plan.kept.map((kept) => (
            <Row key={kept.property} kept={kept} sides={sides} primaryId={primaryId} now={now} />
          ))}
        </tbody>
      </table>
      <ul className="grid list-disc gap-1 pl-4 text-ink-2 text-s">
        {plan.additionalEmail && (
          <li className="wrap-anywhere">
            {`${plan.additionalEmail} stays as an additional email. Meetings that are here because of it stay and follow their events; new ones match the primary email alone.`}
          </li>
        )}
        <li>{`Activities of both are kept${added > 0 ? `, and ${added === 1 ? "one association is" : `${added} associations are`} added` : ""}.`}</li>
        <li>
          <bdi>{secondary.name}</bdi> leaves every list. Nothing is written to a calendar, and nobody is
          mailed.
        </li>
      </ul>
    </>
  );
}

const sideOf = (record: RecordDetail): MergeSide => ({
  ref: { kind: record.kind, id: record.id },
  name: record.name,
  properties: record.properties,
  associations: Object.values(record.associations).flat(),
});

type PrimaryChoiceProps = Omit<MergePreviewProps, "now">;

function PrimaryChoice({ sides, primaryId, onPrimary }: PrimaryChoiceProps) {
  const group = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink-2 text-s">Which one is the primary contact?</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {sides.map(({ id, name, subtitle, properties }) => (
          <label
            key={id}
            className="flex min-w-0 items-center gap-3 rounded-m border border-line px-3 py-2.5 hover:border-line-strong has-checked:border-brand has-checked:bg-brand-wash"
          >
            <input
              type="radio"
              name={group}
              checked={id === primaryId}
              onChange={() => onPrimary(id)}
              className="size-4 flex-none accent-brand"
            />
            <Avatar name={name} size="s" />
            <span className="min-w-0" dir="auto">
              <span className="block truncate font-medium">{name}</span>
              <span className="block truncate text-ink-2 text-s">
                {properties.email ?? subtitle ?? "No email"}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type RowProps = { kept: KeptValue; sides: Sides; primaryId: string; now: Instant };

function Row({ kept, sides, primaryId, now }: RowProps) {
  const { users, pipelines, currency, me } = useChoices();
  const property = propertyOf("contact", kept.property);
  if (!property) return null;
  const glossary = { users, pipelines, currency, zone: me.timeZone, now };
  const texts = sides.map((side) => propertyText(property, side.properties[property.name], glossary));
  // Two create dates may be one day.
  const isSame = kept.reason === "same" || texts[0] === texts[1];
  const staying = (kept.from === "primary") === (sides[0].id === primaryId) ? 0 : 1;
  return (
    <tr className="border-line border-t align-top max-sm:grid max-sm:grid-cols-2 max-sm:py-1.5">
      <th
        scope="row"
        className="py-1.5 pr-3 font-normal text-ink-3 text-s max-sm:col-span-2 max-sm:py-0 max-sm:text-xs"
      >
        {property.label}
      </th>
      {sides.map(({ id }, place) => (
        <Cell
          key={id}
          text={texts[place] ?? null}
          stays={isSame || place === staying}
          isAdditional={property.name === "email"}
          why={mergeReasonWords[isSame ? "same" : kept.reason]}
        />
      ))}
    </tr>
  );
}

type CellProps = { text: string | null; stays: boolean; isAdditional: boolean; why: string };

function Cell({ text, stays, isAdditional, why }: CellProps) {
  if (text === null) return <td className="py-1.5 pr-2 pl-5 text-ink-3 max-sm:py-0.5">—</td>;
  const isDropped = !stays && !isAdditional;
  return (
    <td className="py-1.5 pr-2 max-sm:py-0.5" title={stays ? why : undefined}>
      <span className={classNames("flex min-w-0 items-start gap-1.5", !stays && "pl-5")}>
        {stays && <Check aria-hidden="true" className="mt-0.5 size-3.5 flex-none text-ok" />}
        <span className="min-w-0">
          <span
            dir="auto"
            className={classNames("block wrap-anywhere", isDropped && "text-ink-3 line-through")}
          >
            {text}
          </span>
          {!stays && isAdditional && <span className="block text-ink-3 text-s">Additional email</span>}
          {stays && <span className="sr-only">{`stays: ${why}`}</span>}
          {isDropped && <span className="sr-only">is dropped</span>}
        </span>
      </span>
    </td>
  );
}
