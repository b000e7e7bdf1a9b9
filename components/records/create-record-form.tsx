"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter, dialogForm } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { createRecordAction } from "@/lib/actions/records";
import type { RecordKind, RecordRef } from "@/lib/domain/records/record";
import { useChoices } from "./choices";
import { changeDraft, checkDraft, creationProperties, startingDraft } from "./create-draft";
import { PropertyInput } from "./property-input";
import { reachServer } from "./reach-server";
import { type Refusal, RefusalText } from "./refusal";

type CreateRecordFormProps = {
  kind: RecordKind;
  associateWith?: RecordRef;
  /** `again` when the person goes on with another one; the form is empty again by then. */
  onCreated: (record: { ref: RecordRef; name: string }, next: "open" | "again") => void;
  onCancel: () => void;
};

/** Asks for a new record. What was typed stays whatever the server says; the fault stands at its field. */
export function CreateRecordForm({ kind, associateWith, onCreated, onCancel }: CreateRecordFormProps) {
  const { me, pipelines } = useChoices();
  const start = () => startingDraft(kind, me.id, pipelines);
  const [draft, setDraft] = useState(start);
  const [failure, setFailure] = useState<Refusal | null>(null);
  const [saving, setSaving] = useState<"open" | "again" | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const focusFirst = (selector: string) =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(selector)?.focus());
  const refuse = (refusal: Refusal) => {
    setFailure(refusal);
    if (refusal.fields) focusFirst("[aria-invalid]");
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (saving) return;
    const button = (event.nativeEvent as SubmitEvent).submitter;
    const next = button?.getAttribute("value") === "again" ? "again" : "open";
    const checked = checkDraft(kind, draft);
    if (!checked.ok) return refuse({ message: "", fields: checked.faults });
    setSaving(next);
    const input = { kind, properties: checked.values, ...(associateWith ? { associateWith } : {}) };
    const result = await reachServer(createRecordAction(input));
    setSaving(null);
    if (!result.ok) return refuse(result);
    setFailure(null);
    setDraft(start());
    if (next === "again") focusFirst("input, select, textarea");
    onCreated(result.data, next);
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className={dialogForm}>
      <DialogBody className="grid content-start gap-3.5">
        {creationProperties(kind).map((property, index) => (
          <Field
            key={property.name}
            label={property.label}
            required={property.required ?? false}
            error={failure?.fields?.[property.name]}
          >
            <PropertyInput
              kind={kind}
              property={property}
              value={draft[property.name] ?? ""}
              onChange={(value) => setDraft((was) => changeDraft(was, property.name, value, pipelines))}
              pipelineId={draft.pipelineId}
              autoFocus={index === 0}
            />
          </Field>
        ))}
      </DialogBody>
      <FailureLine failure={failure} />
      <DialogFooter>
        <Button type="submit" variant="primary" value="open" loading={saving === "open"}>
          Create
        </Button>
        <Button type="submit" value="again" loading={saving === "again"}>
          Create and add another
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </DialogFooter>
    </form>
  );
}

// A sentence that stands at a field already is not said again; its link is.
function FailureLine({ failure }: { failure: Refusal | null }) {
  if (!failure) return null;
  const said = Object.values(failure.fields ?? {}).includes(failure.message);
  if ((said || failure.message === "") && !failure.link) return null;
  return (
    <p role="alert" className="border-line border-t bg-danger-wash px-5 py-2.5 text-danger">
      <RefusalText {...failure} message={said ? "Open the record that has it:" : failure.message} />
    </p>
  );
}
