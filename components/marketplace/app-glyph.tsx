import { classNames } from "@/components/ui/class-names";
import type { CalendarApp } from "./apps";

/** The app's letter on its colour; its name always stands beside it. */
export function AppGlyph({ app }: { app: CalendarApp }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "grid size-11 flex-none place-items-center rounded-[10px] font-bold text-white",
        app.color,
      )}
    >
      {app.letter}
    </span>
  );
}
