"use client";

import { Field, Select, TextArea, TextInput } from "@/components/ui/field";
import { useFirstFocus } from "@/components/ui/use-return-focus";
import type { FieldErrors } from "@/lib/domain/errors";
import { callDirections, callOutcomes, taskPriorities, taskTypes } from "@/lib/domain/timeline/entry";
import type { ActivityForm } from "./activity-form";

type FieldsProps = {
  form: ActivityForm;
  faults: FieldErrors;
  onChange: (part: Partial<ActivityForm>) => void;
};

export function NoteFields({ form, faults, onChange }: FieldsProps) {
  const first = useFirstFocus<HTMLTextAreaElement>();
  return (
    <Field label="Note" error={faults.body}>
      <TextArea
        ref={first}
        rows={8}
        value={form.body}
        onChange={(event) => onChange({ body: event.target.value })}
      />
    </Field>
  );
}

export function CallFields({ form, faults, onChange }: FieldsProps) {
  const first = useFirstFocus<HTMLSelectElement>();
  return (
    <>
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Field label="Call outcome" error={faults.outcome}>
          <Select
            ref={first}
            value={form.outcome}
            onChange={(event) => onChange({ outcome: event.target.value })}
          >
            <option value="">Not chosen</option>
            {callOutcomes.map((outcome) => (
              <option key={outcome}>{outcome}</option>
            ))}
          </Select>
        </Field>
        <Field label="Direction" error={faults.direction}>
          <Select value={form.direction} onChange={(event) => onChange({ direction: event.target.value })}>
            <option value="">Not chosen</option>
            {callDirections.map((direction) => (
              <option key={direction}>{direction}</option>
            ))}
          </Select>
        </Field>
        <Field label="Date and time" error={faults.at}>
          <TextInput
            type="datetime-local"
            value={`${form.date}T${form.time}`}
            onChange={(event) => {
              const [date = "", time = ""] = event.target.value.split("T");
              onChange({ date, time: time.slice(0, 5) });
            }}
          />
        </Field>
        <Field label="Duration" hint="Minutes" error={faults.durationMinutes}>
          <TextInput
            inputMode="numeric"
            value={form.duration}
            onChange={(event) => onChange({ duration: event.target.value })}
          />
        </Field>
      </div>
      <Notes form={form} faults={faults} onChange={onChange} />
    </>
  );
}

export function TaskFields({ form, faults, onChange }: FieldsProps) {
  const first = useFirstFocus<HTMLInputElement>();
  return (
    <>
      <Field label="Title" error={faults.title}>
        <TextInput
          ref={first}
          aria-required
          value={form.title}
          onChange={(event) => onChange({ title: event.target.value })}
        />
      </Field>
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Field label="Due date" error={faults.at}>
          <TextInput
            type="date"
            value={form.date}
            onChange={(event) => onChange({ date: event.target.value })}
          />
        </Field>
        <Field label="Due time">
          <TextInput
            type="time"
            value={form.time}
            onChange={(event) => onChange({ time: event.target.value })}
          />
        </Field>
        <Field label="Type" error={faults.type}>
          <Select value={form.type} onChange={(event) => onChange({ type: event.target.value })}>
            {taskTypes.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </Select>
        </Field>
        <Field label="Priority" error={faults.priority}>
          <Select value={form.priority} onChange={(event) => onChange({ priority: event.target.value })}>
            {taskPriorities.map((priority) => (
              <option key={priority}>{priority}</option>
            ))}
          </Select>
        </Field>
      </div>
      <Notes form={form} faults={faults} onChange={onChange} />
    </>
  );
}

function Notes({ form, faults, onChange }: FieldsProps) {
  return (
    <Field label="Notes" error={faults.body}>
      <TextArea rows={5} value={form.body} onChange={(event) => onChange({ body: event.target.value })} />
    </Field>
  );
}
