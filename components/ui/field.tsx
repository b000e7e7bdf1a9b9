"use client";

import { ChevronDown } from "lucide-react";
import { type ComponentProps, createContext, type ReactNode, use, useId } from "react";
import { classNames } from "./class-names";

type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
};

const FieldContext = createContext<FieldControl | null>(null);

/** The id and ARIA attributes that tie a control to its label, hint and error; empty outside a `Field`. */
export const useFieldControl = (): Partial<FieldControl> => use(FieldContext) ?? {};

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** One sentence about what was typed; falsy when there is nothing wrong. */
  error?: ReactNode;
  required?: boolean;
  /** Hides the label from sight where the place makes it plain; it is still read out. */
  labelHidden?: boolean;
  /** Something small at the right of the label. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A label, one control, a hint and an error, wired for assistive technology. Controls inside find their wiring themselves. */
export function Field(props: FieldProps) {
  const { label, hint, error, required, labelHidden, aside, className, children } = props;
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const control: FieldControl = {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
    "aria-required": required || undefined,
  };
  return (
    <div className={classNames("min-w-0", className)}>
      <div className={labelHidden ? "sr-only" : "mb-1 flex items-baseline gap-2"}>
        <label htmlFor={id} className="text-s font-medium text-ink-2">
          {label}
          {required && (
            <span aria-hidden="true" className="ml-0.5 text-danger">
              *
            </span>
          )}
        </label>
        {aside && <span className="ml-auto">{aside}</span>}
      </div>
      <FieldContext value={control}>{children}</FieldContext>
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-s text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-s text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** The look of a text control; `aria-invalid` turns its border red. */
export const controlClass =
  "w-full min-w-0 rounded-tight border border-line-strong bg-surface px-2.5 text-m text-ink outline-offset-0 " +
  "hover:border-ink-3 focus-visible:border-brand focus-visible:outline-1 disabled:opacity-60 " +
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger";

export function TextInput({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      type="text"
      dir="auto"
      {...useFieldControl()}
      {...rest}
      className={classNames(controlClass, "h-[34px]", className)}
    />
  );
}

export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      dir="auto"
      rows={4}
      {...useFieldControl()}
      {...rest}
      className={classNames(controlClass, "block resize-y py-1.5", className)}
    />
  );
}

/** The browser's own list of choices, so that it works on every device and keyboard. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={classNames("relative block", className)}>
      <select
        {...useFieldControl()}
        {...rest}
        className={classNames(controlClass, "h-[34px] appearance-none truncate pr-8")}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}
