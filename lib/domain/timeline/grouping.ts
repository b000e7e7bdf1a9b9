import type { Instant, PlainDate, ZoneId } from "../time/instant";
import type { TimelineEntry, TimelinePage } from "./entry";

export type TimelineSection = {
  /** `pinned`, `upcoming`, or a month as `YYYY-MM`. */
  key: string;
  heading: string;
  entries: TimelineEntry[];
};

/** The clock and zone of the person who looks. `now` is null until the page has a clock: the server's split stands. */
export type Viewpoint = { now: Instant | null; zone: ZoneId };

/**
 * Loaded pages as a person reads them: Pinned, Upcoming (soonest first), then months, newest first (RULES R2,
 * as in HubSpot). Each entry appears once, also when a live change repeats it across a page border; a
 * meeting that starts while the page is open moves to its month.
 */
export function groupTimeline(pages: readonly TimelinePage[], view: Viewpoint): TimelineSection[] {
  const pinned = pages[0]?.pinned ?? null;
  const entries = distinctEntries(pages).filter(({ entry }) => entry.id !== pinned?.id);
  const upcoming = entries.filter((item) => isUpcoming(item, view.now)).map(({ entry }) => entry);
  const past = entries.filter((item) => !isUpcoming(item, view.now)).map(({ entry }) => entry);
  return [
    ...(pinned ? [{ key: "pinned", heading: "Pinned", entries: [pinned] }] : []),
    ...(upcoming.length > 0 || pages[0]?.moreUpcoming
      ? [{ key: "upcoming", heading: "Upcoming", entries: upcoming.sort(soonestFirst) }]
      : []),
    ...months(past.sort(newestFirst), view.zone),
  ];
}

type Placed = { entry: TimelineEntry; ahead: boolean };

function distinctEntries(pages: readonly TimelinePage[]): Placed[] {
  const byId = new Map<string, Placed>();
  for (const page of pages) {
    for (const entry of page.upcoming) if (!byId.has(entry.id)) byId.set(entry.id, { entry, ahead: true });
    for (const entry of page.entries) if (!byId.has(entry.id)) byId.set(entry.id, { entry, ahead: false });
  }
  return [...byId.values()];
}

function isUpcoming({ entry, ahead }: Placed, now: Instant | null): boolean {
  if (now === null) return ahead;
  if (entry.kind === "task") return entry.completedAt === null;
  return entry.kind === "meeting" && entry.start > now;
}

function months(entries: readonly TimelineEntry[], zone: ZoneId): TimelineSection[] {
  const sections = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const month = dayOf(entry, zone).slice(0, 7);
    const section = sections.get(month);
    if (section) section.push(entry);
    else sections.set(month, [entry]);
  }
  return [...sections]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([key, list]) => ({ key, heading: monthHeading(key), entries: list }));
}

/** The day an entry stands on for someone in `zone`; all-day meetings keep their own days everywhere. */
export function dayOf(entry: TimelineEntry, zone: ZoneId): PlainDate {
  if (entry.kind === "meeting" && entry.allDay) return entry.allDay.from;
  return dayFormat(zone).format(new Date(entry.at));
}

const dayFormats = new Map<ZoneId, Intl.DateTimeFormat>();

// Building a DateTimeFormat costs far more than using it, and a long timeline asks for hundreds.
function dayFormat(zone: ZoneId): Intl.DateTimeFormat {
  const known = dayFormats.get(zone);
  if (known) return known;
  // Swedish writes YYYY-MM-DD, which sorts as text.
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
  dayFormats.set(zone, made);
  return made;
}

const headingFormat = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const monthHeading = (month: string): string => headingFormat.format(new Date(`${month}-01T00:00:00Z`));

const byText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
const soonestFirst = (a: TimelineEntry, b: TimelineEntry): number => byText(a.at, b.at) || byText(a.id, b.id);
const newestFirst = (a: TimelineEntry, b: TimelineEntry): number => soonestFirst(b, a);
