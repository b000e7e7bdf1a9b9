"use client";

import { Button } from "./button";

type ErrorStateProps = {
  title: string;
  children?: React.ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
};

/** What went wrong, in one sentence, with a way to try again. */
export function ErrorState({ title, children, onRetry, retrying }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-1.5 px-6 py-10 text-center">
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-[44ch] text-ink-2">{children}</div>}
      {onRetry && (
        <Button className="mt-3" size="s" loading={retrying ?? false} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
