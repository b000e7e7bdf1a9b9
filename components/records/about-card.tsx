"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { properties } from "@/lib/domain/records/properties";
import type { PropertyValues, RecordKind } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import { PropertyLine, type PropertyLineProps } from "./property-line";

const SHOWN_AT_FIRST = 10;
// On a narrow screen the timeline stands below: fewer properties bring it nearer.
const fewWhenNarrow = "max-lg:[&>*:nth-child(n+6)]:hidden";

type AboutCardProps = {
  kind: RecordKind;
  values: PropertyValues;
  now: Instant;
  mayEdit: boolean;
  onSave: PropertyLineProps["onSave"];
};

/** The properties of a record, each edited in place; the first few until someone asks for all. */
export function AboutCard({ kind, values, now, mayEdit, onSave }: AboutCardProps) {
  const [all, setAll] = useState(false);
  const listId = useId();
  const every = properties[kind];
  const shown = all ? every : every.slice(0, SHOWN_AT_FIRST + (every.length === SHOWN_AT_FIRST + 1 ? 1 : 0));
  return (
    <section aria-labelledby={`${listId}-title`}>
      <h2 id={`${listId}-title`} className="mb-2">
        {`About this ${kind}`}
      </h2>
      <dl id={listId} className={classNames("grid gap-2", !all && fewWhenNarrow)}>
        {shown.map((property) => (
          <PropertyLine
            key={property.name}
            kind={kind}
            property={property}
            values={values}
            now={now}
            mayEdit={mayEdit}
            onSave={onSave}
          />
        ))}
      </dl>
      <Button
        size="s"
        className={classNames("mt-3", every.length <= SHOWN_AT_FIRST + 1 && "lg:hidden")}
        aria-expanded={all}
        aria-controls={listId}
        onClick={() => setAll((was) => !was)}
      >
        {all ? "View fewer" : "View all properties"}
      </Button>
    </section>
  );
}
