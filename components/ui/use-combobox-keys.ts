import type { KeyboardEvent } from "react";
import type { ComboboxOption } from "./combobox-list";

type ComboboxKeys = {
  open: boolean;
  setOpen: (open: boolean) => void;
  setActive: (next: (index: number) => number) => void;
  current: ComboboxOption | undefined;
  count: number;
  query: string;
  take: (option: ComboboxOption) => void;
  onFreeText: ((text: string) => void) | undefined;
};

/**
 * The keys of a combobox: arrows open and move round, Enter takes the marked choice or else the text, a comma takes the
 * text. Escape belongs to the popover, which closes before the dialog around it.
 */
export function useComboboxKeys(state: ComboboxKeys) {
  const { open, setOpen, setActive, current, count, query, take, onFreeText } = state;
  const move = (by: number) => {
    if (!open) setOpen(true);
    else if (count > 0) setActive((index) => (Math.min(index, count - 1) + by + count) % count);
  };
  const takeText = (event: KeyboardEvent) => {
    if (!onFreeText || query.trim() === "") return;
    event.preventDefault();
    onFreeText(query.trim());
  };
  return (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && open && current) {
      event.preventDefault();
      take(current);
    } else if (event.key === "Enter" || event.key === ",") {
      takeText(event);
    }
  };
}
