"use client";

import { X } from "lucide-react";
import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";
import { useReturnFocus } from "./use-return-focus";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The dialog's name, shown as its heading. */
  title: string;
  description?: ReactNode;
  /** `docked` stays at the lower right, lets the page be used beside it, and closes only on purpose. */
  variant?: "modal" | "docked";
  width?: "s" | "m" | "l" | "xl";
  /** False while something must not be lost by a stray click outside. */
  closeOnOutside?: boolean;
  children: ReactNode;
};

/** Gives the first focus to what asks for it with `data-first-focus`; by itself the dialog passes over links. */
export function focusChosen(event: Event): void {
  const frame = event.currentTarget instanceof HTMLElement ? event.currentTarget : null;
  const chosen = frame?.querySelector<HTMLElement>("[data-first-focus]");
  if (!chosen) return;
  event.preventDefault();
  chosen.focus();
}

const widths = {
  s: "sm:max-w-[420px]",
  m: "sm:max-w-[520px]",
  l: "sm:max-w-[720px]",
  xl: "sm:max-w-[980px]",
};
const modalPlace =
  "inset-x-0 bottom-0 max-h-[94dvh] rounded-t-wide sm:inset-x-4 sm:bottom-auto sm:top-[max(16px,8dvh)] sm:mx-auto sm:max-h-[84dvh] sm:rounded-wide enter";
const dockedPlace =
  "inset-0 sm:inset-auto sm:right-6 sm:bottom-0 sm:w-full sm:max-h-[78dvh] sm:rounded-t-wide enter";

/**
 * A named window with a close button. Escape closes it, and the focus goes back to where it came from. Put the scrolling
 * part in `DialogBody` and the buttons in `DialogFooter`; a form around both takes `className={dialogForm}`.
 */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, variant = "modal", width = "m", children } = props;
  useReturnFocus(open);
  const docked = variant === "docked";
  const stays = docked || props.closeOnOutside === false;
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange} modal={!docked}>
      <Primitive.Portal>
        {!docked && <Primitive.Overlay className="enter fixed inset-0 z-40 bg-veil" />}
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focusChosen}
          onInteractOutside={(event) => stays && event.preventDefault()}
          className={classNames(
            "fixed z-50 flex flex-col border border-line bg-surface shadow-lift outline-none",
            docked ? dockedPlace : modalPlace,
            widths[width],
          )}
        >
          <DialogParts title={title} description={description}>
            {children}
          </DialogParts>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type DialogPartsProps = { title: string; description?: ReactNode; children: ReactNode };

/**
 * The inside of any dialog made from this primitive: heading, content, close button. The button comes last, so that the
 * focus starts in the content and not on the way out.
 */
export function DialogParts({ title, description, children }: DialogPartsProps) {
  return (
    <>
      <div className="border-line border-b py-4 pr-14 pl-5">
        <Primitive.Title className="line-clamp-2" dir="auto">
          {title}
        </Primitive.Title>
        {description && (
          <Primitive.Description className="mt-0.5 text-ink-3 text-s">{description}</Primitive.Description>
        )}
      </div>
      {children}
      <Primitive.Close asChild>
        <IconButton label="Close" className="absolute top-2.5 right-3">
          <X aria-hidden="true" className="size-[17px]" />
        </IconButton>
      </Primitive.Close>
    </>
  );
}

/** Class of a form that wraps `DialogBody` and `DialogFooter`. */
export const dialogForm = "flex min-h-0 flex-1 flex-col";

export function DialogBody({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={classNames("min-h-0 flex-1 overflow-y-auto px-5 py-4", className)}>{children}</div>;
}

export function DialogFooter({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      className={classNames("flex flex-wrap items-center gap-2 border-line border-t px-5 py-3", className)}
    >
      {children}
    </div>
  );
}
