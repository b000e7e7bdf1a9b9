"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { reachServer } from "@/components/records/reach-server";
import { editMeetingAction } from "@/lib/actions/meetings";
import type { FieldErrors } from "@/lib/domain/errors";
import { editFaults } from "@/lib/domain/meetings/edit";
import type { EditMeetingDefaults } from "@/lib/domain/meetings/edit-inputs";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import type { ActionFailure } from "@/lib/domain/result";
import { editForm, typedFields } from "./edit-form";
import { type EditWay, editHint } from "./edit-hint";
import { type Fault, faultOf } from "./form-fault";
import { sayEdited } from "./say-edited";

type Input = { defaults: EditMeetingDefaults; onSaved: () => void };

/** State and saving of the edit form. What was typed stays until the server has taken it. */
export function useEditForm({ defaults, onSaved }: Input) {
  const client = useQueryClient();
  const [form, setForm] = useState(() => editForm(defaults));
  const [outcome, setOutcome] = useState(defaults.outcome);
  const [faults, setFaults] = useState<FieldErrors>({});
  const [fault, setFault] = useState<Fault | null>(null);
  const [saving, setSaving] = useState<EditWay | null>(null);
  const busy = useRef(false);
  const wanted = { before: defaults.fields, after: typedFields(form) };
  const refuse = (failure: ActionFailure) => {
    setFaults(withoutPrefix(failure.fields ?? {}));
    setFault(faultOf(failure));
  };
  const save = async (way: EditWay) => {
    if (busy.current) return;
    const found = editFaults(wanted);
    setFaults(found);
    setFault(null);
    if (Object.keys(found).length > 0) return;
    busy.current = true;
    setSaving(way);
    const { meetingId, internalNote } = form;
    const result = await reachServer(
      editMeetingAction({ meetingId, sends: way === "send", ...wanted, outcome, internalNote }),
    );
    busy.current = false;
    setSaving(null);
    if (!result.ok) return refuse(result);
    sayEdited(result.data);
    onSaved();
    await client.invalidateQueries({ queryKey: ["timeline"] });
  };
  const change = (part: Partial<MeetingForm>) => setForm({ ...form, ...part });
  const hint = editHint(defaults, wanted);
  return { form, setForm, change, outcome, setOutcome, faults, fault, saving, save, hint };
}

export type EditFormState = ReturnType<typeof useEditForm>;

// The input's schema names a field by where it stands ("after.title").
const withoutPrefix = (fields: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(fields).map(([path, words]) => [path.replace(/^after\./, ""), words]));
