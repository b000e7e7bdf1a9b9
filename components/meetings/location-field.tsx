"use client";

import { Field, Select, TextInput } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/domain/errors";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import type { ScheduleFormDefaults } from "@/lib/domain/meetings/inputs";
import { type LocationKind, locationKinds } from "@/lib/domain/meetings/meeting";

type LocationFieldProps = {
  form: MeetingForm;
  faults: FieldErrors;
  calendar: ScheduleFormDefaults["calendar"];
  onChange: (part: Partial<MeetingForm>) => void;
};

const places: Partial<Record<LocationKind, { label: string; type: string; placeholder: string }>> = {
  phone: { label: "Phone number", type: "tel", placeholder: "+46 8 555 010 22" },
  address: { label: "Address", type: "text", placeholder: "Street and number, city" },
  link: { label: "Link", type: "url", placeholder: "https://" },
};

/** Where the meeting is; the conference is made by the provider, so it needs a connected calendar. */
export function LocationField({ form, faults, calendar, onChange }: LocationFieldProps) {
  const { kind, text } = form.location;
  const place = places[kind];
  const choose = (value: string) => {
    const next = locationKinds.find((known) => known === value) ?? "none";
    onChange({ location: { kind: next, text: "" } });
  };
  return (
    <div className="grid gap-2.5 sm:grid-cols-3">
      <Field label="Location" error={faults["location.kind"]}>
        <Select value={kind} onChange={(event) => choose(event.target.value)}>
          <option value="none">None</option>
          {(calendar || kind === "conference") && (
            <option value="conference">{calendar?.conferenceLabel ?? "Video call"}</option>
          )}
          <option value="phone">Phone call</option>
          <option value="address">In person</option>
          <option value="link">Pasted link</option>
        </Select>
      </Field>
      {place && (
        <Field label={place.label} error={faults["location.text"]} className="sm:col-span-2">
          <TextInput
            type={place.type}
            placeholder={place.placeholder}
            value={text}
            onChange={(event) => onChange({ location: { kind, text: event.target.value } })}
          />
        </Field>
      )}
    </div>
  );
}
