"use client";

import { type KeyboardEvent, useState } from "react";
import { Collapsible } from "@/components/timeline/collapsible";
import { useTimeline } from "@/components/timeline/timeline-context";
import { Button } from "@/components/ui/button";
import { Field, TextArea } from "@/components/ui/field";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";

type InternalNoteProps = { entry: MeetingEntry; editing: boolean; onEditing: (editing: boolean) => void };

/** The note that never leaves the CRM, edited where it stands. */
export function InternalNote({ entry, editing, onEditing }: InternalNoteProps) {
  const { readOnly } = useTimeline();
  const note = entry.internalNote ?? "";
  if (editing) return <NoteEditor entry={entry} onDone={() => onEditing(false)} />;
  if (note === "") return null;
  return (
    <div className="mt-2.5 rounded-tight bg-sunken px-3 py-2">
      <div className="flex items-baseline gap-2 text-xs">
        <span className="font-medium text-ink-2">Internal note</span>
        <span className="text-ink-3">stays in the CRM</span>
        {!readOnly && (
          <button type="button" className="link ml-auto" onClick={() => onEditing(true)}>
            Edit<span className="sr-only"> internal note</span>
          </button>
        )}
      </div>
      <Collapsible className="mt-0.5">
        <p dir="auto" className="whitespace-pre-wrap">
          {note}
        </p>
      </Collapsible>
    </div>
  );
}

function NoteEditor({ entry, onDone }: { entry: MeetingEntry; onDone: () => void }) {
  const { actions } = useTimeline();
  const [text, setText] = useState(entry.internalNote ?? "");
  const [saving, setSaving] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const save = async () => {
    setSaving(true);
    const said = await actions.setInternalNote(entry, text);
    setSaving(false);
    setFault(said);
    if (said === null) onDone();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") onDone();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !saving) void save();
  };
  return (
    <div className="mt-2.5">
      <Field label="Internal note" hint="Stays in the CRM. Guests never see it." error={fault}>
        <TextArea
          rows={3}
          maxLength={65_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={keys}
          autoFocus
        />
      </Field>
      <div className="mt-2 flex gap-2">
        <Button size="s" variant="primary" loading={saving} onClick={save}>
          Save
        </Button>
        <Button size="s" variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
