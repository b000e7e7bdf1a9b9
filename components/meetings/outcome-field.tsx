"use client";

import type { Ref } from "react";
import { Field, Select } from "@/components/ui/field";
import { type MeetingOutcome, meetingOutcomes } from "@/lib/domain/meetings/meeting";

type OutcomeFieldProps = {
  value: MeetingOutcome;
  fault: string | undefined;
  /** What explains, besides its label, why this is where one begins. */
  describedBy: string | undefined;
  ref: Ref<HTMLSelectElement> | undefined;
  onChange: (outcome: MeetingOutcome) => void;
};

/** HubSpot's five. They are the CRM's own: no calendar knows them. */
export function OutcomeField({ value, fault, describedBy, ref, onChange }: OutcomeFieldProps) {
  return (
    <Field label="Outcome" error={fault}>
      <Select
        ref={ref}
        {...(describedBy ? { "aria-describedby": describedBy } : {})}
        value={value}
        onChange={(event) => {
          const chosen = meetingOutcomes.find((known) => known === event.target.value);
          if (chosen) onChange(chosen);
        }}
      >
        {meetingOutcomes.map((known) => (
          <option key={known}>{known}</option>
        ))}
      </Select>
    </Field>
  );
}
