"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { reachServer } from "@/components/records/reach-server";
import { createActivityAction, updateActivityAction } from "@/lib/actions/activities";
import type { FieldErrors } from "@/lib/domain/errors";
import type { RecordRef } from "@/lib/domain/records/record";
import type { ActionFailure } from "@/lib/domain/result";
import type { ActivityDraft } from "@/lib/domain/timeline/inputs";
import {
  type ActivityForm,
  activityForm,
  blankActivity,
  type ComposedEntry,
  type ComposedKind,
  checkActivity,
  formOf,
} from "./activity-form";
import { useDraft } from "./use-draft";
import { useZone } from "./use-now";

type ComposerInput = {
  record: RecordRef;
  kind: ComposedKind;
  entry: ComposedEntry | undefined;
  onSaved: () => void;
};

const saved: Record<ComposedKind, string> = {
  note: "Note saved.",
  call: "Call logged.",
  task: "Task saved.",
};

/** State and saving of the composer. What was typed stays until the server has taken it. */
export function useComposer({ record, kind, entry, onSaved }: ComposerInput) {
  const client = useQueryClient();
  const zone = useZone();
  // A draft of an entry that somebody changed since is not offered: it would undo their change.
  const key = entry ? `edit:${entry.id}:${entry.updatedAt}` : `${kind}:${record.kind}:${record.id}`;
  const draft = useDraft(key, activityForm, () =>
    entry ? formOf(entry, zone) : blankActivity(kind, new Date().toISOString(), zone),
  );
  const [faults, setFaults] = useState<FieldErrors>({});
  const [fault, setFault] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const busy = useRef(false);
  const refuse = (failure: ActionFailure) => {
    setFaults(withoutPrefix(failure.fields ?? {}));
    setFault(failure.message);
  };
  const save = async () => {
    if (busy.current) return;
    const checked = checkActivity(kind, draft.form, zone);
    setFaults(checked.ok ? {} : checked.faults);
    setFault(null);
    if (!checked.ok) return;
    busy.current = true;
    setSaving(true);
    const result = await reachServer(send(checked.draft, record, entry));
    busy.current = false;
    setSaving(false);
    if (!result.ok) return refuse(result);
    draft.discard();
    toast.success(saved[kind]);
    onSaved();
    await client.invalidateQueries({ queryKey: ["timeline"] });
  };
  const change = (part: Partial<ActivityForm>) => draft.setForm({ ...draft.form, ...part });
  return { ...draft, change, faults, fault, saving, save };
}

const send = (draft: ActivityDraft, record: RecordRef, entry: ComposedEntry | undefined) =>
  entry
    ? updateActivityAction({ activityId: entry.id, draft })
    : createActivityAction({ draft, records: [{ kind: record.kind, id: record.id }] });

const withoutPrefix = (fields: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(fields).map(([path, fault]) => [path.replace(/^draft\./, ""), fault]));
