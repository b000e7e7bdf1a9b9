"use client";

import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { FormFault } from "./form-fault";
import type { EditFormState } from "./use-edit-form";

/** The ways to save, what each will do, and what went wrong when it could not. */
export function EditFooter({ state }: { state: EditFormState }) {
  const { hint, saving, save } = state;
  return (
    <DialogFooter className="flex-wrap">
      {hint.buttons.map(({ way, label, ready }, nth) => (
        <Button
          key={way}
          // Enter in a field presses the form's submit button.
          type={way === hint.pressed ? "submit" : "button"}
          variant={nth === 0 ? "primary" : "default"}
          idle={!ready || (saving !== null && saving !== way)}
          loading={saving === way}
          aria-describedby="edit-hint"
          onClick={way === hint.pressed ? undefined : () => void save(way)}
        >
          {label}
        </Button>
      ))}
      {state.restored && (
        <Button variant="quiet" onClick={state.discard}>
          Discard draft
        </Button>
      )}
      <p id="edit-hint" className="min-w-40 flex-1 text-ink-3 text-s">
        {saving ? "Saving…" : hint.text}
      </p>
      <FormFault fault={state.fault} faults={state.faults} />
    </DialogFooter>
  );
}
