import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  /** The way on: a button or a link. */
  action?: ReactNode;
};

/** What stands where a list would be: why it is empty, and the way on. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1.5 px-6 py-12 text-center">
      {icon && (
        <span className="mb-1 grid size-11 place-items-center rounded-full bg-sunken text-ink-3 [&_svg]:size-5">
          {icon}
        </span>
      )}
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-[44ch] text-ink-2">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
