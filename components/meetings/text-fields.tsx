"use client";

import type { Ref } from "react";
import { Field, TextArea, TextInput } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/domain/errors";
import type { MeetingForm } from "@/lib/domain/meetings/form";

type TextFieldProps = {
  form: MeetingForm;
  faults: FieldErrors;
  onChange: (part: Partial<MeetingForm>) => void;
};

export function TitleField({
  form,
  faults,
  onChange,
  ref,
}: TextFieldProps & { ref?: Ref<HTMLInputElement> | undefined }) {
  return (
    <Field label="Title" error={faults.title}>
      <TextInput
        ref={ref}
        aria-required
        value={form.title}
        onChange={(event) => onChange({ title: event.target.value })}
      />
    </Field>
  );
}

/** What the guests read; `goes` says where it goes. */
export function DescriptionField({ form, faults, onChange, goes }: TextFieldProps & { goes: string | null }) {
  return (
    <Field label="Description for attendees" aside={goes && <Aside>{goes}</Aside>} error={faults.description}>
      <TextArea
        rows={3}
        value={form.description}
        onChange={(event) => onChange({ description: event.target.value })}
      />
    </Field>
  );
}

export function NoteField({ form, faults, onChange }: TextFieldProps) {
  return (
    <Field label="Internal note" aside={<Aside>stays in the CRM</Aside>} error={faults.internalNote}>
      <TextArea
        rows={2}
        value={form.internalNote}
        onChange={(event) => onChange({ internalNote: event.target.value })}
      />
    </Field>
  );
}

function Aside({ children }: { children: string }) {
  return <span className="text-ink-3 text-s">{children}</span>;
}
