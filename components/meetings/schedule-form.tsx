"use client";

import type { FormEvent } from "react";
import { saveOnCtrlEnter } from "@/components/timeline/composer-form";
import { useFaultFocus } from "@/components/timeline/use-fault-focus";
import { classNames } from "@/components/ui/class-names";
import { DialogBody, dialogForm } from "@/components/ui/dialog";
import { useFirstFocus } from "@/components/ui/use-return-focus";
import type { ScheduleFormDefaults } from "@/lib/domain/meetings/inputs";
import type { RecordRef } from "@/lib/domain/records/record";
import { AttendeeField } from "./attendee-field";
import { DayAside, DayFold } from "./day-panel";
import { HostAway } from "./host-away";
import { LocationField } from "./location-field";
import { LogOnField } from "./log-on-field";
import { ScheduleFooter } from "./schedule-footer";
import { DescriptionField, NoteField, TitleField } from "./text-fields";
import { TimeFields } from "./time-fields";
import { useAway } from "./use-away";
import { useScheduleForm } from "./use-schedule-form";

type ScheduleFormProps = {
  record: RecordRef;
  defaults: ScheduleFormDefaults;
  /** Where the day is shown. */
  day: "beside" | "below";
  onSaved: () => void;
};

export function ScheduleForm({ record, defaults, day, onSaved }: ScheduleFormProps) {
  const state = useScheduleForm({ record, defaults, onSaved });
  const { form, setForm, change, faults } = state;
  const away = useAway(form);
  const title = useFirstFocus<HTMLInputElement>();
  const frame = useFaultFocus(faults);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void state.save();
  };
  return (
    <form
      ref={frame}
      noValidate
      className="flex min-h-0 flex-1"
      onSubmit={submit}
      onKeyDown={saveOnCtrlEnter}
    >
      <div className={classNames(dialogForm, "min-w-0")}>
        <DialogBody className="grid grid-cols-[minmax(0,1fr)] content-start gap-3.5">
          <TitleField ref={title} form={form} faults={faults} onChange={change} />
          <TimeFields form={form} faults={faults} onForm={setForm} />
          <HostAway host={defaults.host} away={away} />
          <AttendeeField
            form={form}
            faults={faults}
            offered={defaults.offered}
            away={away}
            onForm={setForm}
          />
          <LocationField form={form} faults={faults} calendar={defaults.calendar} onChange={change} />
          <DescriptionField form={form} faults={faults} onChange={change} goes="goes in the invitation" />
          <NoteField form={form} faults={faults} onChange={change} />
          <LogOnField
            own={defaults.record}
            records={form.records}
            fault={faults.records}
            onChange={(records) => change({ records })}
          />
          {day === "below" && <DayFold form={form} host={defaults.host} onForm={setForm} />}
        </DialogBody>
        <ScheduleFooter state={state} defaults={defaults} />
      </div>
      {day === "beside" && <DayAside form={form} host={defaults.host} onForm={setForm} />}
    </form>
  );
}
