/** A time of day without a date or zone: `HH:MM`, 24 hours. */
export type WallTime = string;

const DAY_MINUTES = 24 * 60;

/**
 * What a person types for a time, as `HH:MM`: `14:00`, `1430`, `2pm`, `2:30 p.m.`, `9`, `9h30`, `14.30`. Null when it
 * is no time of day. A bare hour is read on the 24-hour clock.
 */
export function readWallTime(text: string): WallTime | null {
  const shape = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*h?\s*(?:([ap])\.?\s?m?\.?)?$/i;
  const found = shape.exec(text.trim().replace(/\s+/g, " "));
  if (!found) return null;
  const hour = hourOfDay(Number(found[1]), found[3]?.toLowerCase());
  const minute = Number(found[2] ?? "0");
  if (hour === null || minute > 59) return null;
  return writeWallTime(hour * 60 + minute);
}

function hourOfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour < 24 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === "p" ? 12 : 0);
}

/** Minutes since midnight; null when the text is not `HH:MM`. */
export function minuteOfDay(time: WallTime): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/** `HH:MM` for minutes since midnight, held inside the day (00:00 to 23:59). */
export function writeWallTime(minute: number): WallTime {
  const held = Math.max(0, Math.min(DAY_MINUTES - 1, Math.round(minute)));
  return `${String(Math.floor(held / 60)).padStart(2, "0")}:${String(held % 60).padStart(2, "0")}`;
}
