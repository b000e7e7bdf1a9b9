import type { CalendarEvent } from "@/lib/domain/calendar/event";
import type { Access } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import type { TimeOffDraft, TimeOffEdit, TimeOffTimes } from "@/lib/domain/time-off/time-off";
import { callGraph } from "./client";
import { eventIn, findOurs, findRepeated, isNotThere } from "./events";
import { meetingProperty, timesOf } from "./from-draft";
import type { MicrosoftSettings } from "./settings";
import { GraphRefusal } from "./to-error";
import { transactionPrefix } from "./to-event";

/** Creates an event without guests that is shown as out of office, once: one that may be there is looked for first. */
export async function putTimeOff(
  settings: MicrosoftSettings,
  access: Access,
  draft: TimeOffDraft,
): Promise<{ event: CalendarEvent; existed: boolean }> {
  const known = draft.askedAt ? await findOurs(settings, access, draft.timeOffId) : null;
  if (known) return { event: known, existed: true };
  const body = {
    subject: draft.title,
    showAs: "oof",
    ...slotOf(draft.times),
    isReminderOn: false,
    transactionId: `${transactionPrefix}${draft.timeOffId}`,
    singleValueExtendedProperties: [{ id: meetingProperty, value: draft.timeOffId }],
  };
  try {
    const { data } = await callGraph(settings, access, { method: "post", path: "/me/calendar/events", body });
    return { event: live(data, access), existed: false };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "duplicate") throw error;
    const ours = { crmMeetingId: draft.timeOffId, askedAt: draft.askedAt };
    return { event: await findRepeated(settings, access, ours), existed: true };
  }
}

/** Changes times and title, upon the version they were changed from. It has no guests in that version, so nobody is told. */
export async function changeTimeOff(
  settings: MicrosoftSettings,
  access: Access,
  { eventId, etag, times, title }: TimeOffEdit,
): Promise<CalendarEvent> {
  const { data } = await callGraph(settings, access, {
    method: "patch",
    path: pathOf(eventId),
    body: { ...slotOf(times), ...(title === null ? {} : { subject: title }) },
    ifMatch: etag,
  });
  return live(data, access);
}

/** Deletes it, upon the version it was known in; gone already is done. */
export async function removeTimeOff(
  settings: MicrosoftSettings,
  access: Access,
  { eventId, etag }: { eventId: string; etag: string | null },
): Promise<void> {
  try {
    await callGraph(settings, access, { method: "delete", path: pathOf(eventId), ifMatch: etag });
  } catch (error) {
    if (!isNotThere(error) && !(error instanceof GraphRefusal && error.status === 410)) throw error;
  }
}

const pathOf = (eventId: string): string => `/me/events/${encodeURIComponent(eventId)}`;

/** Whole days are all-day events here, which float; the flag is sent either way, since a change may turn one into the other. */
const slotOf = ({ startAt, endAt, zone, allDay }: TimeOffTimes): Record<string, unknown> => ({
  isAllDay: false,
  ...timesOf(allDay ? { kind: "all-day", ...allDay } : { kind: "timed", start: startAt, end: endAt, zone }),
});

function live(data: unknown, access: Access): CalendarEvent {
  const event = eventIn(data, access);
  // It is there: only what was answered cannot be told. The next try finds it.
  if (!event) throw new ProviderError("temporary", "Microsoft answered with an event that could not be read");
  return event;
}
