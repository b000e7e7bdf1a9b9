import { zoneWords } from "@/components/timeline/when";
import type { LocalTime } from "@/lib/domain/meetings/form-times";

const NAMED = 3;

/** `14:00 for Amara (Europe/Stockholm), 02:00 the day after for Kiri (Pacific/Auckland).` */
export const localTimeWords = (times: readonly LocalTime[]): string =>
  `${times.map(({ zone, names, time, dayShift }) => `${time}${dayWords(dayShift)} for ${namesOf(names)} (${zoneWords(zone)})`).join(", ")}.`;

function dayWords(shift: number): string {
  if (shift === 0) return "";
  return shift > 0 ? " the day after" : " the day before";
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join(", ");
  return names.length > NAMED ? `${shown} and ${names.length - NAMED} more` : shown;
}
