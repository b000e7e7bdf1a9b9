import type { CalendarChange, CalendarEvent, ChangePage, EventDraft } from "@/lib/domain/calendar/event";
import type { Access, LookUp } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { type Instant, toInstant } from "@/lib/domain/time/instant";
import { isZone } from "@/lib/domain/time/slot";
import { headerOf } from "../headers";
import { inParallel } from "../in-parallel";
import { callGoogle, type GoogleSettings } from "./client";
import { fromDraft } from "./from-draft";
import { toChange } from "./to-event";

const calendarId = "primary";
// Of the four a mailbox may have, one is for a person who saves a meeting and one for connecting and the like.
const CALLS_AT_ONCE = 2;
// Every page of a round, and every later round, must ask with the very same parameters.
const listing = { calendarId, singleEvents: false, maxResults: 1_000 } as const;

/** Pages of what changed since `cursor`, or of everything; the last one alone carries the next cursor. */
export async function* changes(
  settings: GoogleSettings,
  access: Access,
  cursor: string | null,
): AsyncGenerator<ChangePage> {
  let pageToken: string | undefined;
  do {
    const { data } = await callGoogle(settings, access, (api) =>
      api.events.list({
        ...listing,
        ...(cursor ? { syncToken: cursor } : {}),
        ...(pageToken ? { pageToken } : {}),
      }),
    );
    const zone = data.timeZone && isZone(data.timeZone) ? data.timeZone : null;
    pageToken = data.nextPageToken ?? undefined;
    if (!pageToken && !data.nextSyncToken)
      throw new ProviderError("temporary", "Google ended a listing without a sync token");
    yield {
      changes: (data.items ?? [])
        .map((item) => toChange(item, zone ?? "UTC"))
        .filter((change) => change !== null),
      nextCursor: pageToken ? null : (data.nextSyncToken ?? null),
      zone,
    };
  } while (pageToken);
}

/** Google's own clock, from the `Date` header of the cheapest call there is. */
export async function serverTime(settings: GoogleSettings, access: Access): Promise<Instant> {
  const answer = await callGoogle(settings, access, (api) =>
    api.events.list({ calendarId, maxResults: 1, fields: "timeZone" }),
  );
  const at = toInstant(headerOf(answer.headers, "date"));
  if (!at) throw new ProviderError("temporary", "Google's answer had no date");
  return at;
}

/**
 * What the events are now. One that this calendar never had has vanished; Google only ever lists the primary calendar, so
 * that `onPrimary` needs no look of its own.
 */
export async function lookUp(
  settings: GoogleSettings,
  access: Access,
  hints: readonly LookUp[],
): Promise<CalendarChange[]> {
  const ids = [...new Set(hints.map(({ id }) => id))];
  const found = await inParallel(ids, CALLS_AT_ONCE, (id) => lookUpOne(settings, access, id));
  return found.flat();
}

async function lookUpOne(settings: GoogleSettings, access: Access, id: string): Promise<CalendarChange[]> {
  const change = await get(settings, access, id);
  if (!change) return [];
  if (change.kind === "gone" || change.event.series.role !== "master" || !change.event.icalUid)
    return [change];
  return [change, ...(await takenOut(settings, access, change.event))];
}

/** The slots taken out of a series: a listing by UID shows them, cancelled, beside their master. */
async function takenOut(
  settings: GoogleSettings,
  access: Access,
  master: CalendarEvent,
): Promise<CalendarChange[]> {
  const asked = { ...listing, iCalUID: master.icalUid ?? "", showDeleted: true };
  const gone: CalendarChange[] = [];
  let pageToken: string | undefined;
  do {
    const page = pageToken ? { pageToken } : {};
    const { data } = await callGoogle(settings, access, (api) => api.events.list({ ...asked, ...page }));
    for (const item of data.items ?? []) {
      const change = toChange(item, zoneOr(data.timeZone));
      if (change?.kind === "gone" && change.instance?.masterId === master.id) gone.push(change);
    }
    pageToken = data.nextPageToken ?? undefined;
  } while (pageToken);
  return gone;
}

/** One event as it is now; one this calendar never had is gone, and null stands for a row that cannot be told. */
async function get(
  settings: GoogleSettings,
  access: Access,
  eventId: string,
): Promise<CalendarChange | null> {
  try {
    const { data } = await callGoogle(settings, access, (api) => api.events.get({ calendarId, eventId }));
    return toChange(data, zoneOr(data.start?.timeZone));
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "gone") throw error;
    return { kind: "gone", id: eventId, how: "vanished", instance: null, updatedAt: null };
  }
}

const zoneOr = (zone: string | null | undefined): string => (zone && isZone(zone) ? zone : "UTC");

/** Inserts and invites. A 409 is our own earlier insert: it is read back, and nobody is mailed again. */
export async function insert(
  settings: GoogleSettings,
  access: Access,
  draft: EventDraft,
): Promise<{ event: CalendarEvent; existed: boolean }> {
  try {
    const { data } = await callGoogle(settings, access, (api) =>
      api.events.insert({
        calendarId,
        sendUpdates: "all",
        conferenceDataVersion: draft.conference ? 1 : 0,
        requestBody: fromDraft(draft),
      }),
    );
    return { event: live(toChange(data, "UTC")), existed: false };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "duplicate") throw error;
    return { event: live(await get(settings, access, draft.id)), existed: true };
  }
}

function live(change: CalendarChange | null): CalendarEvent {
  if (change?.kind === "upsert") return change.event;
  throw new ProviderError("gone", "The event was deleted in the calendar before we could read it");
}

/** Deletes the event and tells the guests; gone already is done. */
export async function cancel(settings: GoogleSettings, access: Access, eventId: string): Promise<void> {
  try {
    await callGoogle(settings, access, (api) =>
      api.events.delete({ calendarId, eventId, sendUpdates: "all" }),
    );
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "gone") return;
    throw error;
  }
}
