"use client";

import { Fragment, useId, useState } from "react";
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
  /** A contact's addresses from before it was merged. */
  additionalEmails: readonly string[];
  now: Instant;
  mayEdit: boolean;
  onSave: PropertyLineProps["onSave"];
};

/** The properties of a record, each edited in place; the first few until someone asks for all. */
export function AboutCard(props: AboutCardProps) {
  const { kind, values, additionalEmails, now, mayEdit, onSave } = props;
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
          <Fragment key={property.name}>
            <PropertyLine
              kind={kind}
              property={property}
              values={values}
              now={now}
              mayEdit={mayEdit}
              onSave={onSave}
            />
            {property.name === "email" && <AdditionalEmails emails={additionalEmails} />}
          </Fragment>
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

/** What is left of merged contacts: read only, since nothing matches these (RULES R7). */
function AdditionalEmails({ emails }: { emails: readonly string[] }) {
  if (emails.length === 0) return null;
  return (
    <div className="min-w-0">
      <dt className="text-ink-3 text-xs">{emails.length === 1 ? "Additional email" : "Additional emails"}</dt>
      {emails.map((email) => (
        <dd key={email} className="flex min-h-7 min-w-0 items-center wrap-anywhere">
          <bdi>{email}</bdi>
        </dd>
      ))}
    </div>
  );
}
