import type { CSSProperties } from "react";
import { classNames } from "@/components/ui/class-names";
import type { Column } from "@/lib/domain/availability/column";
import type { DayGrid, Stretch } from "@/lib/domain/availability/day-grid";
import { drawnUntil } from "@/lib/domain/availability/lanes";
import { stretchWords } from "./day-words";
import type { DayColumnState } from "./use-day";
import { PX_PER_MINUTE } from "./use-day-pointer";

const GAP_PX = 3;

type DayColumnProps = { grid: DayGrid; person: DayColumnState };

/** One person's day. It is a list too, so that who hears the page hears when somebody is busy. */
export function DayColumn({ grid, person }: DayColumnProps) {
  const { name, isHost, standing, column } = person;
  const isEmpty = standing === "read" && column.away.length + column.busy.length === 0;
  return (
    <ul
      aria-label={isHost ? "Your day" : `Day of ${name}`}
      className="relative min-w-[124px] flex-1 border-line border-l"
    >
      {isEmpty && <li className="sr-only">Nothing planned</li>}
      {column.away.map((away) => (
        <li
          key={`away ${away.from}`}
          style={place(away)}
          className="absolute bg-[repeating-linear-gradient(45deg,var(--sunken)_0_6px,var(--surface)_6px_12px)] inset-x-[3px] overflow-clip rounded-[5px] border-line-strong border-l-[3px] text-ink-2 text-xs"
        >
          <span className="sr-only">{stretchWords(grid, away)}, </span>
          <span className="sticky top-[52px] block truncate px-1.5 py-[3px]">Out of office</span>
        </li>
      ))}
      {column.busy.map((block) => (
        <Block key={`${block.lane} ${block.from} ${block.until}`} grid={grid} block={block} />
      ))}
      {column.chosen && <Chosen grid={grid} chosen={column.chosen} />}
    </ul>
  );
}

const blockClass = "absolute overflow-clip rounded-[5px] border-l-[3px] px-1.5";
/** A quarter of an hour is too low for text of the usual size. */
const textClass = (stretch: Stretch): string =>
  drawnUntil(stretch) - stretch.from < 25 ? "text-[11px] leading-[11px]" : "py-[3px] text-xs";

function Block({ grid, block }: { grid: DayGrid; block: Column["busy"][number] }) {
  const times = stretchWords(grid, block);
  const label = block.title ?? "Busy";
  return (
    <li
      title={`${times} ${label}`}
      style={{ ...place(block), ...sideways(block) }}
      className={classNames(blockClass, textClass(block), "border-line-strong bg-sunken text-ink-2")}
    >
      <span className="sr-only">{times}, </span>
      <bdi className="sticky top-[52px] block truncate">{label}</bdi>
    </li>
  );
}

/** The time that is being chosen. Where something is already, it lies over it and leaves its beginning to be seen. */
function Chosen({ grid, chosen }: { grid: DayGrid; chosen: NonNullable<Column["chosen"]> }) {
  return (
    <li
      style={place(chosen)}
      className={classNames(
        blockClass,
        textClass(chosen),
        "right-[3px] border-brand bg-brand-wash font-semibold text-brand-ink",
        chosen.clashes ? "left-1/4 shadow-lift" : "left-[3px]",
      )}
    >
      <span className="block truncate">
        {stretchWords(grid, chosen)}
        <span className="sr-only">{chosen.clashes ? ", chosen, not free" : ", chosen"}</span>
      </span>
    </li>
  );
}

/** Where a stretch lies from top to bottom. */
export const place = (stretch: Stretch): CSSProperties => ({
  top: stretch.from * PX_PER_MINUTE,
  height: (drawnUntil(stretch) - stretch.from) * PX_PER_MINUTE - 1,
});

const sideways = ({ lane, lanes }: Column["busy"][number]): CSSProperties => ({
  left: `calc(${(lane / lanes) * 100}% + ${GAP_PX}px)`,
  width: `calc(${100 / lanes}% - ${GAP_PX * 2}px)`,
});
