import type { CalendarEvent, EventPatch } from "@/lib/domain/calendar/event";
import type { Access } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { callGraph } from "./client";
import { read } from "./events";
import { fromPatch, mergedInto, needsReading } from "./from-patch";
import type { MicrosoftSettings } from "./settings";
import { etagOf, type RawEvent, rawEvent } from "./wire";

/**
 * Changes what the patch names, upon the version it was made from. Exchange tells the guests by itself, and asks them anew
 * when the time changes.
 */
export async function changeEvent(
  settings: MicrosoftSettings,
  access: Access,
  patch: EventPatch,
): Promise<CalendarEvent> {
  const merged = needsReading(patch) ? mergedInto(await standing(settings, access, patch), patch) : {};
  const { data } = await callGraph(settings, access, {
    method: "patch",
    path: pathOf(patch),
    body: { ...fromPatch(patch), ...merged },
    ifMatch: patch.etag,
  });
  const change = read(data, access);
  if (change?.kind === "upsert") return change.event;
  // It is changed: only what was answered cannot be told. The next reading tells it.
  throw change ? deleted() : unreadable();
}

/** The event in the version the patch is made upon. */
async function standing(settings: MicrosoftSettings, access: Access, patch: EventPatch): Promise<RawEvent> {
  const { data } = await callGraph(settings, access, { method: "get", path: pathOf(patch) });
  const raw = rawEvent.safeParse(data).data;
  if (!raw) throw unreadable();
  if (raw.isCancelled) throw deleted();
  if (etagOf(raw) !== patch.etag)
    throw new ProviderError("changed", "The event was changed before the change from here");
  return raw;
}

const pathOf = ({ eventId }: EventPatch): string => `/me/events/${encodeURIComponent(eventId)}`;
const deleted = () => new ProviderError("gone", "The event was deleted in the calendar before the change");
const unreadable = () =>
  new ProviderError("temporary", "Microsoft answered with an event that could not be read");
