import { z } from "zod";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { Access, SpanPage, TimeSpan } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { missingSeries, seriesAmong, seriesTold } from "../missing-series";
import { callGraph } from "./client";
import { read } from "./events";
import { jsonIn } from "./json-in";
import { relativeLink } from "./links";
import { lookUp } from "./look-up";
import type { MicrosoftSettings } from "./settings";
import { GraphRefusal } from "./to-error";
import { listPage } from "./wire";

const PAGE_SIZE = 200;
const cursorShape = z.object({ part: z.enum(["events", "occurrences"]), link: z.string().min(1).nullable() });
type Place = z.infer<typeof cursorShape>;

/**
 * One page of a span. Graph shows single events and series in one list and occurrences in another, so that the walk goes
 * over `/events` first and then over the view, of which changed occurrences alone count (providers 3.1, 3.3).
 */
export async function listSpan(
  settings: MicrosoftSettings,
  access: Access,
  span: TimeSpan,
  cursor: string | null,
): Promise<SpanPage> {
  const place = openCursor(cursor);
  const page = await readPage(settings, access, span, place);
  const rows = page.value
    .map((row) => read(row, access))
    .filter((change) => change !== null)
    .filter((change) => place.part === "events" || isChanged(change));
  const next = page["@odata.nextLink"];
  const nextCursor = next ? linkTo(settings, place, next) : nextPart(place);
  if (place.part === "events")
    return { changes: await withTakenOut(settings, access, rows), series: [], nextCursor, zone: null };
  const missing = missingSeries(rows).map((id) => ({ id, onPrimary: true }));
  const series = missing.length === 0 ? [] : await lookUp(settings, access, missing);
  return { changes: rows, series: seriesTold(series), nextCursor, zone: null };
}

const isChanged = (change: CalendarChange): boolean =>
  change.kind === "gone"
    ? change.instance !== null
    : change.event.series.role === "instance" && change.event.series.isChanged;

/** Which slots were taken out of a series is told by a look-up alone. */
async function withTakenOut(
  settings: MicrosoftSettings,
  access: Access,
  rows: CalendarChange[],
): Promise<CalendarChange[]> {
  const series = seriesAmong(rows).map(({ id }) => ({ id, onPrimary: true }));
  if (series.length === 0) return rows;
  const known = new Set(series.map(({ id }) => id));
  const others = rows.filter((row) => row.kind === "gone" || !known.has(row.event.id));
  return [...others, ...(await lookUp(settings, access, series))];
}

function openCursor(cursor: string | null): Place {
  if (cursor === null) return { part: "events", link: null };
  const parsed = cursorShape.safeParse(jsonIn(cursor));
  if (!parsed.success) throw new ProviderError("cursor-expired", "The cursor is not ours");
  return parsed.data;
}

const nextPart = ({ part }: Place): string | null =>
  part === "events" ? JSON.stringify({ part: "occurrences", link: null }) : null;

function linkTo(settings: MicrosoftSettings, { part }: Place, next: string): string {
  const link = relativeLink(settings, next);
  if (link === null) throw new ProviderError("temporary", "Microsoft ended a page without a link to follow");
  return JSON.stringify({ part, link });
}

/** Whatever Graph has against a link it gave itself, the walk starts over. */
async function readPage(
  settings: MicrosoftSettings,
  access: Access,
  span: TimeSpan,
  place: Place,
): Promise<z.infer<typeof listPage>> {
  const known = place.link === null ? null : relativeLink(settings, place.link);
  if (place.link !== null && known === null)
    throw new ProviderError("cursor-expired", "The cursor is not ours");
  try {
    const { data } = await callGraph(settings, access, {
      method: "get",
      path: known ?? firstPath(span, place),
    });
    return listPage.parse(data);
  } catch (error) {
    const isRefused = error instanceof GraphRefusal && (error.kind === "refused" || error.kind === "gone");
    if (known && isRefused) throw new ProviderError("cursor-expired", error.message);
    if (error instanceof z.ZodError)
      throw new ProviderError("temporary", "Microsoft's page could not be read");
    throw error;
  }
}

function firstPath({ from, until }: TimeSpan, { part }: Place): string {
  if (part === "occurrences")
    return `/me/calendarView?startDateTime=${from}&endDateTime=${until}&$top=${PAGE_SIZE}`;
  const filter = `start/dateTime ge '${bare(from)}' and start/dateTime lt '${bare(until)}'`;
  const order = encodeURIComponent("start/dateTime");
  return `/me/calendar/events?$filter=${encodeURIComponent(filter)}&$orderby=${order}&$top=${PAGE_SIZE}`;
}

/** A filter compares with the zone-less text of `start`, which is UTC as we ask for it. */
const bare = (at: string): string => at.replace("Z", "");
