import { Lock } from "lucide-react";
import { type ReactNode, useId } from "react";

/** The look of fields that stand below each other in a form. */
const stack = "grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3.5";

type LockedProps = { why: string | null; children: ReactNode };

/** Fields that are shown and cannot be changed, with one sentence why below them. Without a reason they are as ever. */
export function Locked({ why, children }: LockedProps) {
  const id = useId();
  if (why === null) return children;
  return (
    <fieldset disabled aria-describedby={id} className={stack}>
      {children}
      <p id={id} className="-mt-1.5 text-ink-3 text-s">
        {why}
      </p>
    </fieldset>
  );
}

/** The same for a whole form, which says why once, at its top. */
export function LockedAll({ saidBy, children }: { saidBy: string | null; children: ReactNode }) {
  if (saidBy === null) return children;
  return (
    <fieldset disabled aria-describedby={saidBy} className={stack}>
      {children}
    </fieldset>
  );
}

export function LockNote({ id, children }: { id: string; children: string }) {
  return (
    <p id={id} dir="auto" className="flex gap-2 rounded-tight bg-sunken px-3 py-2 text-ink-2 text-s">
      <Lock aria-hidden="true" className="mt-0.5 size-3.5 flex-none" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
