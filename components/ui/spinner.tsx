import { classNames } from "./class-names";

/** A turning ring. It says nothing to assistive technology; the control that waits says `aria-busy`. */
export function Spinner({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "inline-block size-3.5 flex-none animate-spin rounded-full border-2 border-current border-r-transparent",
        className,
      )}
    />
  );
}
