import { classNames } from "./class-names";

/** A quiet block in the shape of what is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={classNames("waiting block rounded-tight bg-sunken", className)} />
  );
}
