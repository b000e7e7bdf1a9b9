"use client";

import { type FormEvent, useId } from "react";
import { TimeInput } from "@/components/meetings/time-input";
import { saveOnCtrlEnter } from "@/components/timeline/composer-form";
import { useFaultFocus } from "@/components/timeline/use-fault-focus";
import { zoneWords } from "@/components/timeline/when";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter, dialogForm } from "@/components/ui/dialog";
import { Field, TextInput } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import type { TimeOffEntry } from "@/lib/domain/time-off/view";
import { useTimeOffForm } from "./use-time-off-form";

type TimeOffDialogProps = {
  open: boolean;
  /** Null for a new one. */
  entry: TimeOffEntry | null;
  now: Instant;
  zone: ZoneId;
  onClose: () => void;
};

/** Adds time off, or changes an entry wherever it was made. */
export function TimeOffDialog({ open, onClose, ...rest }: TimeOffDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={rest.entry ? "Edit time off" : "Add time off"}
      closeOnOutside={false}
    >
      <TimeOffFields {...rest} onClose={onClose} />
    </Dialog>
  );
}

function TimeOffFields({ onClose, ...rest }: Omit<TimeOffDialogProps, "open">) {
  const { form, change, faults, fault, saving, save } = useTimeOffForm({ ...rest, onSaved: onClose });
  const frame = useFaultFocus(faults);
  const allDay = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  // A new first day takes the last one along, so that it never stands before it.
  const setFrom = (from: string) => change({ from, ...(form.until < from ? { until: from } : {}) });
  return (
    <form ref={frame} noValidate className={dialogForm} onSubmit={submit} onKeyDown={saveOnCtrlEnter}>
      <DialogBody className="grid grid-cols-[minmax(0,1fr)] content-start gap-3.5">
        <div className="flex items-center gap-2.5">
          <Switch id={allDay} checked={form.allDay} onCheckedChange={(next) => change({ allDay: next })} />
          <label htmlFor={allDay} className="font-medium">
            Whole days
          </label>
        </div>
        <div className="grid grid-cols-2 gap-x-2.5 gap-y-3.5">
          <Field label="First day" error={faults.from}>
            <TextInput type="date" value={form.from} onChange={(event) => setFrom(event.target.value)} />
          </Field>
          <Field label="Last day" error={faults.until}>
            <TextInput
              type="date"
              value={form.until}
              onChange={(event) => change({ until: event.target.value })}
            />
          </Field>
          {!form.allDay && (
            <>
              <Field label="From" error={faults.start}>
                <TimeInput value={form.start} onCommit={(start) => change({ start })} />
              </Field>
              <Field label="Until" error={faults.end}>
                <TimeInput value={form.end} onCommit={(end) => change({ end })} />
              </Field>
            </>
          )}
        </div>
        <p className="-mt-1.5 text-ink-3 text-s">{`In ${zoneWords(form.zone)} time.`}</p>
        <Field
          label="Note"
          hint="In your calendar it is the title, which those you share it with may see. Teammates do not see it here."
          error={faults.note}
        >
          <TextInput
            value={form.note}
            placeholder="Out of office"
            onChange={(event) => change({ note: event.target.value })}
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" loading={saving}>
          Save
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        {fault && (
          <p role="alert" className="min-w-0 flex-1 text-danger text-s">
            {fault}
          </p>
        )}
      </DialogFooter>
    </form>
  );
}
