"use client";

import * as Primitive from "radix-ui/tabs";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { tabClass } from "./tab-class";

type TabsProps = {
  /** Names the row of tabs. */
  label: string;
  tabs: readonly { value: string; label: ReactNode }[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  className?: string;
  children: ReactNode;
};

/** A row of tabs over `TabPanel`s. The first tab opens unless `value` or `defaultValue` says otherwise. */
export function Tabs({ label, tabs, className, children, ...rest }: TabsProps) {
  const start = rest.value === undefined ? { defaultValue: rest.defaultValue ?? tabs[0]?.value ?? "" } : {};
  return (
    <Primitive.Root {...start} {...rest} className={classNames("min-w-0", className)}>
      <Primitive.List aria-label={label} className="flex gap-4 overflow-x-auto border-line border-b">
        {tabs.map((tab) => (
          <Primitive.Trigger key={tab.value} value={tab.value} className={tabClass}>
            {tab.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {children}
    </Primitive.Root>
  );
}

export function TabPanel({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return <Primitive.Content {...rest} className={classNames("outline-offset-[-2px]", className)} />;
}
