"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { newId } from "@/components/meetings/new-id";
import { reachServer } from "@/components/records/reach-server";
import { addTimeOffAction, changeTimeOffAction } from "@/lib/actions/time-off";
import type { FieldErrors } from "@/lib/domain/errors";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { formOf, readTimeOff, type TimeOffForm, timeOffInput } from "@/lib/domain/time-off/inputs";
import type { TimeOffEntry } from "@/lib/domain/time-off/view";
import { timeOffKey } from "@/lib/queries/time-off";

type Input = { entry: TimeOffEntry | null; now: Instant; zone: ZoneId; onSaved: () => void };

/** State and saving of the form. Its id is made when it opens, so that a second press of Save is the same entry. */
export function useTimeOffForm({ entry, now, zone, onSaved }: Input) {
  const client = useQueryClient();
  const [form, setForm] = useState<TimeOffForm>(() => formOf(entry, { id: newId(), now, zone }));
  const [faults, setFaults] = useState<FieldErrors>({});
  const [fault, setFault] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const busy = useRef(false);
  const change = (part: Partial<TimeOffForm>) => {
    setFaults({});
    setFault(null);
    setForm((before) => ({ ...before, ...part }));
  };
  const save = async () => {
    if (busy.current) return;
    const found = faultsIn(form);
    setFaults(found);
    setFault(null);
    if (Object.keys(found).length > 0) return;
    busy.current = true;
    setSaving(true);
    const result = await reachServer(entry ? changeTimeOffAction(form) : addTimeOffAction(form));
    busy.current = false;
    setSaving(false);
    if (!result.ok) {
      setFaults(result.fields ?? {});
      setFault(result.message);
      return;
    }
    await client.invalidateQueries({ queryKey: timeOffKey });
    toast(entry ? "Time off changed" : "Time off added");
    onSaved();
  };
  return { form, change, faults, fault, saving, save };
}

/** One sentence per field, by the server's own rules. */
function faultsIn(form: TimeOffForm): FieldErrors {
  const parsed = timeOffInput.safeParse(form);
  if (!parsed.success)
    return Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]));
  const read = readTimeOff(parsed.data);
  return read.ok ? {} : read.faults;
}
