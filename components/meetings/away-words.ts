import { clockIn, fullDay, plainDay, shortDay } from "@/components/records/format";
import { momentOf } from "@/lib/domain/meetings/form-times";
import { days, type Instant, shift, type ZoneId } from "@/lib/domain/time/instant";
import { type AwayTime, awayDuring } from "@/lib/domain/time-off/view";

type FormTime = { date: string; start: string; end: string; zone: ZoneId };

/** The day a form plans for, on its own clock and with a little on both sides; null while its date is unfinished. */
export function daySpan({ date, zone }: FormTime): { from: Instant; until: Instant } | null {
  const midnight = momentOf(date, "00:00", zone);
  return midnight === null ? null : { from: shift(midnight, -days(1)), until: shift(midnight, days(2)) };
}

/** "Out of office until 24 Nov" for a teammate who is away while the form's meeting takes place; else null. */
export function awayWords(away: readonly AwayTime[], email: string, form: FormTime): string | null {
  const [start, end] = [momentOf(form.date, form.start, form.zone), momentOf(form.date, form.end, form.zone)];
  if (start === null || end === null || end <= start) return null;
  const found = awayDuring(away, email, { start, end });
  return found && `Out of office until ${untilWords(found, form, start)}`;
}

/** The last day of whole days; a clock alone when it is over on the day of the meeting. */
function untilWords({ endAt, allDay }: AwayTime, { zone }: FormTime, start: Instant): string {
  if (allDay) return lastDay(allDay.until, start);
  const clock = clockIn(zone, endAt);
  return fullDay(endAt, zone) === fullDay(start, zone) ? clock : `${shortDay(endAt, zone, start)}, ${clock}`;
}

function lastDay(until: string, start: Instant): string {
  const last = shift(`${until}T00:00:00.000Z`, -days(1)).slice(0, 10);
  const words = plainDay(last);
  const year = ` ${start.slice(0, 4)}`;
  return words.endsWith(year) ? words.slice(0, -year.length) : words;
}
