"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { z } from "zod";
import { reachServer } from "@/components/records/reach-server";
import { useDraft } from "@/components/timeline/use-draft";
import { editMeetingAction } from "@/lib/actions/meetings";
import type { FieldErrors } from "@/lib/domain/errors";
import { editFaults } from "@/lib/domain/meetings/edit";
import type { EditMeetingDefaults } from "@/lib/domain/meetings/edit-inputs";
import { type MeetingForm, meetingForm } from "@/lib/domain/meetings/form";
import { type MeetingOutcome, meetingOutcomes } from "@/lib/domain/meetings/meeting";
import type { ActionFailure } from "@/lib/domain/result";
import { editForm, typedFields } from "./edit-form";
import { type EditWay, editHint } from "./edit-hint";
import { type Fault, faultOf } from "./form-fault";
import { sayEdited } from "./say-edited";

const editDraft = z.object({ form: meetingForm, outcome: z.enum(meetingOutcomes) });

type Input = { defaults: EditMeetingDefaults; onSaved: () => void };

/** State and saving of the edit form. What was typed stays until the server has taken it. */
export function useEditForm({ defaults, onSaved }: Input) {
  const client = useQueryClient();
  const draft = useEditDraft(defaults);
  const { form, outcome } = draft;
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
    const result = await reachServer(
      editMeetingAction({
        meetingId: defaults.meetingId,
        sends: way === "send",
        ...wanted,
        // What nobody touched here may have been written by somebody else meanwhile.
        ...(outcome === defaults.outcome ? {} : { outcome }),
        ...(form.internalNote.trim() === defaults.internalNote ? {} : { internalNote: form.internalNote }),
      }),
    );
    busy.current = false;
    setSaving(null);
    if (!result.ok) return refuse(result);
    draft.discard();
    sayEdited(result.data);
    onSaved();
    await client.invalidateQueries({ queryKey: ["timeline"] });
  };
  const change = (part: Partial<MeetingForm>) => draft.setForm({ ...form, ...part });
  return { ...draft, change, faults, fault, saving, save, hint: editHint(defaults, wanted) };
}

/** What is typed outlives the dialog. A draft of a meeting that somebody changed since is not offered. */
function useEditDraft(defaults: EditMeetingDefaults) {
  const { host, meetingId, fields, outcome, internalNote } = defaults;
  const stood = JSON.stringify([fields, outcome, internalNote]);
  const draft = useDraft(`edit-meeting:${host.id}:${meetingId}:${stood}`, editDraft, () => ({
    form: editForm(defaults),
    outcome,
  }));
  return {
    ...draft.form,
    setForm: (form: MeetingForm) => draft.setForm({ ...draft.form, form }),
    setOutcome: (next: MeetingOutcome) => draft.setForm({ ...draft.form, outcome: next }),
    restored: draft.restored,
    discard: draft.discard,
  };
}

export type EditFormState = ReturnType<typeof useEditForm>;

// The input's schema names a field by where it stands ("after.title").
const withoutPrefix = (fields: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(fields).map(([path, words]) => [path.replace(/^after\./, ""), words]));
