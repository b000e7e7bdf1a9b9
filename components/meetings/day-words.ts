import { Temporal } from "temporal-polyfill";
import type { CalendarStanding } from "@/lib/domain/availability/busy";
import { type DayGrid, type Stretch, wallAt } from "@/lib/domain/availability/day-grid";
import type { PlainDate } from "@/lib/domain/time/instant";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** "Tuesday 24 November", with the year when it is not that of `today`. */
export function dayTitle(date: PlainDate, today: PlainDate): string {
  const day = Temporal.PlainDate.from(date);
  const year = date.slice(0, 4) === today.slice(0, 4) ? "" : ` ${day.year}`;
  return `${WEEKDAYS[day.dayOfWeek - 1]} ${day.day} ${MONTHS[day.month - 1]}${year}`;
}

/** "14:00–14:45" on the clock of the shown day; "All day" for the whole of it. */
export function stretchWords(grid: DayGrid, { from, until }: Stretch): string {
  if (from === 0 && until === grid.length) return "All day";
  return `${wallAt(grid, from)}–${until === grid.length ? "24:00" : wallAt(grid, until)}`;
}

/** What a column says of the calendar it rests on; nothing while that is simply read. */
export const standingWords: Record<CalendarStanding, string> = {
  read: "",
  "not-connected": "Calendar not connected",
  off: "Calendar sync is off",
  silent: "Calendar does not answer",
};
