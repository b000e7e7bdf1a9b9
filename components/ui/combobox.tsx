"use client";

import * as Popover from "radix-ui/popover";
import { type ChangeEvent, type ComponentProps, type ReactNode, useId, useRef, useState } from "react";
import { classNames } from "./class-names";
import { ComboboxList, type ComboboxOption } from "./combobox-list";
import { controlClass, useFieldControl } from "./field";
import { useComboboxKeys } from "./use-combobox-keys";

type ComboboxProps = {
  /** What stands in the text box; the caller owns it and looks up `options` for it. */
  query: string;
  onQueryChange: (query: string) => void;
  options: readonly ComboboxOption[];
  onSelect: (option: ComboboxOption) => void;
  loading?: boolean;
  /** Said instead of the options, e.g. when the look-up failed. */
  problem?: string | null;
  /** Said when nothing matches; null shows nothing. */
  emptyText?: string | null;
  /** Takes text that is none of the options, on Enter, comma or leaving the box. */
  onFreeText?: (text: string) => void;
  /** Chips or an icon in front of the text, inside the frame. */
  leading?: ReactNode;
} & Pick<
  ComponentProps<"input">,
  "placeholder" | "disabled" | "autoFocus" | "aria-label" | "onKeyDown" | "onBlur" | "onFocus" | "inputMode"
>;

/** A text box that offers choices while one types: arrows move, Enter takes, Escape closes the list alone. */
export function Combobox(props: ComboboxProps) {
  const { query, onQueryChange, options, onSelect, loading, problem, emptyText = "Nothing matches." } = props;
  const { onFreeText, leading, onKeyDown, onBlur, onFocus, ...input } = props;
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const listId = useId();
  const shown = open && options.length > 0 && !problem;
  const current = shown ? options[Math.min(active, options.length - 1)] : undefined;
  const take = (option: ComboboxOption) => {
    onSelect(option);
    setOpen(false);
    setActive(0);
  };
  const keys = useComboboxKeys({
    open,
    setOpen,
    setActive,
    current,
    count: options.length,
    query,
    take,
    onFreeText,
  });
  const type = (event: ChangeEvent<HTMLInputElement>) => {
    onQueryChange(event.target.value);
    setActive(0);
    setOpen(true);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Anchor asChild>
        <div
          ref={frame}
          className={classNames(
            controlClass,
            "flex min-h-[34px] flex-wrap items-center gap-1.5 py-1 focus-within:border-brand focus-within:outline-1 focus-within:outline-brand has-aria-invalid:border-danger has-disabled:opacity-60",
          )}
        >
          {leading}
          <input
            type="text"
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            {...useFieldControl()}
            {...pickInput(input)}
            role="combobox"
            aria-expanded={shown}
            aria-controls={shown ? listId : undefined}
            aria-autocomplete="list"
            aria-activedescendant={current ? `${listId}-${current.value}` : undefined}
            value={query}
            onChange={type}
            onClick={() => setOpen(true)}
            onFocus={onFocus}
            onKeyDown={(event) => {
              onKeyDown?.(event);
              if (!event.defaultPrevented) keys(event);
            }}
            onBlur={(event) => {
              onBlur?.(event);
              setOpen(false);
              if (query.trim() !== "") onFreeText?.(query.trim());
            }}
            className="h-6 min-w-[6ch] flex-1 bg-transparent outline-none disabled:placeholder:text-transparent"
          />
        </div>
      </Popover.Anchor>
      <ComboboxList
        listId={listId}
        frame={frame}
        options={options}
        active={current?.value}
        onTake={take}
        status={statusOf({ loading, problem, emptyText, count: options.length })}
      />
    </Popover.Root>
  );
}

type Status = {
  loading: boolean | undefined;
  problem: string | null | undefined;
  emptyText: string | null;
  count: number;
};

function statusOf({ loading, problem, emptyText, count }: Status): string | null {
  if (problem) return problem;
  if (count > 0) return null;
  return loading ? "Looking…" : emptyText;
}

const pickInput = ({ placeholder, disabled, autoFocus, inputMode, ...rest }: Partial<ComboboxProps>) => ({
  placeholder,
  disabled,
  autoFocus,
  inputMode,
  ...(rest["aria-label"] ? { "aria-label": rest["aria-label"] } : {}),
});
