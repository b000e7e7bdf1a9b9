import type { BackFillView } from "@/lib/domain/calendar/back-fill";
import { type ConnectionView, providerWords } from "@/lib/domain/calendar/connection";
import { counted } from "./calendar-words";

/** What a back-fill looks for, in words: "the last 30 days". */
export const spanWords = (days: number): string => `the last ${days} days`;

/** How far a pass has come: "1,240 events looked at, 17 meetings found." */
export function progressOf({ state, considered, meetings, planned }: BackFillView): string {
  const looked = `${counted(considered, "event")} looked at`;
  if (state === "counting") return `${looked}, ${counted(meetings, "meeting")} found.`;
  // Every event is decided anew, so that the count is no promise.
  return `${meetings.toLocaleString("en-GB")} of about ${counted(planned ?? 0, "meeting")} logged; ${looked}.`;
}

/** Why nothing moves at the moment; null while it does. */
export function heldUpBy(
  backFill: Pick<BackFillView, "reason">,
  { state, syncing, provider }: Pick<ConnectionView, "state" | "syncing" | "provider">,
): string | null {
  if (!syncing) return "It waits until Sync my calendar is on again.";
  if (state === "reconnect") return "It waits until you have reconnected, and goes on where it is.";
  if (state === "paused" || state === "waiting")
    return `It waits for ${providerWords[provider].app}, and goes on where it is.`;
  return backFill.reason;
}

/** What a count has found, before anything is logged. */
export function foundOf({ days, meetings, people, morePeople }: BackFillView): string {
  if (meetings === 0)
    return `There is nothing to bring in from ${spanWords(days)}: what is there with your contacts is on their timelines already.`;
  const contacts = counted(people.length + morePeople, "contact");
  return `${counted(meetings, "meeting")} would be logged, on the timelines of ${contacts}.`;
}

/** How the last one ended; null when that needs no word. `day` is when. */
export function endOf(
  { state, days, meetings, considered, reason }: BackFillView,
  day: string,
): string | null {
  const looked = `${counted(considered, "event")} looked at`;
  if (state === "done")
    return `${counted(meetings, "meeting")} from ${spanWords(days)} ${meetings === 1 ? "was" : "were"} logged on ${day}; ${looked}.`;
  if (state !== "cancelled" || meetings === 0) return null;
  const why = reason ? `${reason.replace(/\.$/, "")}: stopped` : "Stopped";
  return `${why} on ${day}. ${counted(meetings, "meeting")} had been logged by then and ${meetings === 1 ? "stays" : "stay"} on ${meetings === 1 ? "its timeline" : "their timelines"}.`;
}
