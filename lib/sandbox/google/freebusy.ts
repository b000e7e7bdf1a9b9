import { z } from "zod";
import { ApiError, emptyTimeRange, invalidValue } from "./api-error";
import type { EventRecord } from "./event-record";
import { formatInstant, isTimeZone, timeToMs } from "./event-time";
import { rowOf } from "./guest-copies";
import { selectRows } from "./list-rows";
import { findPerson, hostedDomain, type SandboxPerson, sameAddress } from "./people";
import type { World } from "./world";

const body = z.object({
  timeMin: z.string(),
  timeMax: z.string(),
  timeZone: z.string().optional(),
  items: z.array(z.object({ id: z.string() })).default([]),
  calendarExpansionMax: z.number().optional(),
});

type Block = { start: number; end: number };

const MAX_CALENDARS = 50;
const MAX_RANGE_MS = 92 * 24 * 60 * 60 * 1000;

/** `freeBusy.query` (providers 2.6): merged busy blocks of the caller and colleagues of the same domain. */
export function queryFreeBusy(world: World, caller: string, input: unknown) {
  const parsed = body.safeParse(input);
  if (!parsed.success) throw new ApiError(400, "required", "Missing timeMin/timeMax parameter.");
  const { timeMin, timeMax, timeZone = "UTC", items } = parsed.data;
  const span = { from: Date.parse(timeMin), to: Date.parse(timeMax) };
  if (Number.isNaN(span.from) || Number.isNaN(span.to)) throw new ApiError(400, "badRequest", "Bad Request");
  if (span.from >= span.to) throw emptyTimeRange();
  if (span.to - span.from > MAX_RANGE_MS) {
    throw new ApiError(400, "timeRangeTooLong", "The requested time range is too long.", "calendar");
  }
  if (!isTimeZone(timeZone)) throw invalidValue("Invalid time zone.", "timeZone");
  const isOverMax = items.length > Math.min(parsed.data.calendarExpansionMax ?? MAX_CALENDARS, MAX_CALENDARS);
  const calendars = items.map(({ id }) => {
    if (isOverMax) return [id, refusal("tooManyCalendarsRequested")] as const;
    const person = visiblePerson(world, caller, id);
    if (!person) return [id, refusal("notFound")] as const;
    const busy = busyBlocks(world, person, span).map(({ start, end }) => ({
      start: formatInstant(start, timeZone),
      end: formatInstant(end, timeZone),
    }));
    return [id, { busy }] as const;
  });
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    kind: "calendar#freeBusy",
    timeMin: iso(span.from),
    timeMax: iso(span.to),
    calendars: Object.fromEntries(calendars),
  };
}

/** Overlapping and touching blocks become one. */
export function mergeBlocks(blocks: Block[]): Block[] {
  const merged: Block[] = [];
  for (const block of [...blocks].sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last && block.start <= last.end) last.end = Math.max(last.end, block.end);
    else merged.push({ ...block });
  }
  return merged;
}

function busyBlocks(world: World, person: SandboxPerson, span: { from: number; to: number }): Block[] {
  const events = [...world.store.calendar(person.email).events.values()];
  const window = {
    maxResults: 2500,
    showDeleted: false,
    privateProperties: [],
    sharedProperties: [],
    eventTypes: [],
  };
  const query = { ...window, singleEvents: true, timeMin: span.from, timeMax: span.to };
  const rows = selectRows(events, query, person.timeZone, world.now(), undefined);
  const blocks = rows
    .filter(({ record }) => isBusy(record, person))
    .map(({ record }) => ({
      start: Math.max(timeToMs(record.start, person.timeZone), span.from),
      end: Math.min(timeToMs(record.end, person.timeZone), span.to),
    }));
  return mergeBlocks(blocks.filter((block) => block.end > block.start));
}

function isBusy(record: EventRecord, person: SandboxPerson): boolean {
  if (record.details.transparency === "transparent" || record.eventType === "workingLocation") return false;
  return rowOf(record.attendees, person.email)?.responseStatus !== "declined";
}

function visiblePerson(world: World, caller: string, id: string): SandboxPerson | undefined {
  const wanted = findPerson(world.people, id === "primary" ? caller : id);
  const asking = findPerson(world.people, caller);
  if (!wanted || !asking || sameAddress(wanted.email, caller)) return wanted;
  const domain = hostedDomain(wanted);
  return domain && domain === hostedDomain(asking) ? wanted : undefined;
}

function refusal(reason: string) {
  return { errors: [{ domain: "global", reason }], busy: [] };
}
