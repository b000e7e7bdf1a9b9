import { elapsed, type Instant, type PlainDate, type ZoneId } from "@/lib/domain/time/instant";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

type Wall = { year: number; month: number; day: number; clock: string };

const formats = new Map<ZoneId, Intl.DateTimeFormat>();

// One format object per zone: a long timeline asks for hundreds. The names of months and days are our own because the
// server's and the browser's editions of them differ ("Sep", "Sept"), which would break hydration.
function wallOf(at: Instant, zone: ZoneId): Wall {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    formats.set(zone, format);
  }
  const [date = "", clock = ""] = format.format(new Date(at)).split(" ");
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return { year, month, day, clock };
}

const sameDay = (a: Wall, b: Wall): boolean => a.year === b.year && a.month === b.month && a.day === b.day;

/** `24 Nov`, with the year when it is not the year of `now`. */
function dateWords(wall: Wall, zone: ZoneId, now: Instant | null): string {
  const text = `${wall.day} ${MONTHS[wall.month - 1] ?? ""}`;
  return now !== null && wallOf(now, zone).year !== wall.year ? `${text} ${wall.year}` : text;
}

function dayWords(wall: Wall, zone: ZoneId, now: Instant | null): string {
  const weekday = WEEKDAYS[new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay()] ?? "";
  return `${weekday} ${dateWords(wall, zone, now)}`;
}

type When = Pick<MeetingEntry, "start" | "end" | "allDay" | "zone">;

/** `Tue 24 Nov, 14:00–14:45` on the viewer's clock; all-day meetings keep their own days and have no times. */
export function meetingWhen(meeting: When, zone: ZoneId, now: Instant | null): string {
  if (meeting.allDay) return `${allDayWhen(meeting.allDay, now)}, all day`;
  const start = wallOf(meeting.start, zone);
  const end = wallOf(meeting.end, zone);
  const from = `${dayWords(start, zone, now)}, ${start.clock}`;
  if (sameDay(start, end)) return `${from}–${end.clock}`;
  return `${from} – ${dayWords(end, zone, now)}, ${end.clock}`;
}

function allDayWhen({ from, until }: { from: PlainDate; until: PlainDate }, now: Instant | null): string {
  const first = `${from}T00:00:00.000Z`;
  const last = new Date(Date.parse(`${until}T00:00:00.000Z`) - 86_400_000).toISOString();
  const start = dayWords(wallOf(first, "UTC"), "UTC", now);
  return last <= first ? start : `${start} – ${dayWords(wallOf(last, "UTC"), "UTC", now)}`;
}

/** The meeting on its own zone's clock, when that clock differs from the viewer's then; else null. */
export function meetingWhenThere(meeting: When, viewer: ZoneId): string | null {
  if (meeting.allDay) return null;
  const there = meetingWhen(meeting, meeting.zone, null);
  return there === meetingWhen(meeting, viewer, null) ? null : `${there} in ${zoneWords(meeting.zone)}`;
}

/** `America/New_York` as people write it. */
export const zoneWords = (zone: ZoneId): string => zone.replaceAll("_", " ");

/** `18 Nov, 09:12`, with the year when it is not the year of `now`. */
export function momentWhen(at: Instant, zone: ZoneId, now: Instant | null): string {
  const wall = wallOf(at, zone);
  return `${dateWords(wall, zone, now)}, ${wall.clock}`;
}

/** How long ago, in the largest unit that fits: `4 s ago`, `12 min ago`, `3 h ago`, `2 days ago`. */
export function agoWords(at: Instant, now: Instant): string {
  const seconds = Math.max(0, Math.floor(elapsed(at, now) / 1_000));
  if (seconds < 60) return `${seconds} s ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? "1 day ago" : `${days} days ago`;
}
