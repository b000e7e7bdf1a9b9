"use client";

import type { FormEvent, KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter, dialogForm } from "@/components/ui/dialog";
import type { RecordRef } from "@/lib/domain/records/record";
import type { ComposedEntry, ComposedKind } from "./activity-form";
import { CallFields, NoteFields, TaskFields } from "./composer-fields";
import { useComposer } from "./use-composer";

type ComposerFormProps = {
  record: RecordRef;
  kind: ComposedKind;
  entry: ComposedEntry | undefined;
  onSaved: () => void;
};

const fieldsOf = { note: NoteFields, call: CallFields, task: TaskFields };

export function ComposerForm(props: ComposerFormProps) {
  const composer = useComposer(props);
  const Fields = fieldsOf[props.kind];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void composer.save();
  };
  return (
    <form noValidate className={dialogForm} onSubmit={submit} onKeyDown={saveOnCtrlEnter}>
      <DialogBody className="grid grid-cols-[minmax(0,1fr)] content-start gap-3.5">
        <Fields form={composer.form} faults={composer.faults} onChange={composer.change} />
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" loading={composer.saving}>
          Save
        </Button>
        {composer.restored && (
          <Button variant="quiet" onClick={composer.discard}>
            Discard draft
          </Button>
        )}
        {composer.fault && (
          <p role="alert" className="min-w-0 flex-1 text-danger text-s">
            {composer.fault}
          </p>
        )}
      </DialogFooter>
    </form>
  );
}

/** Ctrl or Command with Enter saves from any field of a form. */
export function saveOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
