import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** A raised surface with a hairline around it. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div {...rest} className={classNames("min-w-0 rounded-m border border-line bg-surface p-4", className)} />
  );
}
