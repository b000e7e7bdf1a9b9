"use client";

import { Pencil } from "lucide-react";

/** The pencil that opens a property for editing; seen on hover and when focused, always there for the keyboard. */
export function EditPencil({ label, onEdit }: { label: string; onEdit: () => void }) {
  return (
    <button
      type="button"
      data-edit
      aria-label={`Edit ${label}`}
      title={`Edit ${label}`}
      onClick={onEdit}
      className="ml-1 grid size-6 flex-none place-items-center rounded-tight text-ink-3 opacity-0 hover:bg-sunken hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100"
    >
      <Pencil aria-hidden="true" className="size-3.5" />
    </button>
  );
}
