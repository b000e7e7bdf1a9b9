import { type ProviderName, providerWords } from "../calendar/connection";
import type { TimeOff } from "./time-off";

/** One sentence for an entry that the calendar does not hold as it stands here. */
export const timeOffNotes = {
  /** RULES O7. */
  overtaken: "It was changed in your calendar as well, and what the calendar says was kept.",
  reconnect: "Reconnect your calendar to bring it there.",
  syncingOff: "Turn “Sync my calendar” on to bring it there.",
  switchedOff: "Turn “Keep time off and my calendar the same” on to bring it there.",
  unreachable: (provider: ProviderName) =>
    `${providerWords[provider].app} does not answer just now; we keep trying.`,
  slowed: (provider: ProviderName) =>
    `${providerWords[provider].app} asked us to wait; we try again by ourselves.`,
  refused: (provider: ProviderName) => `${providerWords[provider].app} refused it. It is kept here alone.`,
  refusedChange: (provider: ProviderName) =>
    `${providerWords[provider].app} refused the change. Your calendar still says what it said before.`,
  refusedRemoval: (provider: ProviderName) =>
    `${providerWords[provider].app} refused to take it away. It is still in your calendar.`,
} as const;

/** Where an entry stands: the same in the calendar, on its way there, kept here alone, or refused by the calendar. */
export type Standing = "in-calendar" | "waiting" | "here-only" | "not-told";

/** The state of one entry as its row says it. */
export function standingOf({
  push,
  pushNote,
  eventId,
}: Pick<TimeOff, "push" | "pushNote" | "eventId">): Standing {
  if (push !== "none") return "waiting";
  if (pushNote !== null && pushNote !== timeOffNotes.overtaken) return "not-told";
  return eventId === null ? "here-only" : "in-calendar";
}
