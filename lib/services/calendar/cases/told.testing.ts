import type { MeetingEntry } from "@/lib/domain/timeline/entry";
import { inDays } from "@/lib/sandbox/google/testing/sandbox";

const DAY_MS = 86_400_000;

/** A card as the tables write it: the day from today, the hour in UTC, the title and what is marked on it. */
export function told(card: MeetingEntry): string {
  const at = card.allDay ? `${card.allDay.from}T00:00:00Z` : card.start;
  const today = Date.parse(`${inDays(0, "00:00").slice(0, 10)}T00:00:00Z`);
  const day = Math.floor((Date.parse(at) - today) / DAY_MS);
  const clock = card.allDay ? "all day" : new Date(card.start).toISOString().slice(11, 16);
  return [`day ${day} ${clock} ${card.title}`, ...marksOf(card)].join(" ");
}

function marksOf(card: MeetingEntry): string[] {
  return [
    // Both are said on a cancelled card, so both have to be there.
    card.cancelled && card.outcome === "Canceled" && "(canceled)",
    Boolean(card.cancelled) !== (card.outcome === "Canceled") && `(half canceled: ${card.outcome})`,
    card.frozen && "(frozen)",
    card.tentative && "(tentative)",
    card.away && "(out of office)",
  ].filter((mark) => typeof mark === "string");
}
