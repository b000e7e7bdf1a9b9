import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { Access, LookUp } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { inParallel } from "../in-parallel";
import { callGraph } from "./client";
import { isNotThere, read } from "./events";
import { takenOut } from "./series";
import type { MicrosoftSettings } from "./settings";

// Of the four a mailbox may have, one is for a person who saves a meeting and one for connecting and the like.
const CALLS_AT_ONCE = 2;

/** What the hinted events are now. Drafts are left out: they wait until they are sent (RULES section 9). */
export async function lookUp(
  settings: MicrosoftSettings,
  access: Access,
  hints: readonly LookUp[],
): Promise<CalendarChange[]> {
  const asked = new Map<string, boolean>();
  for (const { id, onPrimary } of hints) asked.set(id, onPrimary && asked.get(id) !== false);
  const found = await inParallel([...asked], CALLS_AT_ONCE, ([id, onPrimary]) =>
    lookUpOne(settings, access, { id, onPrimary }),
  );
  return found.flat();
}

async function lookUpOne(
  settings: MicrosoftSettings,
  access: Access,
  { id, onPrimary }: LookUp,
): Promise<CalendarChange[]> {
  const path = `/me/events/${encodeURIComponent(id)}`;
  const gone = { kind: "gone" as const, id, instance: null, updatedAt: null };
  const data = await dataOf(settings, access, path);
  if (data === "closed") return [];
  if (data === null) return [{ ...gone, how: "vanished" }];
  if (!onPrimary && (await isElsewhere(settings, access, path))) return [{ ...gone, how: "moved-away" }];
  const change = read(data, access);
  if (!change) return [];
  if (change.kind === "gone" || change.event.series.role !== "master") return [change];
  return [change, ...takenOut(change.event, await cancelledOccurrences(settings, access, path))];
}

/** The event; null when it is not there, "closed" when Graph will never show this one: it must not stop all others. */
async function dataOf(settings: MicrosoftSettings, access: Access, path: string): Promise<unknown> {
  try {
    return (await callGraph(settings, access, { method: "get", path })).data;
  } catch (error) {
    if (isNotThere(error)) return null;
    if (error instanceof ProviderError && error.kind === "refused") return "closed";
    throw error;
  }
}

/** Whether the event is on another calendar of the person. Only a plain "no" counts: the way there is not settled (providers 3.4). */
async function isElsewhere(settings: MicrosoftSettings, access: Access, path: string): Promise<boolean> {
  try {
    const { data } = await callGraph(settings, access, {
      method: "get",
      path: `${path}/calendar?$select=isDefaultCalendar`,
    });
    return (data as { isDefaultCalendar?: unknown } | null)?.isDefaultCalendar === false;
  } catch (error) {
    if (error instanceof ProviderError && (error.kind === "gone" || error.kind === "refused")) return false;
    throw error;
  }
}

/** Only told when asked for by name. */
async function cancelledOccurrences(
  settings: MicrosoftSettings,
  access: Access,
  path: string,
): Promise<string[]> {
  const data = await dataOf(settings, access, `${path}?$select=cancelledOccurrences`);
  const ids =
    typeof data === "object" && data !== null && "cancelledOccurrences" in data
      ? data.cancelledOccurrences
      : null;
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
}
