"use client";

import { type FormEvent, type KeyboardEvent, useReducer, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { PropertyDefinition } from "@/lib/domain/records/properties";
import type { PropertyValues, RecordKind } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import { type EditFault, inlineEdit, reading } from "./inline-edit";
import { PropertyInput } from "./property-input";
import { PropertyValueView } from "./property-value";
import { RefusalText } from "./refusal";

export type PropertyLineProps = {
  kind: RecordKind;
  property: PropertyDefinition;
  values: PropertyValues;
  now: Instant;
  mayEdit: boolean;
  /** Stores the value; answers null when it is stored, or why not, to show at the field. */
  onSave: (name: string, value: string) => Promise<EditFault | null>;
};

/** One property under "About": its value, and the way to change it in place. */
export function PropertyLine({ kind, property, values, now, mayEdit, onSave }: PropertyLineProps) {
  const [state, send] = useReducer(inlineEdit, reading);
  const line = useRef<HTMLDivElement>(null);
  const stored = values[property.name] ?? null;
  const value = stored === null ? "" : String(stored);
  const close = () => {
    send({ kind: "close" });
    requestAnimationFrame(() => line.current?.querySelector<HTMLElement>("button[data-edit]")?.focus());
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (state.mode === "reading" || state.saving) return;
    if (state.draft.trim() === value) return close();
    send({ kind: "save" });
    const problem = await onSave(property.name, state.draft);
    if (problem === null) close();
    else send({ kind: "refuse", error: problem });
  };
  const keys = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
  };
  return (
    <div ref={line} className="group min-w-0">
      <dt className="text-ink-3 text-xs">{property.label}</dt>
      {state.mode === "reading" ? (
        <dd className="flex min-h-7 min-w-0 items-center">
          <PropertyValueView
            property={property}
            value={stored}
            now={now}
            {...(mayEdit && !property.readOnly ? { onEdit: () => send({ kind: "open", value }) } : {})}
          />
        </dd>
      ) : (
        <dd className="pt-1 pb-1.5">
          <form onSubmit={save} onKeyDown={keys} noValidate className="grid gap-2">
            <Field label={property.label} labelHidden error={state.error && <RefusalText {...state.error} />}>
              <PropertyInput
                kind={kind}
                property={property}
                value={state.draft}
                onChange={(draft) => send({ kind: "type", draft })}
                pipelineId={typeof values.pipelineId === "string" ? values.pipelineId : null}
                autoFocus
              />
            </Field>
            <div className="flex gap-2">
              <Button type="submit" variant="primary" size="s" loading={state.saving}>
                Save
              </Button>
              <Button variant="quiet" size="s" onClick={close}>
                Cancel
              </Button>
            </div>
          </form>
        </dd>
      )}
    </div>
  );
}
