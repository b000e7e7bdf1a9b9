import { classNames } from "./class-names";

export type ButtonVariant = "primary" | "default" | "quiet" | "danger";
export type ButtonSize = "s" | "m";

const variants: Record<ButtonVariant, string> = {
  primary: "border-brand bg-brand text-on-brand hover:brightness-110",
  default: "border-line-strong bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink",
  danger: "border-danger bg-danger text-on-danger hover:brightness-110",
};
const sizes: Record<ButtonSize, string> = {
  s: "h-7 px-2.5 text-s",
  m: "h-[34px] px-3.5 text-m",
};

/** The look of a button, also for links that lead somewhere as a button would. */
export const buttonClass = (variant: ButtonVariant = "default", size: ButtonSize = "m"): string =>
  classNames(
    "inline-flex flex-none items-center justify-center gap-1.5 rounded-m border font-medium whitespace-nowrap select-none",
    "disabled:cursor-default disabled:opacity-55 aria-disabled:cursor-default aria-disabled:opacity-70",
    variants[variant],
    sizes[size],
  );
