import { classNames } from "@/components/ui/class-names";

/** The mark and the name. On narrow screens the name can be left to assistive technology alone. */
export function Logo({ nameClass, className }: { nameClass?: string; className?: string }) {
  return (
    <span
      className={classNames("flex items-center gap-2 font-bold text-ink text-l tracking-tight", className)}
    >
      <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 flex-none">
        <rect width="20" height="20" rx="5" className="fill-brand" />
        <path d="M4 9h12M4 13h12" strokeWidth="2" className="stroke-on-brand" />
      </svg>
      <span className={nameClass}>Almanac</span>
    </span>
  );
}
