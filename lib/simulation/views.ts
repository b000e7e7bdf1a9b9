import type { View } from "./event-state";
import type { Raw } from "./snapshot";

/** What an event is called in every calendar. */
export const keyOf = (uid: string, slot: string): string => `${uid}|${slot}`;

/** What a calendar shows, by event and occurrence; of a series only what is told of it: its first and its changed ones. */
export function viewsOf(calendar: ReadonlyMap<string, Raw>): Map<string, View> {
  const views = new Map<string, View>();
  const add = (view: View): void => void views.set(keyOf(view.uid, view.slot), view);
  for (const raw of calendar.values()) {
    if (raw.masterId !== null) continue;
    const whole = wholeOf(raw, calendar);
    const { uid, slot, created } = whole;
    add(whole);
    for (const day of raw.lostDays) {
      const start = `${day}${raw.start.slice(10)}`;
      const lost = { ...raw, created, isCancelled: true, stamp: `lost ${day}` };
      add({ ...lost, uid, slot: start === raw.start ? slot : start, kind: "slot" });
    }
  }
  for (const raw of calendar.values()) {
    if (raw.masterId === null || raw.slot === null) continue;
    const series = calendar.get(raw.masterId);
    if (!series) {
      // Invited to this one alone, or left over from a series that is gone.
      if (raw.slot.length > 10) add({ ...raw, ...{ uid: nameOf(raw).uid, slot: raw.slot, kind: "slot" } });
      continue;
    }
    const { uid, slot } = nameOf(series);
    const start = raw.slot.length > 10 ? raw.slot : `${raw.slot}${series.start.slice(10)}`;
    // Of a series that was called off as a whole it is no news that its first slot was.
    if (raw.isCancelled && series.isCancelled && start === series.start) continue;
    const created = views.get(keyOf(uid, slot))?.created ?? series.created;
    // Of one that was called off a calendar tells little more than that.
    const told = raw.isCancelled ? { ...series, isCancelled: true, stamp: raw.stamp } : raw;
    const isOfCancelled = series.isCancelled;
    const view: View = {
      ...told,
      isOfCancelled,
      created,
      uid,
      slot: start === series.start ? slot : start,
      kind: "slot",
    };
    // The slot that a part begins with is the part's, whatever became of it in the series before.
    const part = views.get(keyOf(view.uid, view.slot));
    if (!view.isCancelled || part === undefined || part.id === series.id) add(view);
  }
  return views;
}

/** All series of a calendar, also those whose first occurrence went its own way. */
export const seriesIn = (calendar: ReadonlyMap<string, Raw>): View[] =>
  [...calendar.values()]
    .filter((raw) => raw.masterId === null && raw.repeats)
    .map((raw) => wholeOf(raw, calendar));

function wholeOf(raw: Raw, calendar: ReadonlyMap<string, Raw>): View {
  const created = beginningOf(raw, calendar)?.created ?? raw.created;
  return { ...raw, ...nameOf(raw), created, kind: raw.repeats ? "series" : "single" };
}

/** RULES section 9: a part of a split series is as old as its beginning, where the calendar still has that one. */
function beginningOf(raw: Raw, calendar: ReadonlyMap<string, Raw>): Raw | null {
  const { uid, slot } = nameOf(raw);
  if (slot === "") return null;
  return (
    [...calendar.values()].find((each) => each.uid === uid && each.masterId === null && !each.isCancelled) ??
    null
  );
}

/** "This and following" makes a part of the same series, which Google says in its UID and Outlook nowhere. */
function nameOf({ uid }: Raw): { uid: string; slot: string } {
  const part = /^(.*)_R(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(@.*)$/.exec(uid);
  if (!part) return { uid, slot: "" };
  const [, root, year, month, day, hour, minute, second, rest] = part;
  return { uid: `${root}${rest}`, slot: `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z` };
}
