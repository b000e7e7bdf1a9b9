"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSettled } from "@/components/shell/use-settled";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import { kindWords } from "@/lib/domain/records/record";
import { recordsMatching } from "@/lib/queries/search";

type Records = MeetingForm["records"];
type LogOnFieldProps = {
  /** The record the form was opened from: the meeting is always logged there. */
  own: { id: string; name: string };
  records: Records;
  fault: string | undefined;
  onChange: (records: Records) => void;
};

/** Whose timelines show the meeting (RULES R3). */
export function LogOnField({ own, records, fault, onChange }: LogOnFieldProps) {
  const others = records.filter((record) => record.id !== own.id);
  const tick = (id: string, ticked: boolean) =>
    onChange(records.map((record) => (record.id === id ? { ...record, ticked } : record)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-ink-2 text-s">Log on</legend>
      <div className="flex flex-wrap gap-1.5">
        <RecordChip name={own.name} detail={null} ticked fixed />
        {others.map((record) => (
          <RecordChip
            key={record.id}
            name={record.name}
            detail={record.detail ?? kindWords[record.kind].one}
            ticked={record.ticked}
            onTick={(ticked) => tick(record.id, ticked)}
          />
        ))}
        <AddRecord
          known={new Set([own.id, ...records.map(({ id }) => id)])}
          onAdd={(record) => onChange([...records, record])}
        />
      </div>
      {fault && (
        <p role="alert" className="mt-1 text-danger text-s">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

type RecordChipProps = {
  name: string;
  detail: string | null;
  ticked: boolean;
  fixed?: boolean;
  onTick?: (ticked: boolean) => void;
};

function RecordChip({ name, detail, ticked, fixed = false, onTick }: RecordChipProps) {
  return (
    <label className="inline-flex min-h-7 max-w-full cursor-pointer items-center gap-1.5 rounded-full border border-line-strong px-2.5 py-0.5 text-s has-checked:border-brand has-checked:bg-brand-wash has-disabled:cursor-default">
      <input
        type="checkbox"
        checked={ticked}
        disabled={fixed}
        onChange={(event) => onTick?.(event.target.checked)}
        className="size-3.5 flex-none accent-brand"
      />
      <bdi className="min-w-0 truncate">{name}</bdi>
      {detail && <span className="min-w-0 truncate text-ink-3">{detail}</span>}
    </label>
  );
}

type AddRecordProps = { known: ReadonlySet<string>; onAdd: (record: Records[number]) => void };

function AddRecord({ known, onAdd }: AddRecordProps) {
  const [query, setQuery] = useState<string | null>(null);
  const asked = useSettled(query ?? "", 150);
  const search = useQuery({ ...recordsMatching(asked), enabled: query !== null });
  if (query === null)
    return (
      <button
        type="button"
        onClick={() => setQuery("")}
        className="h-7 rounded-full border border-line-strong border-dashed px-2.5 text-brand text-s hover:bg-sunken"
      >
        + Add record
      </button>
    );
  const settled = asked === query && !search.isPlaceholderData;
  // The list of an earlier text must not answer Enter.
  const found = settled ? (search.data ?? []).filter((record) => !known.has(record.id)) : [];
  const add = (id: string) => {
    const record = found.find((candidate) => candidate.id === id);
    if (record) onAdd({ ...record, ticked: true });
    setQuery(null);
  };
  return (
    <Field label="Add record" labelHidden className="w-full">
      <Combobox
        query={query}
        onQueryChange={setQuery}
        options={found.map((record) => ({
          value: record.id,
          label: record.name,
          detail: [kindWords[record.kind].one, record.detail].filter(Boolean).join(" · "),
        }))}
        onSelect={(option) => add(option.value)}
        onBlur={() => setQuery(null)}
        loading={search.isFetching || !settled}
        problem={search.isError ? search.error.message : null}
        placeholder="Find a contact, company, deal or ticket"
        autoFocus
      />
    </Field>
  );
}
