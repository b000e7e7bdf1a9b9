import type { CalendarChange, CalendarEvent } from "@/lib/domain/calendar/event";

/** The series whose occurrences are on a page without them, each once. */
export function missingSeries(changes: readonly CalendarChange[]): string[] {
  const there = new Set(changes.map((change) => (change.kind === "gone" ? change.id : change.event.id)));
  const wanted = changes.flatMap((change) => {
    const instance = change.kind === "gone" ? change.instance : change.event.series;
    return instance && "masterId" in instance ? [instance.masterId] : [];
  });
  return [...new Set(wanted)].filter((id) => !there.has(id));
}

/** The living series among what a look-up answered. */
export const seriesAmong = (changes: readonly CalendarChange[]): CalendarEvent[] =>
  changes.flatMap((change) =>
    change.kind === "upsert" && change.event.series.role === "master" ? [change.event] : [],
  );

/** Series as a look-up told of them, those that are called off or not there any more among them. */
export const seriesTold = (changes: readonly CalendarChange[]): CalendarChange[] =>
  changes.filter((change) =>
    change.kind === "gone" ? change.instance === null : change.event.series.role === "master",
  );
