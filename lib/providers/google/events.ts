import type { CalendarChange, CalendarEvent, ChangePage, EventDraft } from "@/lib/domain/calendar/event";
import type { Access } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { type Instant, toInstant } from "@/lib/domain/time/instant";
import { isZone } from "@/lib/domain/time/slot";
import { headerOf } from "../headers";
import { callGoogle, type GoogleSettings } from "./client";
import { fromDraft } from "./from-draft";
import { toChange, toRow } from "./to-event";
import { zoneOr } from "./zone-or";

const calendarId = "primary";
// Every page of a round, and every later round, must ask with the very same parameters; rounds may differ in page size.
const listing = { calendarId, singleEvents: false, maxResults: 1_000 } as const;
/** The most there is, for a first listing: hardly a row of it is kept. Of later rounds a page is one transaction. */
const FIRST_PAGE = 2_500;

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
        ...(cursor ? { syncToken: cursor } : { maxResults: FIRST_PAGE }),
        ...(pageToken ? { pageToken } : {}),
      }),
    );
    const zone = data.timeZone && isZone(data.timeZone) ? data.timeZone : null;
    pageToken = data.nextPageToken ?? undefined;
    if (!pageToken && !data.nextSyncToken)
      throw new ProviderError("temporary", "Google ended a listing without a sync token");
    yield {
      changes: (data.items ?? [])
        .map((item) => toRow(item, zone ?? "UTC"))
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
