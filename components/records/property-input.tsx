"use client";

import { useMemo } from "react";
import { ComboboxSelect } from "@/components/ui/combobox-select";
import { Select, TextArea, TextInput } from "@/components/ui/field";
import type { PropertyDefinition } from "@/lib/domain/records/properties";
import type { RecordKind } from "@/lib/domain/records/record";
import { useChoices } from "./choices";

export type PropertyInputProps = {
  kind: RecordKind;
  property: PropertyDefinition;
  /** What stands in the input; empty for nothing. Ids for owners, pipelines and stages. */
  value: string;
  onChange: (value: string) => void;
  /** The pipeline whose stages a stage input offers; the account's first when it is not known. */
  pipelineId?: string | null | undefined;
  autoFocus?: boolean;
};

const textual: Partial<Record<PropertyDefinition["type"], object>> = {
  email: { type: "email", inputMode: "email", autoCapitalize: "none", spellCheck: false },
  phone: { type: "tel", inputMode: "tel" },
  url: { type: "url", inputMode: "url", placeholder: "https://", spellCheck: false },
  domain: { inputMode: "url", placeholder: "northwind.com", autoCapitalize: "none", spellCheck: false },
  number: { inputMode: "numeric" },
  money: { inputMode: "decimal" },
  date: { type: "date", min: "1900-01-01", max: "2999-12-31" },
};

/** The right input for a property: the browser's own where it has one, a searchable list for people and zones. */
export function PropertyInput(props: PropertyInputProps) {
  const { property, value, onChange, autoFocus } = props;
  const focus = autoFocus ? { autoFocus: true } : {};
  if (property.type === "owner") return <OwnerInput {...props} />;
  if (property.type === "zone") return <ZoneInput {...props} />;
  if (property.type === "select" || property.type === "pipeline" || property.type === "stage")
    return <OptionInput {...props} />;
  if (property.type === "multiline")
    return <TextArea {...focus} value={value} onChange={(event) => onChange(event.target.value)} />;
  return (
    <TextInput
      {...focus}
      {...textual[property.type]}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function OptionInput({ kind, property, value, onChange, pipelineId, autoFocus }: PropertyInputProps) {
  const { pipelines } = useChoices();
  const own = pipelines.filter((pipeline) => pipeline.kind === kind);
  const stages = own.find((pipeline) => pipeline.id === pipelineId)?.stages ?? own[0]?.stages ?? [];
  const named = property.type === "pipeline" ? own : stages;
  const options =
    property.type === "select"
      ? (property.options ?? []).map((option) => ({ id: option, name: option }))
      : named;
  return (
    <Select
      {...(autoFocus ? { autoFocus: true } : {})}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {(!property.required || value === "") && <option value="">—</option>}
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.name}
        </option>
      ))}
    </Select>
  );
}

function OwnerInput({ value, onChange, autoFocus }: PropertyInputProps) {
  const { users } = useChoices();
  const options = users.map((user) => ({ value: user.id, label: user.name, detail: user.email }));
  return (
    <ComboboxSelect
      {...(autoFocus ? { autoFocus: true } : {})}
      value={value || null}
      onChange={(id) => onChange(id ?? "")}
      options={options}
      placeholder="No owner"
    />
  );
}

function ZoneInput({ value, onChange, autoFocus }: PropertyInputProps) {
  const options = useMemo(
    () =>
      [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])].map((zone) => ({
        value: zone,
        label: zone,
      })),
    [],
  );
  return (
    <ComboboxSelect
      {...(autoFocus ? { autoFocus: true } : {})}
      value={value || null}
      onChange={(zone) => onChange(zone ?? "")}
      options={options}
      placeholder="Not known"
    />
  );
}
