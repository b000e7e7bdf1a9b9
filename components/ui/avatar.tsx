import { classNames } from "./class-names";
import { initialsOf } from "./initials";

const sizes = {
  xs: "size-[22px] text-[10px]",
  s: "size-[30px] text-xs",
  m: "size-9 text-s",
  l: "size-[52px] text-[18px]",
};

type AvatarProps = {
  name: string;
  size?: keyof typeof sizes;
  shape?: "round" | "square";
  className?: string;
};

/** The initials of a name on a wash. The name itself always stands beside it, so it is hidden from assistive technology. */
export function Avatar({ name, size = "s", shape = "round", className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "grid flex-none select-none place-items-center overflow-hidden bg-brand-wash font-semibold text-brand-ink leading-none whitespace-nowrap",
        shape === "round" ? "rounded-full" : "rounded-m",
        sizes[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
