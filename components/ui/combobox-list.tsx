"use client";

import * as Popover from "radix-ui/popover";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { classNames } from "./class-names";

export type ComboboxOption = {
  value: string;
  label: string;
  detail?: string | null;
  leading?: ReactNode;
};

type ComboboxListProps = {
  listId: string;
  frame: RefObject<HTMLElement | null>;
  options: readonly ComboboxOption[];
  active: string | undefined;
  onTake: (option: ComboboxOption) => void;
  /** Said instead of the options. */
  status: string | null;
};

/**
 * The choices under a combobox. It is not portalled: inside a modal dialog a portal would lie outside the dialog's scroll
 * lock and could not be scrolled with the wheel.
 */
export function ComboboxList({ listId, frame, options, active, onTake, status }: ComboboxListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active === undefined) return;
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active, listId]);
  if (status === null && options.length === 0) return null;
  return (
    <Popover.Content
      align="start"
      sideOffset={4}
      collisionPadding={8}
      role="presentation"
      onMouseDown={(event) => event.preventDefault()}
      onOpenAutoFocus={(event) => event.preventDefault()}
      onCloseAutoFocus={(event) => event.preventDefault()}
      onInteractOutside={(event) => {
        if (frame.current?.contains(event.target as Node)) event.preventDefault();
      }}
      className="z-50 w-(--radix-popover-trigger-width) min-w-56 rounded-m border border-line bg-surface p-1 shadow-lift outline-none"
    >
      {status !== null && (
        <div role="status" className="px-2.5 py-1.5 text-ink-3 text-s">
          {status}
        </div>
      )}
      {status === null && (
        <div
          ref={list}
          role="listbox"
          id={listId}
          tabIndex={-1}
          aria-label="Choices"
          className="max-h-64 overflow-y-auto"
        >
          {options.map((option) => (
            <Choice
              key={option.value}
              id={`${listId}-${option.value}`}
              option={option}
              active={option.value === active}
              onTake={onTake}
            />
          ))}
        </div>
      )}
    </Popover.Content>
  );
}

type ChoiceProps = {
  id: string;
  option: ComboboxOption;
  active: boolean;
  onTake: (option: ComboboxOption) => void;
};

function Choice({ id, option, active, onTake }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text box holds the focus and answers the keys
    <div
      role="option"
      tabIndex={-1}
      id={id}
      aria-selected={active}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onTake(option)}
      className={classNames(
        "flex cursor-default items-center gap-2.5 rounded-tight px-2.5 py-1.5 hover:bg-sunken",
        active && "bg-sunken",
      )}
    >
      {option.leading}
      <span className="min-w-0 flex-1" dir="auto">
        <span className="block truncate">{option.label}</span>
        {option.detail && <span className="block truncate text-ink-3 text-s">{option.detail}</span>}
      </span>
    </div>
  );
}
