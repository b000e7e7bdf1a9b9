"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import * as Primitive from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

type MenuProps = {
  /** The button that opens the menu; it keeps its own name. */
  trigger: ReactNode;
  align?: "start" | "end";
  children: ReactNode;
};

const itemClass =
  "flex w-full cursor-default items-center gap-2.5 rounded-tight px-2.5 py-1.5 text-m outline-none select-none " +
  "data-[highlighted]:bg-sunken data-[disabled]:opacity-55";

/**
 * A menu under a button, worked by pointer, arrows and first letters. It is not portalled, so that it stays within the
 * landmark of its button.
 */
export function Menu({ trigger, align = "start", children }: MenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className="enter z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 overflow-y-auto rounded-m border border-line bg-surface p-1 shadow-lift"
      >
        {children}
      </Primitive.Content>
    </Primitive.Root>
  );
}

type MenuItemProps = {
  onSelect?: () => void;
  /** Makes the item a link. */
  href?: string;
  target?: "_blank";
  icon?: ReactNode;
  tone?: "danger";
  disabled?: boolean;
  children: ReactNode;
};

export function MenuItem({ onSelect, href, target, icon, tone, disabled, children }: MenuItemProps) {
  const className = classNames(itemClass, tone === "danger" && "text-danger");
  const inner = (
    <>
      {icon && <span className="flex-none text-ink-3 [&_svg]:size-4">{icon}</span>}
      <span className="min-w-0 flex-1">{children}</span>
    </>
  );
  return (
    <Primitive.Item
      className={className}
      disabled={disabled ?? false}
      onSelect={() => onSelect?.()}
      asChild={href !== undefined}
    >
      {href === undefined ? (
        inner
      ) : (
        <Link href={href} {...(target ? { target, rel: "noreferrer" } : {})}>
          {inner}
        </Link>
      )}
    </Primitive.Item>
  );
}

type MenuCheckItemProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
};

/** An item that is on or off; choosing it leaves the menu open for the next one. */
export function MenuCheckItem({ checked, onCheckedChange, children }: MenuCheckItemProps) {
  return (
    <Primitive.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => event.preventDefault()}
      className={itemClass}
    >
      <span className="grid size-4 flex-none place-items-center rounded-[4px] border border-line-strong">
        <Primitive.ItemIndicator>
          <Check aria-hidden="true" className="size-3.5 text-brand" />
        </Primitive.ItemIndicator>
      </span>
      <span className="min-w-0 flex-1">{children}</span>
    </Primitive.CheckboxItem>
  );
}

type MenuChoicesProps = {
  value: string;
  onValueChange: (value: string) => void;
  choices: readonly { value: string; label: string }[];
};

/** One of several values, the present one ticked. */
export function MenuChoices({ value, onValueChange, choices }: MenuChoicesProps) {
  return (
    <Primitive.RadioGroup value={value} onValueChange={onValueChange}>
      {choices.map((choice) => (
        <Primitive.RadioItem key={choice.value} value={choice.value} className={itemClass}>
          <span className="size-4 flex-none">
            <Primitive.ItemIndicator>
              <Check aria-hidden="true" className="size-4 text-brand" />
            </Primitive.ItemIndicator>
          </span>
          <span className="min-w-0 flex-1">{choice.label}</span>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2.5 py-1.5 text-s text-ink-3">{children}</Primitive.Label>;
}

export function MenuSeparator() {
  return <Primitive.Separator className="my-1 border-line border-t" />;
}
