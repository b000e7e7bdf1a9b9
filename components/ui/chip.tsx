import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type ChipTone = "neutral" | "ok" | "warn" | "meeting" | "danger" | "brand";

const tones: Record<ChipTone, string> = {
  neutral: "bg-sunken text-ink-2",
  ok: "bg-ok-wash text-ok",
  warn: "bg-warn-wash text-warn",
  meeting: "bg-meeting-wash text-meeting",
  danger: "bg-danger-wash text-danger",
  brand: "bg-brand-wash text-brand-ink",
};

type ChipProps = { tone?: ChipTone; dot?: boolean; className?: string; children: ReactNode };

/** A short state in words; `dot` adds a coloured dot before it. */
export function Chip({ tone = "neutral", dot, className, children }: ChipProps) {
  return (
    <span
      className={classNames(
        "inline-flex max-w-full items-center gap-1.5 rounded-full px-2 py-px font-medium text-xs",
        tones[tone],
        className,
      )}
    >
      {dot && <span aria-hidden="true" className="size-[7px] flex-none rounded-full bg-current" />}
      <span className="truncate">{children}</span>
    </span>
  );
}
