"use client";

import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import { DialogParts } from "./dialog";
import { useReturnFocus } from "./use-return-focus";

type SidePanelProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
};

/** A dialog that stands at the right edge, as tall as the window. A stray click outside does not close it. */
export function SidePanel({ open, onOpenChange, title, description, children }: SidePanelProps) {
  useReturnFocus(open);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="enter fixed inset-0 z-40 bg-veil" />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onInteractOutside={(event) => event.preventDefault()}
          className="enter-side fixed inset-y-0 right-0 z-50 flex w-full flex-col border-line border-l bg-surface shadow-lift outline-none sm:max-w-[460px]"
        >
          <DialogParts title={title} description={description}>
            {children}
          </DialogParts>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
