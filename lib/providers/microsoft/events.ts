import { now } from "@/lib/clock";
import type { CalendarChange, CalendarEvent, EventDraft } from "@/lib/domain/calendar/event";
import type { Access } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { elapsed, type Instant, minutes, toInstant } from "@/lib/domain/time/instant";
import { headerOf } from "../headers";
import { callGraph } from "./client";
import { fromDraft, meetingProperty } from "./from-draft";
import type { MicrosoftSettings } from "./settings";
import { GraphRefusal } from "./to-error";
import { toChange } from "./to-event";
import { listPage, rawEvent } from "./wire";

const SEARCH_LAG_MS = minutes(10);

/** Graph's own clock, from the `Date` header of a call that only a mailbox with a calendar answers. */
export async function serverTime(settings: MicrosoftSettings, access: Access): Promise<Instant> {
  const answer = await callGraph(settings, access, { method: "get", path: "/me/calendar?$select=id" });
  const at = toInstant(headerOf(answer.headers, "date"));
  if (!at) throw new ProviderError("temporary", "Microsoft's answer had no date");
  return at;
}

/**
 * Creates and invites at once: Graph knows no silence. A create that may have been asked before is looked for first; one
 * that Graph refuses as a repetition was ours, and is deleted where it cannot be found any more.
 */
export async function insert(
  settings: MicrosoftSettings,
  access: Access,
  draft: EventDraft,
): Promise<{ event: CalendarEvent; existed: boolean }> {
  const known = draft.askedAt ? await findOurs(settings, access, draft.crmMeetingId) : null;
  if (known) return { event: known, existed: true };
  const video = draft.conference && (await hasTeams(settings, access)) ? "teams" : "none";
  try {
    const body = fromDraft(draft, video);
    const { data } = await callGraph(settings, access, { method: "post", path: "/me/calendar/events", body });
    const event = eventIn(data, access);
    // It is there, and its guests are invited: only what was answered cannot be told. The next try finds it.
    if (!event) throw new ProviderError("temporary", "Microsoft created an event that could not be read");
    return { event, existed: false };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "duplicate") throw error;
    return { event: await findRepeated(settings, access, draft), existed: true };
  }
}

/** The search for our property lags behind: only one that was made a while ago and cannot be found was deleted. */
export async function findRepeated(
  settings: MicrosoftSettings,
  access: Access,
  draft: Pick<EventDraft, "crmMeetingId" | "askedAt">,
): Promise<CalendarEvent> {
  const event = await findOurs(settings, access, draft.crmMeetingId);
  if (event) return event;
  const isRecent = draft.askedAt === null || elapsed(draft.askedAt, now()) < SEARCH_LAG_MS;
  if (isRecent) throw new ProviderError("temporary", "Microsoft has the event and does not find it yet");
  throw new ProviderError("gone", "The event was deleted in the calendar before we could read it");
}

/** Deletes the event, which mails the guests of an organiser's own; gone already is done. */
export async function cancel(settings: MicrosoftSettings, access: Access, eventId: string): Promise<void> {
  try {
    await callGraph(settings, access, {
      method: "delete",
      path: `/me/events/${encodeURIComponent(eventId)}`,
    });
  } catch (error) {
    if (!isNotThere(error) && !(error instanceof GraphRefusal && error.status === 410)) throw error;
  }
}

/** Whether a failed call says that its event is not there, and nothing of the mailbox. */
export const isNotThere = (error: unknown): boolean =>
  error instanceof GraphRefusal && (error.kind === "gone" || error.code === "ErrorInvalidIdMalformed");

/** An event of Graph's in our words; null for one that cannot be told. */
export function read(data: unknown, access: Access): CalendarChange | null {
  const raw = rawEvent.safeParse(data);
  return raw.success ? toChange(raw.data, access.email) : null;
}

/** The event that carries our mark; null while there is none, or while the search lags behind. */
export async function findOurs(
  settings: MicrosoftSettings,
  access: Access,
  meetingId: string,
): Promise<CalendarEvent | null> {
  const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${meetingProperty}' and ep/value eq '${meetingId}')`;
  const path = `/me/calendar/events?$filter=${encodeURIComponent(filter)}`;
  const { data } = await callGraph(settings, access, { method: "get", path });
  const rows = listPage.safeParse(data).data?.value ?? [];
  return rows.map((row) => eventIn(row, access)).find((event) => event !== null) ?? null;
}

/** A living event in our words; null for one that is gone or cannot be told. */
export function eventIn(data: unknown, access: Access): CalendarEvent | null {
  const change = read(data, access);
  return change?.kind === "upsert" ? change.event : null;
}

/** Personal calendars have no Teams: there the meeting goes out without a link. */
async function hasTeams(settings: MicrosoftSettings, access: Access): Promise<boolean> {
  const path = "/me/calendar?$select=allowedOnlineMeetingProviders";
  const { data } = await callGraph(settings, access, { method: "get", path });
  const allowed = (data as { allowedOnlineMeetingProviders?: unknown } | null)?.allowedOnlineMeetingProviders;
  return !Array.isArray(allowed) || allowed.includes("teamsForBusiness");
}
