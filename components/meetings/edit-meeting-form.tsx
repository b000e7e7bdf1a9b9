"use client";

import { type FormEvent, type Ref, useId } from "react";
import { saveOnCtrlEnter } from "@/components/timeline/composer-form";
import { useFaultFocus } from "@/components/timeline/use-fault-focus";
import { classNames } from "@/components/ui/class-names";
import { DialogBody, dialogForm } from "@/components/ui/dialog";
import { useFirstFocus } from "@/components/ui/use-return-focus";
import type { EditMeetingDefaults } from "@/lib/domain/meetings/edit-inputs";
import { AttendeeField } from "./attendee-field";
import { DayAside, DayFold } from "./day-panel";
import { EditFooter } from "./edit-footer";
import type { DayPlace } from "./form-skeleton";
import { HostAway } from "./host-away";
import { LocationField } from "./location-field";
import { Locked, LockedAll, LockNote } from "./locked";
import { OutcomeField } from "./outcome-field";
import { DescriptionField, NoteField, TitleField } from "./text-fields";
import { TimeFields } from "./time-fields";
import { useAway } from "./use-away";
import { type EditFormState, useEditForm } from "./use-edit-form";

type EditMeetingFormProps = { defaults: EditMeetingDefaults; day: DayPlace; onSaved: () => void };

/** A meeting as it stands, to be changed as far as it may be (RULES O4, O5). */
export function EditMeetingForm({ defaults, day, onSaved }: EditMeetingFormProps) {
  const { lock } = defaults;
  const state = useEditForm({ defaults, onSaved });
  const frame = useFaultFocus(state.faults);
  const title = useFirstFocus<HTMLInputElement>();
  const outcome = useFirstFocus<HTMLSelectElement>();
  const lockId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void state.save(state.hint.pressed);
  };
  const shared = <SharedFields state={state} defaults={defaults} ref={lock === null ? title : undefined} />;
  const dayProps = { form: state.form, host: defaults.host, onForm: state.setForm };
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
          {lock === null ? shared : <LockNote id={lockId}>{lock}</LockNote>}
          <OutcomeField
            ref={lock === null ? undefined : outcome}
            value={state.outcome}
            describedBy={lock === null ? undefined : lockId}
            fault={state.faults.outcome}
            onChange={state.setOutcome}
          />
          <NoteField form={state.form} faults={state.faults} onChange={state.change} />
          {lock !== null && <LockedAll saidBy={lockId}>{shared}</LockedAll>}
          {day === "below" && <DayFold {...dayProps} />}
        </DialogBody>
        <EditFooter state={state} />
      </div>
      {day === "beside" && <DayAside {...dayProps} />}
    </form>
  );
}

type SharedFieldsProps = {
  state: EditFormState;
  defaults: EditMeetingDefaults;
  ref: Ref<HTMLInputElement> | undefined;
};

/** What the meeting has in common with its event. */
function SharedFields({ state, defaults, ref }: SharedFieldsProps) {
  const { form, setForm, change, faults } = state;
  const { lock, timeLock, placeLock, descriptionLock } = defaults;
  const isLocked = lock !== null;
  const away = useAway(form);
  return (
    <>
      <TitleField ref={ref} form={form} faults={faults} onChange={change} />
      <Locked why={isLocked ? null : timeLock}>
        <TimeFields form={form} faults={faults} onForm={setForm} />
      </Locked>
      {!isLocked && <HostAway host={defaults.host} away={away} />}
      <AttendeeField
        form={form}
        faults={faults}
        offered={isLocked ? [] : defaults.offered}
        away={away}
        onForm={setForm}
      />
      <Locked why={isLocked ? null : placeLock}>
        {/* A video link is made together with an event, and later by the calendar alone. */}
        <LocationField form={form} faults={faults} calendar={null} onChange={change} />
      </Locked>
      <Locked why={isLocked ? null : descriptionLock}>
        <DescriptionField
          form={form}
          faults={faults}
          onChange={change}
          goes={defaults.destination === "event" ? "goes to the guests" : null}
        />
      </Locked>
    </>
  );
}
