import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { Access, LookUp } from "@/lib/domain/calendar/provider";
import { type Found, readDoubtful, readTogether } from "./batch";
import { isNotThere, read } from "./events";
import { takenOut } from "./series";
import type { MicrosoftSettings } from "./settings";

/** An event that was asked for, as Graph shows it now; no change where it cannot be told, or not yet. */
type Seen = {
  id: string;
  path: string;
  /** It is there, and may be on another calendar of the person. */
  mayBeElsewhere: boolean;
  change: CalendarChange | null;
};

/**
 * What the hinted events are now, twenty in a call. Drafts are left out: they wait until they are sent (RULES section 9). What
 * a second look is needed for (slots taken out of a series, whose calendar it is) is asked for all of them together.
 */
export async function lookUp(
  settings: MicrosoftSettings,
  access: Access,
  hints: readonly LookUp[],
): Promise<CalendarChange[]> {
  const asked = new Map<string, boolean>();
  for (const { id, onPrimary } of hints) asked.set(id, onPrimary && asked.get(id) !== false);
  const named = [...asked].map(([id, onPrimary]) => ({ id, onPrimary, path: pathOf(id) }));
  const listed = named.filter((each) => each.onPrimary).map((each) => each.path);
  const doubtful = named.filter((each) => !each.onPrimary).map((each) => each.path);
  const events = new Map([
    ...(await readTogether(settings, access, listed)),
    ...(await readDoubtful(settings, access, doubtful)),
  ]);
  const seen = named.map(({ id, onPrimary, path }): Seen => {
    const found = events.get(path);
    const mayBeElsewhere = !onPrimary && found !== undefined && "data" in found;
    return { id, path, mayBeElsewhere, change: changeOf(id, found, access) };
  });
  const more = await readTogether(settings, access, moreToAsk(seen));
  return seen.flatMap((each) => told(each, more));
}

const pathOf = (id: string): string => `/me/events/${encodeURIComponent(id)}`;
const calendarOf = (path: string): string => `${path}/calendar?$select=isDefaultCalendar`;
/** Only told when asked for by name. */
const slotsOf = (path: string): string => `${path}?$select=cancelledOccurrences`;

/** The event; gone when it is not there, null when Graph will never show this one: it must not stop all others. */
function changeOf(id: string, found: Found | undefined, access: Access): CalendarChange | null {
  if (found && "data" in found) return read(found.data, access);
  if (!isNotThere(found?.failure)) return null;
  return { kind: "gone", id, how: "vanished", instance: null, updatedAt: null };
}

/** What is sure to be answered comes first: the way to an event's calendar is not settled (providers 3.4). */
const moreToAsk = (seen: readonly Seen[]): string[] => [
  ...seen.filter(({ change }) => isSeries(change)).map(({ path }) => slotsOf(path)),
  ...seen.filter(({ mayBeElsewhere }) => mayBeElsewhere).map(({ path }) => calendarOf(path)),
];

function told({ id, mayBeElsewhere, path, change }: Seen, more: Map<string, Found>): CalendarChange[] {
  if (mayBeElsewhere && isElsewhere(more.get(calendarOf(path))))
    return [{ kind: "gone", id, how: "moved-away", instance: null, updatedAt: null }];
  if (!change) return [];
  if (change.kind === "gone" || change.event.series.role !== "master") return [change];
  const cancelled = cancelledIn(more.get(slotsOf(path)));
  if (cancelled === null) return [change];
  const series = { ...change.event.series, tellsSlots: true as const };
  return [{ ...change, event: { ...change.event, series } }, ...takenOut(change.event, cancelled)];
}

const isSeries = (change: CalendarChange | null): boolean =>
  change?.kind === "upsert" && change.event.series.role === "master";

/** Whether the event is on another calendar of the person. Only a plain "no" counts. */
const isElsewhere = (found: Found | undefined): boolean => field(found, "isDefaultCalendar") === false;

/** The slots taken out; null where they could not be read. */
function cancelledIn(found: Found | undefined): string[] | null {
  const ids = field(found, "cancelledOccurrences");
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : null;
}

function field(found: Found | undefined, name: string): unknown {
  const data = found && "data" in found ? found.data : null;
  return typeof data === "object" && data !== null ? (data as Record<string, unknown>)[name] : undefined;
}
