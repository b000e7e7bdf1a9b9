"use client";

import { useMemo } from "react";
import { zoneWords } from "@/components/timeline/when";
import { classNames } from "@/components/ui/class-names";
import { ComboboxSelect } from "@/components/ui/combobox-select";
import { Field, TextInput } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/domain/errors";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import {
  durationOf,
  durationPresets,
  localTimes,
  withDuration,
  withStart,
} from "@/lib/domain/meetings/form-times";
import { localTimeWords } from "./local-time-words";
import { TimeInput } from "./time-input";

type TimeFieldsProps = { form: MeetingForm; faults: FieldErrors; onForm: (form: MeetingForm) => void };

/** Date, start, end, duration presets and the host's zone, with the hour it is for the guests. */
export function TimeFields({ form, faults, onForm }: TimeFieldsProps) {
  const minutes = durationOf(form);
  const times = localTimes(form);
  return (
    <>
      <div className="grid grid-cols-2 gap-x-2.5 gap-y-3.5 sm:grid-cols-3">
        <Field label="Date" error={faults.date} className="max-sm:col-span-2">
          <TextInput
            type="date"
            value={form.date}
            onChange={(event) => onForm({ ...form, date: event.target.value })}
          />
        </Field>
        <Field label="Start" error={faults.start}>
          <TimeInput value={form.start} onCommit={(typed) => onForm(withStart(form, typed))} />
        </Field>
        <Field label="End" error={faults.end}>
          <TimeInput value={form.end} onCommit={(end) => onForm({ ...form, end })} />
        </Field>
      </div>
      <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
        <legend className="sr-only">Duration</legend>
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={preset === minutes}
            onClick={() => onForm(withDuration(form, preset))}
            className={classNames(
              "h-7 rounded-full border px-3 font-medium text-s disabled:opacity-60",
              preset === minutes
                ? "border-brand bg-brand-wash text-brand-ink"
                : "border-line-strong text-ink-2 enabled:hover:bg-sunken",
            )}
          >
            {preset} min
          </button>
        ))}
        {minutes !== null && !presets.includes(minutes) && (
          <span className="ml-1 text-ink-3 text-s">{durationWords(minutes)}</span>
        )}
      </fieldset>
      <ZoneField form={form} fault={faults.zone} onForm={onForm} />
      {times.length > 0 && (
        <p aria-live="polite" className="-mt-1.5 text-ink-3 text-s" dir="auto">
          {localTimeWords(times)}
        </p>
      )}
    </>
  );
}

const presets: readonly number[] = durationPresets;

const durationWords = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0 || minutes === 60) return `${minutes} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
};

type ZoneFieldProps = {
  form: MeetingForm;
  fault: string | undefined;
  onForm: (form: MeetingForm) => void;
};

function ZoneField({ form, fault, onForm }: ZoneFieldProps) {
  const options = useMemo(() => {
    // The browser's list leaves out UTC and old names that a person's profile may still hold.
    const zones = new Set([form.zone, "UTC", ...Intl.supportedValuesOf("timeZone")]);
    return [...zones].map((zone) => ({ value: zone, label: zoneWords(zone) }));
  }, [form.zone]);
  return (
    <Field label="Time zone" error={fault}>
      <ComboboxSelect
        value={form.zone}
        options={options}
        onChange={(zone) => onForm({ ...form, zone: zone ?? form.zone })}
      />
    </Field>
  );
}
