"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { reachServer } from "@/components/records/reach-server";
import { useDraft } from "@/components/timeline/use-draft";
import { scheduleMeetingAction } from "@/lib/actions/meetings";
import type { FieldErrors } from "@/lib/domain/errors";
import { blankForm, checkForm, type MeetingForm, meetingForm } from "@/lib/domain/meetings/form";
import type { ScheduleFormDefaults } from "@/lib/domain/meetings/inputs";
import type { PushState } from "@/lib/domain/meetings/meeting";
import type { RecordRef } from "@/lib/domain/records/record";
import type { ActionFailure } from "@/lib/domain/result";
import { type Fault, faultOf } from "./form-fault";
import { newId } from "./new-id";

type Input = { record: RecordRef; defaults: ScheduleFormDefaults; onSaved: () => void };

const saved: Record<PushState, string> = {
  local: "Meeting logged.",
  pending: "Meeting saved. The invitation is being sent.",
  scheduled: "Meeting scheduled.",
  failed: "Meeting saved, but the invitation could not be sent.",
};

/**
 * State and saving of the form. The meeting's id is made with the form and kept in its draft, so that a second press, a
 * lost answer and a retry after reopening all mean the same meeting (RULES O1).
 */
export function useScheduleForm({ record, defaults, onSaved }: Input) {
  const client = useQueryClient();
  const key = `meeting:${defaults.host.id}:${record.kind}:${record.id}`;
  const draft = useDraft(key, meetingForm, () =>
    blankForm(defaults, { meetingId: newId(), now: new Date().toISOString() }),
  );
  const [faults, setFaults] = useState<FieldErrors>({});
  const [fault, setFault] = useState<Fault | null>(null);
  const [saving, setSaving] = useState(false);
  const busy = useRef(false);
  const refuse = (failure: ActionFailure) => {
    setFaults(failure.fields ?? {});
    setFault(faultOf(failure));
  };
  const save = async () => {
    if (busy.current) return;
    const checked = checkForm(draft.form, record, { ...defaults, now: new Date().toISOString() });
    setFaults(checked.ok ? {} : checked.faults);
    setFault(null);
    if (!checked.ok) return;
    busy.current = true;
    setSaving(true);
    const result = await reachServer(scheduleMeetingAction(checked.input));
    busy.current = false;
    setSaving(false);
    if (!result.ok) return refuse(result);
    draft.discard();
    toast.success(saved[result.data.push], result.data.note ? { description: result.data.note } : {});
    onSaved();
    await client.invalidateQueries({ queryKey: ["timeline"] });
  };
  const change = (part: Partial<MeetingForm>) => draft.setForm({ ...draft.form, ...part });
  return { ...draft, change, faults, fault, saving, save };
}

export type ScheduleFormState = ReturnType<typeof useScheduleForm>;
