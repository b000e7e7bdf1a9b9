import type { calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import type { CalendarEvent } from "@/lib/domain/calendar/event";
import type { Access } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import type { TimeOffDraft, TimeOffEdit, TimeOffTimes } from "@/lib/domain/time-off/time-off";
import { callGoogle, type GoogleSettings, upon } from "./client";
import { lookUp } from "./look-up";
import { crmMeetingProperty, toChange } from "./to-event";

// Nobody is told, and nobody's invitation is declined on the person's behalf.
const quietly = { calendarId: "primary", sendUpdates: "none" } as const;
const declinesNothing = { autoDeclineMode: "declineNone" };

/** Inserts out of office, once: a 409 is our own earlier insert, which is read back. */
export async function putTimeOff(
  settings: GoogleSettings,
  access: Access,
  draft: TimeOffDraft,
): Promise<{ event: CalendarEvent; existed: boolean }> {
  const requestBody: calendar_v3.Schema$Event = {
    id: draft.id,
    eventType: "outOfOffice",
    summary: draft.title,
    ...timesOf(draft.times),
    outOfOfficeProperties: declinesNothing,
    extendedProperties: { private: { [crmMeetingProperty]: draft.timeOffId } },
  };
  try {
    const { data } = await callGoogle(settings, access, (api) =>
      api.events.insert({ ...quietly, requestBody }),
    );
    return { event: live(data), existed: false };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "duplicate") throw error;
    return { event: await readBack(settings, access, draft.id), existed: true };
  }
}

/** Changes times and title of out of office that stands in the calendar, upon the version it was changed from. */
export async function changeTimeOff(
  settings: GoogleSettings,
  access: Access,
  { eventId, etag, times, title }: TimeOffEdit,
): Promise<CalendarEvent> {
  const requestBody = { ...timesOf(times), ...(title === null ? {} : { summary: title }) };
  const { data } = await callGoogle(settings, access, (api) =>
    api.events.patch({ ...quietly, eventId, requestBody }, upon(etag)),
  );
  return live(data);
}

/** Deletes it, upon the version it was known in; gone already is done. */
export async function removeTimeOff(
  settings: GoogleSettings,
  access: Access,
  { eventId, etag }: { eventId: string; etag: string | null },
): Promise<void> {
  try {
    await callGoogle(settings, access, (api) => api.events.delete({ ...quietly, eventId }, upon(etag)));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === "gone") return;
    // A deleted event is another version too, and may be refused as that before it is found to be gone.
    if (error.kind !== "changed" || (await isThere(settings, access, eventId))) throw error;
  }
}

/** Google knows no all-day out of office: whole days run from local midnight to local midnight (providers 2.1). */
const timesOf = ({
  startAt,
  endAt,
  zone,
}: TimeOffTimes): Pick<calendar_v3.Schema$Event, "start" | "end"> => ({
  start: { dateTime: startAt, timeZone: zone },
  end: { dateTime: endAt, timeZone: zone },
});

async function readBack(settings: GoogleSettings, access: Access, id: string): Promise<CalendarEvent> {
  const [change] = await lookUp(settings, access, [{ id, onPrimary: true }]);
  if (change?.kind === "upsert") return change.event;
  throw new ProviderError("gone", "The event was deleted in the calendar before we could read it");
}

async function isThere(settings: GoogleSettings, access: Access, id: string): Promise<boolean> {
  const [change] = await lookUp(settings, access, [{ id, onPrimary: true }]);
  return change?.kind === "upsert";
}

function live(data: calendar_v3.Schema$Event): CalendarEvent {
  const change = toChange(data, "UTC");
  if (change?.kind === "upsert") return change.event;
  throw new ProviderError("temporary", "Google answered with an event that could not be read");
}
